/** What is changed often at hand, and the way to all settings and to help. */
import { Suspense, useState } from 'react';
import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconLanguage, IconLifebuoy, IconPhone, IconRefresh } from '@tabler/icons-react';
import call from '../../resources/translations/renderer-call.json' with { type: 'json' };
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import support from '../../resources/translations/renderer-support.json' with { type: 'json' };
import update from '../../resources/translations/renderer-update.json' with { type: 'json' };
import { LOOKS } from '../../core/api/window.ts';
import { LANGUAGES } from '../../core/language/text.ts';
import { commandOf } from '../../core/commands/commands.ts';
import { perform } from '../commands/doing.ts';
import { Keys } from '../commands/keys.tsx';
import { useCalling } from '../call/state.ts';
import { useHost } from '../state/host.ts';
import { useSite } from '../state/site.ts';
import { prefer, preferList, usePreferences } from '../state/preferences.ts';
import { SupportDialog } from '../support/dialog.tsx';
import { useLanguage, useText } from '../text.ts';
import { later } from '../widgets/later.ts';

const UpdateDialog = later(async () => (await import('./update-dialog.tsx')).UpdateDialog);

/** Each in its own language: it is looked for by someone who cannot read the others. */
const OWN_NAMES = { en: 'English', fr: 'Français', de: 'Deutsch' };

const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;

export function SettingsMenu() {
  const say = useText(frame);
  const language = usePreferences((state) => state.language);
  const shown = useLanguage();
  const compact = usePreferences(({ list }) => list.density === 'compact');
  const callSay = useText(call);
  const calls = useSite(({ session }) => session.role === 'subscriber');
  const updateSay = useText(update);
  const { update: take } = useHost().surroundings;
  const [updating, setUpdating] = useState(false);
  const supportSay = useText(support);
  const [helping, setHelping] = useState(false);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu position="top-start" width={220}>
        <Menu.Target>
          <Tooltip label={say('settings')}>
            <ActionIcon aria-label={say('settings')}>
              <IconLanguage size={18} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPhone size={15} stroke={1.7} />}
            disabled={!calls}
            onClick={() => useCalling.setState({ choosing: true })}
          >
            {callSay('ways')}
          </Menu.Item>
          {take !== undefined && (
            <Menu.Item leftSection={<IconRefresh size={15} stroke={1.7} />} onClick={() => setUpdating(true)}>
              {updateSay('title')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconLifebuoy size={15} stroke={1.7} />}
            disabled={calls}
            onClick={() => setHelping(true)}
          >
            {supportSay('button')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{say('language')}</Menu.Label>
          <Menu.RadioGroup value={language}>
            {LANGUAGE_CHOICES.map((one) => (
              <Menu.RadioItem
                key={one}
                value={one}
                closeMenuOnClick
                onChange={() => prefer({ language: one })}
              >
                {one === 'system' ? say('language.system') : OWN_NAMES[one]}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Label>{say('look')}</Menu.Label>
          <Menu.RadioGroup value={colorScheme}>
            {LOOKS.map((look) => (
              <Menu.RadioItem key={look} value={look} closeMenuOnClick onChange={() => setColorScheme(look)}>
                {say(`look.${look}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.CheckboxItem
            checked={compact}
            onChange={(checked) => preferList({ density: checked ? 'compact' : 'normal' })}
          >
            {say('compact')}
          </Menu.CheckboxItem>
          <Menu.Divider />
          {(['settings', 'guide', 'shortcuts', 'tour'] as const).map((id) => (
            <Menu.Item key={id} rightSection={<Keys of={id} />} onClick={() => perform(id)}>
              {commandOf(id).label[shown]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {helping && <SupportDialog path={null} onClose={() => setHelping(false)} />}
      <Suspense>
        {take !== undefined && updating && <UpdateDialog take={take} onClose={() => setUpdating(false)} />}
      </Suspense>
    </>
  );
}
