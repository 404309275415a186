/** What one row or card says: a contact draft with the complaints about it, the same for every format. */
import type { ContactDraft, Labelled, PhoneNumber, PostalAddress } from '../directory/contact.ts';
import { TEXT_FIELDS } from '../directory/contact.ts';
import type { ReadNumber } from '../phone/number.ts';
import { readNumber } from '../phone/number.ts';
import type { Problem } from '../problem/problem.ts';
import { numberKeys } from './match.ts';
import { splitName } from './names.ts';

export interface ImportRecord {
  /** Counted from 1, as the user's editor shows it; for a card the line of `BEGIN`. */
  row: number;
  /** What the row held, for rows that have no name. */
  label: string;
  draft: ContactDraft;
  problems: Problem[];
  /** Given and family name come from one text that was taken apart, so their border is a guess. */
  nameIsSplit: boolean;
}

/** Numbers repeat in files (a switchboard in every row), and reading one is the dearest step of a row. */
export class NumberReader {
  readonly #known = new Map<string, ReadNumber>();
  static readonly #MOST = 50_000;

  read(typed: string, country: string): ReadNumber {
    const key = `${country} ${typed}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const read = readNumber(typed, country);
    if (this.#known.size >= NumberReader.#MOST) this.#known.clear();
    this.#known.set(key, read);
    return read;
  }
}

/** A number as typed, with the column that complaints point to. */
export interface TypedNumber extends Pick<PhoneNumber, 'kind' | 'value'> {
  column?: string;
}

/**
 * Numbers with their E.164 form, each number once unless `exact`. A number that a spreadsheet has rounded is not one
 * any more: it is left out, and the complaint says so.
 */
export function readNumbers(
  typed: readonly TypedNumber[],
  country: string,
  reader: NumberReader,
  problems: Problem[],
  exact = false,
): PhoneNumber[] {
  const numbers: PhoneNumber[] = [];
  const keys = new Set<string>();
  for (const { kind, value, column } of typed) {
    const read = reader.read(value, country);
    if (read.problem !== null) {
      problems.push({ ...read.problem, severity: 'warning', ...(column === undefined ? {} : { column }) });
    }
    if (read.value === '' || read.problem?.severity === 'error') continue;
    const number: PhoneNumber = { kind, value: exact ? value : read.value, e164: read.e164 };
    const key = numberKeys(number)[0] ?? number.value;
    if (keys.has(key) && !exact) continue;
    keys.add(key);
    numbers.push(number);
  }
  return numbers;
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNCLEAN = /^[\s\u200b\ufeff]|[\s\u200b\ufeff]$|[\u0000-\u0009\u000b-\u001f\u007f\u200b\ufeff]/;

/** Text without the white space around it and without characters that nobody typed; lines end in LF. */
export function clean(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return (
    text
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll('\t', ' ')
      // oxlint-disable-next-line no-control-regex -- control characters are what goes
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f\u200b\ufeff]/g, '')
      .trim()
  );
}

/** A draft read by another format's reader (a card), brought to the same form as a row of a table. */
export function recordOfDraft(
  row: number,
  source: ContactDraft,
  found: readonly Problem[],
  country: string,
  reader: NumberReader,
): ImportRecord {
  const problems = [...found];
  const draft: ContactDraft = { ...source };
  for (const field of TEXT_FIELDS) draft[field] = clean(source[field]);
  draft.numbers = readNumbers(source.numbers, country, reader, problems);
  draft.emails = distinct(source.emails);
  draft.urls = distinct(source.urls);
  draft.addresses = source.addresses.filter(isFilled);
  draft.groups = [...new Set(source.groups.map(clean))].filter((group) => group !== '');
  const nameIsSplit = nameFromDisplayName(draft);
  return { row, label: labelOf(draft), draft, problems, nameIsSplit };
}

/**
 * PBXs want a family name or a company, and a card may have nothing but a displayed name: it is taken
 * apart. Says whether it was.
 */
export function nameFromDisplayName(draft: ContactDraft): boolean {
  if (draft.displayName === '' || draft.givenName + draft.familyName + draft.company !== '') return false;
  Object.assign(draft, splitName(draft.displayName));
  return true;
}

export const isFilled = (it: PostalAddress): boolean =>
  it.street + it.postalCode + it.city + it.region + it.country !== '';

export function distinct(list: readonly Labelled[]): Labelled[] {
  const seen = new Set<string>();
  const kept: Labelled[] = [];
  for (const { kind, value } of list) {
    const text = clean(value);
    const key = text.toLowerCase();
    if (text === '' || seen.has(key)) continue;
    seen.add(key);
    kept.push({ kind, value: text });
  }
  return kept;
}

const labelOf = (draft: ContactDraft): string =>
  [draft.emails[0]?.value, draft.numbers[0]?.value, draft.note].find((it) => it !== undefined && it !== '') ??
  '';
