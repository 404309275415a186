/** What one row or card says: a contact draft with the complaints about it, the same for every format. */
import type { ContactDraft, Labelled, PhoneNumber, PostalAddress } from '../directory/contact.ts';
import { TEXT_FIELDS } from '../directory/contact.ts';
import type { ReadNumber } from '../phone/number.ts';
import { readNumber, withCountry } from '../phone/number.ts';
import type { Problem } from '../problem/problem.ts';
import { numberKeys } from './match.ts';
import { splitName } from './names.ts';
import { normaliseDraft } from './normalise/draft.ts';
import type { Normaliser } from './normalise/normaliser.ts';
import { spaced, storable } from './normalise/spacing.ts';
import { joinedTitles, titleOf } from './normalise/titles.ts';

export interface ImportRecord {
  /** Counted from 1, as the user's editor shows it; for a card the line of `BEGIN`. */
  row: number;
  /** What the row held, for rows that have no name. */
  label: string;
  draft: ContactDraft;
  problems: Problem[];
  /** Given and family name come from one text that was taken apart, so their border is a guess. */
  nameIsSplit: boolean;
  /** The file’s column of a value in one of the lists, where the file has columns and holds the value. */
  columnOf?: (list: ValueList, value: string) => string | undefined;
}

export const VALUE_LISTS = ['numbers', 'emails', 'urls'] as const;
export type ValueList = (typeof VALUE_LISTS)[number];

const PREFIX_ALONE = /^(?:00|\+)\d{1,3}$/;

/** Numbers repeat in files (a switchboard in every row), and reading one is the dearest step of a row. */
export class NumberReader {
  readonly #known = new Map<string, ReadNumber>();
  readonly #alwaysWithCountry: boolean;
  static readonly #MOST = 50_000;

  /** @param alwaysWithCountry For a device that has no other numbers: a row's own country must not get lost. */
  constructor(alwaysWithCountry = false) {
    this.#alwaysWithCountry = alwaysWithCountry;
  }

