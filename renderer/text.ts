/** The page's text in the language that the person chose, else that of the system. */
import { useMemo } from 'react';
import type { Catalogue, Language } from '../core/language/text.ts';
import { languageOf, speaker } from '../core/language/text.ts';
import { usePreferences } from './state/preferences.ts';

export function useLanguage(): Language {
  const chosen = usePreferences((state) => state.language);
  return chosen === 'system' ? languageOf(navigator.language) : chosen;
}

/** Speaks a catalogue of `resources/translations` in the person's language. */
export function useText<C extends Catalogue>(catalogue: C) {
  const language = useLanguage();
  return useMemo(() => speaker(catalogue, language), [catalogue, language]);
}

/** `en-GB` for English in Britain: the same words, another order of the date. */
const regional = (language: Language, wished: readonly string[]): string =>
  wished.find((tag) => languageOf(tag) === language && tag.startsWith(language)) ?? language;

/** Made when it is first used: what the system knows of a language takes it some time to find. */
const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
};

function formatsOf(language: Language) {
  const tag = regional(language, navigator.languages);
  const bytes = (unit: 'kilobyte' | 'megabyte') =>
    new Intl.NumberFormat(tag, {
      style: 'unit',
      unit,
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
  const number = once(() => new Intl.NumberFormat(tag));
  const kilobyte = once(() => bytes('kilobyte'));
  const megabyte = once(() => bytes('megabyte'));
  const moment = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }));
  const time = once(() => new Intl.DateTimeFormat(tag, { timeStyle: 'short' }));
  const day = once(() => new Intl.DateTimeFormat(tag, { dateStyle: 'full' }));
  const list = once(() => new Intl.ListFormat(language));
  return {
    number: (value: number) => number().format(value),
    /** Of so many bytes. */
    size: (count: number) => (count < 1e6 ? kilobyte().format(count / 1e3) : megabyte().format(count / 1e6)),
    moment: (iso: string) => moment().format(new Date(iso)),
    time: (iso: string) => time().format(new Date(iso)),
    day: (iso: string) => day().format(new Date(iso)),
    list: (parts: string[]) => list().format(parts),
  };
}

const FORMATS = { en: formatsOf('en'), fr: formatsOf('fr'), de: formatsOf('de') };

/** Formats of the person's language for counts and moments. */
export const useFormats = () => FORMATS[useLanguage()];
