/** Where everything begins without a site: open a site file, or create one for a device and a country. */
import { Button, Group, NativeSelect, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useMemo, useState } from 'react';
import type { Problem } from '../../core/problem/problem.ts';
import { problemLine } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { browseScope } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { usePlace } from '../state/place.ts';
import { SupportButton } from '../support/dialog.tsx';
import { problemOf } from '../state/problem.ts';
import { refreshSite, useSite } from '../state/site.ts';
import { useLanguage, useText } from '../text.ts';
import icon from '../icon.svg';
import { PathField } from './path-field.tsx';
import { RecentSites } from './recent.tsx';
import { RestoreOffer } from './restore.tsx';
import { SalvageOffer } from './salvage.tsx';
import './screen.css';

interface Props {
  onDone: () => void;
  /** Null while there is no site to go back to. */
  onCancel: (() => void) | null;
}

/** Runs what opens a site; the message says why it did not. */
function useOpening(open: () => Promise<unknown>, onDone: () => void) {
  const host = useHost();
  const language = useLanguage();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const go = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
      await refreshSite(host);
      browseScope({ kind: 'all' });
      usePlace.setState({ screen: 'contacts' });
      onDone();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  const error = problem && problemLine(problem, language);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void go(open);
  };
  return { problem, error, busy, submit, go };
}

function OpenForm({ onDone }: { onDone: () => void }) {
  const say = useText(words);
  const host = useHost();
  const [path, setPath] = useState('');
  const { problem, error, busy, submit, go } = useOpening(() => host.call('site.open', { path }), onDone);
  const openRecent = (recent: string) => {
    setPath(recent);
    void go(() => host.call('site.open', { path: recent }));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Title order={2} size="md">
          {say('open.title')}
        </Title>
        <PathField
          example="/home/anna/bakery.switchbook"
          value={path}
          onChange={setPath}
          error={error}
          choose={host.surroundings.chooseSite}
        />
        <Button type="submit" variant="default" loading={busy} disabled={path === ''}>
          {say('open')}
        </Button>
        <RecentSites busy={busy} onOpen={openRecent} />
        {problem?.code === 'site-damaged' && (
          <Group gap="xs">
            <RestoreOffer path={path} onDone={onDone} />
            <SalvageOffer path={path} onDone={onDone} />
            <SupportButton path={path} />
          </Group>
        )}
      </Stack>
    </form>
  );
}

function CreateForm({ onDone }: { onDone: () => void }) {
  const say = useText(words);
  const language = useLanguage();
  const host = useHost();
  const app = useSite((state) => state.app);
  const [path, setPath] = useState('');
  const [device, setDevice] = useState(app?.devices[0]?.id ?? '');
  const [country, setCountry] = useState(navigator.language.slice(3, 5).toUpperCase() || 'FR');
  const countries = useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    return (app?.countries ?? [])
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .sort((a, b) => a.label.localeCompare(b.label, language));
  }, [app, language]);
  const { error, busy, submit } = useOpening(
    () => host.call('site.create', { path, device, country }),
    onDone,
  );
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Title order={2} size="md">
          {say('create.title')}
        </Title>
        <PathField
          example="/home/anna/new-site.switchbook"
          value={path}
          onChange={setPath}
          error={error}
          choose={host.surroundings.chooseNewSite}
        />
        <NativeSelect
          label={say('device')}
          description={say('device.hint')}
          value={device}
          onChange={(event) => setDevice(event.currentTarget.value)}
          data={(app?.devices ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          label={say('country')}
          description={say('country.hint')}
          searchable
          value={country}
          onChange={(value) => value !== null && setCountry(value)}
          data={countries}
        />
        <Button type="submit" loading={busy} disabled={path === '' || device === ''}>
          {say('create')}
        </Button>
      </Stack>
    </form>
  );
}

export function SiteScreen({ onDone, onCancel }: Props) {
  const say = useText(words);
  return (
    <main className="site">
      <div className="site-sheet">
        <Group gap="sm">
          <img src={icon} alt="" width={40} height={40} />
          <Title order={1} size="xl">
            Switchbook
          </Title>
        </Group>
        <Text>{say('intro')}</Text>
        <div className="site-ways">
          <Paper withBorder p="lg">
            <CreateForm onDone={onDone} />
          </Paper>
          <Paper withBorder p="lg">
            <OpenForm onDone={onDone} />
          </Paper>
        </div>
        {onCancel !== null && (
          <Button variant="subtle" leftSection={<IconArrowLeft size={15} />} onClick={onCancel} mr="auto">
            {say('back')}
          </Button>
        )}
      </div>
    </main>
  );
}
