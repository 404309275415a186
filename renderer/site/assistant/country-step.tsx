/** How national numbers are read, and the language of the screen. */
import { Stack } from '@mantine/core';
import { LanguageChoice } from '../../frame/language-choice.tsx';
import { CountrySelect } from '../country-select.tsx';
import { draft, useDraft } from './draft.ts';

export function CountryStep() {
  const country = useDraft((state) => state.country);
  return (
    <Stack gap="sm">
      <CountrySelect value={country} onChange={(chosen) => draft({ country: chosen, tested: null })} />
      <LanguageChoice />
    </Stack>
  );
}
