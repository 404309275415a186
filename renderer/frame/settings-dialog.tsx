/** All settings in one place: of this screen, of the open site, and of the application. */
import {
  Button,
  Group,
  Input,
  SegmentedControl,
  Stack,
  Switch,
  Title,
  useMantineColorScheme,
} from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { LOOKS } from '../../core/api/window.ts';
import { commandOf, type CommandId } from '../../core/commands/commands.ts';
import commands from '../../resources/translations/commands.json' with { type: 'json' };
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import siteWords from '../../resources/translations/renderer-site.json' with { type: 'json' };
import update from '../../resources/translations/renderer-update.json' with { type: 'json' };
import { perform } from '../commands/doing.ts';
import { DeviceForm } from '../site/device-form.tsx';
import { KeepingForm } from '../site/keeping.tsx';
import { useHost } from '../state/host.ts';
import { useMay } from '../state/may.ts';
import { prefer, preferList, usePreferences } from '../state/preferences.ts';
import { useQuery } from '../state/query.ts';
import { useSite } from '../state/site.ts';
import { useLanguage, useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { WaitingFields } from '../widgets/waiting.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { UpdateDialog } from './update-dialog.tsx';

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Title order={3} size="sm">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function OfScreen() {
  const say = useText(frame);
  const command = useText(commands);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const compact = usePreferences(({ list }) => list.density === 'compact');
  const letterKeys = usePreferences((state) => state.letterKeys);
  return (
    <Section title={say('settings.screen')}>
      <LanguageChoice />
      <Input.Wrapper label={say('look')} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={say('look')}
          value={colorScheme}
          onChange={setColorScheme}
          data={LOOKS.map((value) => ({ value, label: say(`look.${value}`) }))}
        />
      </Input.Wrapper>
      <Switch
        size="xs"
        label={say('compact')}
        description={say('compact.more')}
        checked={compact}
        onChange={(event) => preferList({ density: event.currentTarget.checked ? 'compact' : 'normal' })}
      />
      <Switch
        size="xs"
        label={command('palette.letters')}
        description={command('palette.letters.more')}
        checked={letterKeys}
        onChange={(event) => prefer({ letterKeys: event.currentTarget.checked })}
      />
    </Section>
  );
}

/** `onGo` ends the dialog: what follows is on a screen. */
function OfSite({ onGo }: { onGo: (command: CommandId) => void }) {
  const say = useText(frame);
  const siteSay = useText(siteWords);
  const language = useLanguage();
  const site = useSite((state) => state.site);
  const { data, problem } = useQuery('site.copies', {});
  if (!site) return null;
  return (
    <Section title={say('settings.site', { name: site.name })}>
      <DeviceForm
        key={`${site.device} ${site.country}`}
        device={site.device}
        country={site.country}
        onCheck={() => onGo('go-check')}
      />
      <Group gap="xs">
        <Button variant="default" onClick={() => onGo('connection-settings')}>
          {commandOf('connection-settings').label[language]}
        </Button>
        <Button variant="default" onClick={() => onGo('go-file')}>
          {commandOf('go-file').label[language]}
        </Button>
      </Group>
      <Title order={4} size="sm" fw={500}>
        {siteSay('keeping')}
      </Title>
      {problem !== null && <ProblemLine problem={problem} />}
      {data === undefined && problem === null && <WaitingFields fields={4} />}
      {data !== undefined && <KeepingForm keeping={data.keeping} onSaved={() => undefined} />}
    </Section>
  );
}

function OfApplication({ onGo }: { onGo: (command: CommandId) => void }) {
  const say = useText(frame);
  const updateSay = useText(update);
  const language = useLanguage();
  const version = useSite(({ app }) => app?.version ?? '');
  const { update: take } = useHost().surroundings;
  const [updating, setUpdating] = useState(false);
  return (
    <Section title={say('settings.application', { version })}>
      <Group gap="xs">
        {(['tour', 'shortcuts'] as const).map((id) => (
          <Button key={id} variant="default" onClick={() => onGo(id)}>
            {commandOf(id).label[language]}
          </Button>
        ))}
        {take !== undefined && (
          <Button variant="default" onClick={() => setUpdating(true)}>
            {updateSay('title')}
          </Button>
        )}
      </Group>
      {take !== undefined && updating && <UpdateDialog take={take} onClose={() => setUpdating(false)} />}
    </Section>
  );
}

export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const language = useLanguage();
  const may = useMay();
  const go = (command: CommandId) => {
    onClose();
    perform(command);
  };
  return (
    <Dialog onClose={onClose} title={commandOf('settings').label[language].replace('…', '')} size={560}>
      <Stack gap="xl">
        <OfScreen />
        {may('manage-site') === null && <OfSite onGo={go} />}
        <OfApplication onGo={go} />
      </Stack>
    </Dialog>
  );
}
