/** BDAY of all versions to and from `1980-05-17` and `--05-17`. */
import { isDay } from '../../directory/day.ts';
import type { Parameter, VcardVersion } from './property.ts';

/** Null if it is no day of a year. `noYear` is the year that Apple writes for an unknown one. */
export function readBirthday(text: string, noYear: string): string | null {
  const match =
    /^(?<year>\d{4})-?(?<month>\d\d)-?(?<day>\d\d)(?:$|[T ])/.exec(text) ??
    /^--(?<month>\d\d)-?(?<day>\d\d)(?:$|[T ])/.exec(text) ??
    /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/.exec(text);
  if (match?.groups === undefined) return null;
  const { year = '', month = '', day = '' } = match.groups;
  const known = year !== '' && year !== '0000' && year !== noYear;
  if (!isDay(known ? Number(year) : null, Number(month), Number(day))) return null;
  return `${known ? year : '-'}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Only version 4.0 knows days without a year; Apple's parameter says it to the others. */
export function writeBirthday(iso: string, version: VcardVersion): { params: Parameter[]; value: string } {
  const withoutYear = iso.startsWith('--');
  if (version === '4.0') {
    return { params: [], value: withoutYear ? iso.replace(/(\d)-/, '$1') : iso.replaceAll('-', '') };
  }
  return withoutYear
    ? { params: [{ name: 'X-APPLE-OMIT-YEAR', value: '1604' }], value: `1604${iso.slice(1)}` }
    : { params: [], value: iso };
}