  read(typed: string, country: string): ReadNumber {
    // Plain digits are read faster than they are remembered.
    if (/^\+?\d[\d ]*$/.test(typed)) return this.#read(typed, country);
    const key = `${country} ${typed}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const read = this.#read(typed, country);
    if (this.#known.size >= NumberReader.#MOST) this.#known.clear();
    this.#known.set(key, read);
    return read;
  }

  #read(typed: string, country: string): ReadNumber {
    // A country and no number: what such a device makes of an empty field.
    if (this.#alwaysWithCountry && PREFIX_ALONE.test(typed.trim()))
      return { value: '', e164: null, problem: null };
    const read = readNumber(typed, country);
    if (!this.#alwaysWithCountry || read.e164 !== null || read.problem?.severity === 'error') return read;
    const added = withCountry(read.value, country);
    if (added === null) return read;
    const params = { stored: added.e164 };
    const problem: Problem = {
      code: 'device-number-country',
      severity: 'warning',
      value: read.value,
      params,
    };
    return { ...read, e164: added.e164, problem: read.problem ?? (added.isNational ? problem : null) };
  }
}

/** A value with the column that complaints point to. */
export interface Located<K> {
  kind: K;
  value: string;
  column: string;
}

/** A number as typed, with the column that complaints point to. */
export interface TypedNumber extends Pick<PhoneNumber, 'kind' | 'value'> {
  /** Known already, where numbers are taken as they are. */
  e164?: string | null;
  column?: string;
}

/**
 * Numbers with their E.164 form, each number once. A number that a spreadsheet has rounded is not one any
 * more: it is left out, and the complaint says so. `normaliser`: null takes numbers as they are, also twice.
 */
export function readNumbers(
  typed: readonly TypedNumber[],
  country: string,
  reader: NumberReader,
  problems: Problem[],
  normaliser: Normaliser | null,
): PhoneNumber[] {
  const exact = normaliser === null;
  // Without the rule, national numbers stay what was typed.
  const home = exact || normaliser.on.numbers ? country : '';
  const numbers: PhoneNumber[] = [];
  const keys = new Set<string>();
  for (const { kind, value, column, e164 } of typed) {
    const read = reader.read(value, home);
    if (read.problem !== null) {
      problems.push({ ...read.problem, severity: 'warning', ...(column === undefined ? {} : { column }) });
    }
    if (read.value === '' || read.problem?.severity === 'error') continue;
    if (!exact && read.e164 !== null && isNational(read.value)) {
      normaliser.note('numbers', 'number', column, read.value, read.e164);
    }
    const number: PhoneNumber = exact
      ? { kind, value, e164: e164 ?? read.e164 }
      : { kind, value: read.value, e164: read.e164 };
    const key = numberKeys(number)[0] ?? number.value;
    if (keys.has(key) && !exact) continue;
    keys.add(key);
    numbers.push(number);
  }
  return numbers;
}

/** Reading it has added something: a country code. */
const isNational = (value: string): boolean => !/^\s*(?:tel:)?[(\s]*(?:\+|00)/i.test(value);

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

/**
 * A draft read by another format’s reader (a card), brought to the same form as a row of a table.
 * `normaliser`: null takes it as it is.
 */
export function recordOfDraft(
  row: number,
  source: ContactDraft,
  found: readonly Problem[],
  country: string,
  reader: NumberReader,
  normaliser: Normaliser | null,
): ImportRecord {
  const problems = [...found];
  if (normaliser === null) {
    const numbers = readNumbers(source.numbers, country, reader, problems, null);
    return { row, label: labelOf(source), draft: { ...source, numbers }, problems, nameIsSplit: false };
  }
  const draft: ContactDraft = { ...source };
  for (const field of TEXT_FIELDS) {
    const kept = storable(source[field]);
    const text = normaliser.on.spacing ? spaced(kept, field === 'note') : kept;
    normaliser.note('spacing', field, undefined, source[field], text);
    draft[field] = text;
  }
  draft.numbers = readNumbers(source.numbers, country, reader, problems, normaliser);
  draft.emails = distinct(source.emails);
  draft.urls = distinct(source.urls);
  draft.addresses = source.addresses.filter(isFilled).map((address) => ({ ...address }));
  draft.groups = [...new Set(source.groups.map(clean))].filter((group) => group !== '');
  const nameIsSplit = nameFromDisplayName(draft, normaliser);
  normaliseDraft(draft, normaliser, country, () => undefined);
  return { row, label: labelOf(draft), draft, problems, nameIsSplit };
}

/**
 * PBXs want a family name or a company, and a card may have nothing but a displayed name: it is taken
 * apart. Says whether it was.
 */
export function nameFromDisplayName(draft: ContactDraft, normaliser: Normaliser): boolean {
  if (draft.displayName === '' || draft.givenName + draft.familyName + draft.company !== '') return false;
  const shown = draft.displayName;
  const { title, rest } = normaliser.on.titles ? titleOf(shown, true) : { title: '', rest: shown };
  if (title !== '' && rest !== '') {
    const salutation = joinedTitles(draft.salutation, title);
    normaliser.note('titles', 'salutation', undefined, shown, salutation);
    draft.salutation = salutation;
  }
  const name = rest === '' ? shown : rest;
  if (!normaliser.on.names) {
    draft.familyName = name;
    return false;
  }
  const split = splitName(name);
  if (split.givenName !== '') {
    normaliser.note('names', 'displayName', undefined, name, `${split.givenName} · ${split.familyName}`);
  }
  Object.assign(draft, split);
  return true;
}

export const isFilled = (it: PostalAddress): boolean =>
  it.street + it.postalCode + it.city + it.region + it.country !== '';

export function distinct(list: readonly Labelled[]): Labelled[] {
  if (list.length === 0) return [];
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
