/** Language and appearance of this person's screen. */
import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { LANGUAGES } from '../../core/language/text.ts';
import { prefer, usePreferences } from '../state/preferences.ts';
import { useText } from '../text.ts';

/** Each in its own language: it is looked for by someone who cannot read the others. */
const OWN_NAMES = { en: 'English', fr: 'Français', de: 'Deutsch' };

export function SettingsMenu() {
  const say = useText(frame);
  const language = usePreferences((state) => state.language);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choice = (label: string, chosen: boolean, choose: () => void) => (
    <Menu.Item
      key={label}
      role="menuitemradio"
      aria-checked={chosen}
      onClick={choose}
      rightSection={chosen ? <IconCheck size={14} /> : null}
    >
      {label}
    </Menu.Item>
  );
  return (
    <Menu position="top-start" width={200}>
      <Menu.Target>
        <Tooltip label={say('settings')}>
          <ActionIcon aria-label={say('settings')}>
            <IconLanguage size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('language')}</Menu.Label>
        {choice(say('language.system'), language === 'system', () => prefer({ language: 'system' }))}
        {LANGUAGES.map((one) => choice(OWN_NAMES[one], language === one, () => prefer({ language: one })))}
        <Menu.Divider />
        <Menu.Label>{say('look')}</Menu.Label>
        {(['auto', 'light', 'dark'] as const).map((look) =>
          choice(say(`look.${look}`), colorScheme === look, () => setColorScheme(look)),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
