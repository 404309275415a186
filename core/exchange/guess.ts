/** A first proposal for the columns of a file that no template knows, from headers and samples. */
import type { ColumnMapping, ColumnTarget } from '../api/reading.ts';
import { ADDRESS_PARTS } from '../directory/contact.ts';
import { headerKey } from './header-line.ts';
import type { GuessedField } from './words.ts';
import { fieldOfHeader, numberKindOf, placeKindOf, readWords } from './words.ts';

const isAddressField = (field: string): field is (typeof ADDRESS_PARTS)[number] =>
  ADDRESS_PARTS.some((it) => it === field);

/**
 * Fills the nulls of `mapping` where `open` says that nothing is known of the column.
 * `samples`: a few cells of each column.
 */
export function guessColumns(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  mapping: ColumnMapping,
  open: readonly boolean[],
): ColumnMapping {
  const guesser = new Guesser(mapping, headers);
  return headers.map((header, i) => {
    const given = mapping[i] ?? null;
    if (given !== null || open[i] !== true) return given;
    return guesser.guess(header, samples[i] ?? []);
  });
}

/** How many headers are usual names of something: what tells a header row from a row of data. */
export const knownHeaders = (cells: readonly string[]): number =>
  cells.filter((cell) => {
    const key = headerKey(cell).replaceAll(/\d+/g, '').trim();
    if (key === '' || /\d{4}|@/.test(cell)) return false;
    const { kinds, rest } = readWords(key);
    return (
      fieldOfHeader(key) !== undefined || fieldOfHeader(rest) !== undefined || (rest === '' && kinds.size > 0)
    );
  }).length;

class Guesser {
  readonly #taken = new Set<string>();
  readonly #slots = new Map<string, number>();
  readonly #lacksFamilyName: boolean;
  readonly #lacksGivenName: boolean;
  #highest = 0;

  constructor(mapping: ColumnMapping, headers: readonly string[]) {
    for (const target of mapping) {
      if (target === null) continue;
      this.#taken.add(targetKey(target));
      if ('slot' in target) this.#highest = Math.max(this.#highest, target.slot);
    }
    const fields = headers.map((header) => fieldOfHeader(headerKey(header)));
    const has = (field: GuessedField): boolean => fields.includes(field) || this.#taken.has(field);
    this.#lacksFamilyName = has('givenName') && !has('familyName');
    this.#lacksGivenName = has('familyName') && !has('givenName');
  }

  guess(header: string, samples: readonly string[]): ColumnTarget | null {
    const key = headerKey(header);
    const target = key === '' ? this.#fromSamples(samples) : this.#fromHeader(key);
    if (target === null || this.#taken.has(targetKey(target))) return null;
    this.#taken.add(targetKey(target));
    return target;
  }

  #fromHeader(key: string): ColumnTarget | null {
    const number = /\d+/.exec(key)?.[0] ?? '';
    const plain = key.replaceAll(/\d+/g, ' ').replaceAll(/\s+/g, ' ').trim();
    const whole = fieldOfHeader(plain);
    if (whole !== undefined) return this.#target(whole, plain, number, '');
    const { kinds, isKindColumn, rest } = readWords(plain);
    const field = fieldOfHeader(rest) ?? (rest === '' && kinds.size > 0 ? 'number' : undefined);
    if (field === undefined) return null;
    if (isKindColumn) return this.#kindTarget(field, number);
    return this.#target(field, plain, number, numberKindOf(kinds) ?? '');
  }

  #target(field: GuessedField, plain: string, number: string, kind: string): ColumnTarget | null {
    const { kinds } = readWords(plain);
    if (field === 'number') {
      const numberKind = numberKindOf(kinds);
      const slot = this.#valueSlot('number', number);
      return { field, slot, ...(numberKind === null ? {} : { kind: numberKind }) };
    }
    const place = placeKindOf(kinds);
    const placed = place === null ? {} : { kind: place };
    if (field === 'email') return { field, slot: this.#valueSlot('email', number), ...placed };
    if (field === 'url') return { field, slot: this.#valueSlot('url', number), ...placed };
    if (isAddressField(field)) return { field, slot: this.#slot(`address ${kind} ${number}`), ...placed };
    // `Name` beside `Vorname` is the family name, `Nome` beside `Cognome` the given one; else it is both.
    if (field === 'fullName' && this.#lacksFamilyName) return { field: 'familyName' };
    if (field === 'fullName' && this.#lacksGivenName) return { field: 'givenName' };
    return { field };
  }

  #kindTarget(field: GuessedField, number: string): ColumnTarget | null {
    if (field === 'number') return { field: 'numberKind', slot: this.#slot(`number ${number}`) };
    if (field === 'email') return { field: 'emailKind', slot: this.#slot(`email ${number}`) };
    if (field === 'url') return { field: 'urlKind', slot: this.#slot(`url ${number}`) };
    return isAddressField(field) ? { field: 'addressKind', slot: this.#slot(`address  ${number}`) } : null;
  }

  /** The slot of `Phone 2`, which `Phone 2 Type` shares, unless another column has its value already. */
  #valueSlot(field: 'number' | 'email' | 'url', number: string): number {
    const slot = this.#slot(`${field} ${number}`);
    return this.#taken.has(`${field} ${slot}`) ? ++this.#highest : slot;
  }

  #slot(name: string): number {
    const slot = this.#slots.get(name) ?? ++this.#highest;
    this.#slots.set(name, slot);
    return slot;
  }

  /** A file without headers: telephone numbers and addresses show what they are, the first text is a name. */
  #fromSamples(samples: readonly string[]): ColumnTarget | null {
    const filled = samples.filter((it) => it.trim() !== '');
    if (filled.length === 0) return null;
    if (filled.every((it) => /^[^\s@]+@[^\s@]+$/.test(it.trim()))) {
      return { field: 'email', slot: this.#valueSlot('email', '') };
    }
    if (filled.every((it) => /^[+\d][\d\s()./-]{2,}$/.test(it.trim()))) {
      return { field: 'number', slot: this.#valueSlot('number', '') };
    }
    const isNamed = this.#taken.has('givenName') || this.#taken.has('familyName');
    return !isNamed && filled.every((it) => /\p{L}/u.test(it)) ? { field: 'fullName' } : null;
  }
}

const targetKey = (target: ColumnTarget): string =>
  'slot' in target ? `${target.field} ${target.slot}` : target.field;
