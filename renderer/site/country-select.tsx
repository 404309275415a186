/** The country whose numbers are meant where none is written. */
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { useSite } from '../state/site.ts';
import { useLanguage, useText } from '../text.ts';

export function useCountryName(): (code: string) => string {
  const language = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    return (code) => names.of(code) ?? code;
  }, [language]);
}

export function CountrySelect({ value, onChange }: { value: string; onChange: (country: string) => void }) {
  const say = useText(words);
  const language = useLanguage();
  const nameOf = useCountryName();
  const app = useSite((state) => state.app);
  const countries = useMemo(
    () =>
      (app?.countries ?? [])
        .map((code) => ({ value: code, label: nameOf(code) }))
        .sort((a, b) => a.label.localeCompare(b.label, language)),
    [app, nameOf, language],
  );
  return (
    <Select
      label={say('country')}
      description={say('country.hint')}
      searchable
      value={value}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      data={countries}
    />
  );
}
