/** The language of the application on this screen. */
import { NativeSelect } from '@mantine/core';
import { LANGUAGES } from '../../core/language/text.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { prefer, usePreferences } from '../state/preferences.ts';
import { useText } from '../text.ts';

/** Each in its own language: it is looked for by someone who cannot read the others. */
const OWN_NAMES = { en: 'English', fr: 'Français', de: 'Deutsch' };
const CHOICES = ['system', ...LANGUAGES] as const;

export function LanguageChoice() {
  const say = useText(frame);
  const language = usePreferences((state) => state.language);
  return (
    <NativeSelect
      label={say('language')}
      value={language}
      data={CHOICES.map((value) => ({
        value,
        label: value === 'system' ? say('language.system') : OWN_NAMES[value],
      }))}
      onChange={({ currentTarget: { value } }) =>
        prefer({ language: CHOICES.find((one) => one === value) ?? language })
      }
    />
  );
}
