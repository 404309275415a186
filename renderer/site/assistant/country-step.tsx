/** How national numbers are read, and the language of the screen. */
import { Select, Stack } from '@mantine/core';
import { useMemo } from 'react';
import siteWords from '../../../resources/translations/renderer-site.json' with { type: 'json' };
import { LanguageChoice } from '../../frame/language-choice.tsx';
import { useSite } from '../../state/site.ts';
import { useLanguage, useText } from '../../text.ts';
import { draft, useDraft } from './draft.ts';

export function useCountryName(): (code: string) => string {
  const language = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    return (code) => names.of(code) ?? code;
  }, [language]);
}

export function CountryStep() {
  const say = useText(siteWords);
  const language = useLanguage();
  const nameOf = useCountryName();
  const app = useSite((state) => state.app);
  const country = useDraft((state) => state.country);
  const countries = useMemo(
    () =>
      (app?.countries ?? [])
        .map((value) => ({ value, label: nameOf(value) }))
        .sort((a, b) => a.label.localeCompare(b.label, language)),
    [app, nameOf, language],
  );
  return (
    <Stack gap="sm">
      <Select
        label={say('country')}
        description={say('country.hint')}
        searchable
        value={country}
        onChange={(value) => value !== null && draft({ country: value, tested: null })}
        data={countries}
      />
      <LanguageChoice />
    </Stack>
  );
}
