/** Where everything begins without a site: open a site file, or be led to a new one. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Problem } from '../../core/problem/problem.ts';
import { problemLine } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useSite } from '../state/site.ts';
import { useLanguage, useText } from '../text.ts';
import icon from '../icon.svg';
import { NewSiteAssistant } from './assistant/assistant.tsx';
import { useDraft } from './assistant/draft.ts';
import { WaysOut } from './damaged.tsx';
import { enterSite } from './enter.ts';
import { PathField } from './path-field.tsx';
import { RecentSites } from './recent.tsx';
import './screen.css';

interface Props {
  /** Begins with the assistant for a new site. */
  making: boolean;
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
      await enterSite(host, work);
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
        {problem !== null && <WaysOut problem={problem} path={path} onDone={onDone} />}
      </Stack>
    </form>
  );
}

/** Leads to the assistant. */
function NewSite({ onBegin }: { onBegin: () => void }) {
  const say = useText(words);
  const begun = useDraft(({ path, step }) => path !== '' || step > 0);
  return (
    <Stack gap="sm">
      <Title order={2} size="md">
        {say('create.title')}
      </Title>
      <Text size="sm">{say('create.more')}</Text>
      <Button onClick={onBegin}>{say(begun ? 'create.on' : 'create.begin')}</Button>
    </Stack>
  );
}

/** The site to try everything on, where its simulated PBX runs. */
function Demonstration({ onDone }: { onDone: () => void }) {
  const say = useText(words);
  const host = useHost();
  const path = useSite(({ app, site }) => (site?.path === app?.demonstration ? null : app?.demonstration));
  const { busy, go } = useOpening(() => Promise.resolve(), onDone);
  if (typeof path !== 'string') return null;
  return (
    <Button
      variant="subtle"
      ml="auto"
      loading={busy}
      onClick={() => void go(() => host.call('site.open', { path }))}
    >
      {say('demonstration')}
    </Button>
  );
}

export function SiteScreen({ making: begins, onDone, onCancel }: Props) {
  const say = useText(words);
  const [making, setMaking] = useState(begins);
  return (
    <main className="site">
      <div className="site-sheet">
        <Group gap="sm">
          <img src={icon} alt="" width={40} height={40} />
          <Title order={1} size="xl">
            Switchbook
          </Title>
        </Group>
        {making ? (
          <NewSiteAssistant onDone={onDone} onCancel={() => setMaking(false)} />
        ) : (
          <>
            <Text>{say('intro')}</Text>
            <div className="site-ways">
              <Paper withBorder p="lg">
                <NewSite onBegin={() => setMaking(true)} />
              </Paper>
              <Paper withBorder p="lg">
                <OpenForm onDone={onDone} />
              </Paper>
            </div>
            <Group gap="xs">
              {onCancel !== null && (
                <Button variant="subtle" leftSection={<IconArrowLeft size={15} />} onClick={onCancel}>
                  {say('back')}
                </Button>
              )}
              <Demonstration onDone={onDone} />
            </Group>
          </>
        )}
      </div>
    </main>
  );
}
