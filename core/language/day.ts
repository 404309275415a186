/** Days as people write them. */
import type { Language } from './text.ts';

/** With the month in words, no order of day and month is mistaken. */
const TAGS: Record<Language, string> = { en: 'en-GB', fr: 'fr', de: 'de' };
const ISO = /^(?:(\d{4})|-)-(\d{2})-(\d{2})$/;
/** Any that has a 29 February. */
const SOME_YEAR = 2000;

/** `1980-05-17` as `17 May 1980`, `--05-17` as `17 May`; whatever is no day stays as it is. */
export function birthdayText(birthday: string, language: Language): string {
  const [whole, year, month, day] = ISO.exec(birthday) ?? [];
  if (whole === undefined) return birthday;
  const date = new Date(Date.UTC(Number(year ?? SOME_YEAR), Number(month) - 1, Number(day)));
  const form = new Intl.DateTimeFormat(TAGS[language], {
    day: 'numeric',
    month: 'long',
    year: year === undefined ? undefined : 'numeric',
    timeZone: 'UTC',
  });
  return form.format(date);
}
