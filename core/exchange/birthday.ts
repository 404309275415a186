/** Birthdays as files write them, to ISO 8601: `1980-05-17`, or `--05-17` without a year. */
import { isDay } from '../directory/day.ts';
import { monthOf } from './months.ts';
import type { DateOrder } from './template.ts';

/** Two-digit years after this one are of the century before: nobody is born in the future. */
const PIVOT = 26;
/** What a spreadsheet counts from, and the days that people of today can be born on: 1900 to 2099. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const SERIALS = { first: 60, last: 73_050 };

/** `iso`: no other writing is understood. */
export type DateReading = DateOrder | 'iso';

/** `''` for the ways of saying that there is none, null for what cannot be understood. */
export function readBirthday(text: string, order: DateReading): string | null {
  // A time of day says nothing about a birthday: `1980-05-17T00:00:00Z`, `17.05.1980 00:00`.
  const date = text.trim().replace(/^(\S*\d)[T\s]\d{1,2}:\d.*$/i, '$1');
  // Outlook writes `0.0.00`, `0/0/00` and `00/00/00` for none.
  if (date === '' || (/^[\d./\s-]+$/.test(date) && !/[1-9]/.test(date))) return '';
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(date);
  if (iso !== null) return day(iso[1], iso[2], iso[3]);
  const yearless = /^--(\d{2})-?(\d{2})$/.exec(date);
  if (yearless !== null) return day(undefined, yearless[1], yearless[2]);
  return order === 'iso' ? null : (inNumbers(date, order) ?? inWords(date) ?? asSerial(date));
}

function inNumbers(date: string, order: DateOrder): string | null {
  const yearFirst = /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(date);
  if (yearFirst !== null) return day(yearFirst[1], yearFirst[2], yearFirst[3]);
  const parts = /^(\d{1,2})([./-])\s?(\d{1,2})(?:\2\s?(\d{2}|\d{4})?)?$/.exec(date);
  if (parts === null) return null;
  const monthFirst = order === 'mdy' && parts[2] !== '.';
  const [first, second] = monthFirst ? [parts[1], parts[3]] : [parts[3], parts[1]];
  return day(parts[4], first, second) ?? day(parts[4], second, first);
}

/** `17. Mai 1980`, `1er mai`, `May 17, 1980`, `17-May-80`, with or without the name of the day before it. */
function inWords(date: string): string | null {
  const plain = date.replace(/^\p{L}{2,12}\.?,?\s+(?=\d|\p{L}+\.?\s+\d)/u, '');
  for (const text of [date, plain]) {
    const dayFirst =
      /^(\d{1,2})(?:\.|er|st|nd|rd|th)?[\s-]*(?:of\s+|de\s+)?(\p{L}+)\.?[\s,-]*(\d{4}|\d{2})?$/iu.exec(text);
    if (dayFirst !== null) return named(dayFirst[3], dayFirst[2], dayFirst[1]);
    const monthFirst = /^(\p{L}+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}|\d{2}))?$/iu.exec(text);
    if (monthFirst !== null) return named(monthFirst[3], monthFirst[1], monthFirst[2]);
  }
  return null;
}

function named(year: string | undefined, word = '', date = ''): string | null {
  const month = monthOf(word);
  return month === null ? null : day(year, String(month), date);
}

/** `29358`: the days that a spreadsheet counts, where a cell has lost its format. */
function asSerial(date: string): string | null {
  const days = /^\d{4,5}$/.test(date) ? Number(date) : 0;
  // Four digits may be a year, which is no birthday.
  if (days < Math.max(SERIALS.first, 10_000) || days > SERIALS.last) return null;
  return new Date(SERIAL_EPOCH + days * 86_400_000).toISOString().slice(0, 10);
}

/** Thunderbird keeps year, month and day in three columns, each of which may be empty. */
export const joinBirthday = (year: string, month: string, date: string): string | null =>
  [year, month, date].every((it) => !/[1-9]/.test(it)) ? '' : day(year, month, date);

function day(year: string | undefined, month: string | undefined, date: string | undefined): string | null {
  const [y, m, d] = [Number(year ?? 0), Number(month), Number(date)];
  const long = year?.trim().length === 2 ? (y <= PIVOT ? 2000 : 1900) + y : y;
  if (!Number.isInteger(long) || (long !== 0 && (long < 1000 || long > 9999))) return null;
  if (!isDay(long === 0 ? null : long, m, d)) return null;
  const two = (it: number): string => String(it).padStart(2, '0');
  return `${long === 0 ? '-' : String(long)}-${two(m)}-${two(d)}`;
}

/** The order that a column of dates itself proves, by a first or second part above twelve. */
export function provenOrder(dates: Iterable<string>): DateOrder | null {
  for (const date of dates) {
    const parts = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d/.exec(date);
    if (Number(parts?.[1]) > 12) return 'dmy';
    if (Number(parts?.[2]) > 12) return 'mdy';
  }
  return null;
}
