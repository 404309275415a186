/** The words for kinds and fields that files use, in the product's languages: `resources/templates/words.json`. */
import { z } from 'zod';
import data from '../../resources/templates/words.json' with { type: 'json' };
import type { NumberKind, PlaceKind } from '../directory/contact.ts';
import { ADDRESS_PARTS, NUMBER_KINDS, PLACE_KINDS, TEXT_FIELDS } from '../directory/contact.ts';
import { fold } from './fold.ts';

const WORD_KINDS = ['fax', 'mobile', 'pager', 'main', 'home', 'work', 'other'] as const;
type WordKind = (typeof WORD_KINDS)[number];

const NAME_FIELDS = ['fullName', 'middleName', 'nameSuffix', 'groups', 'numberCountry'] as const;
const SLOT_FIELDS = ['number', 'email', 'url'] as const;
const GUESSED_FIELDS = [...TEXT_FIELDS, ...NAME_FIELDS, ...SLOT_FIELDS, ...ADDRESS_PARTS] as const;
export type GuessedField = (typeof GUESSED_FIELDS)[number];

const words = z
  .object({
    numberKinds: z.record(z.enum(WORD_KINDS), z.array(z.string())),
    kindColumns: z.array(z.string()),
    headers: z.partialRecord(z.enum(GUESSED_FIELDS), z.array(z.string())),
  })
  .parse(data);

/** A word may say two things: `workfax`. */
const KINDS_OF_WORD = new Map<string, WordKind[]>();
for (const kind of WORD_KINDS) {
  for (const word of words.numberKinds[kind]) {
    KINDS_OF_WORD.set(word, [...(KINDS_OF_WORD.get(word) ?? []), kind]);
  }
}
const KIND_COLUMN_WORDS = new Set(words.kindColumns);
const FIELD_OF_HEADER = new Map(
  GUESSED_FIELDS.flatMap((field) => (words.headers[field] ?? []).map((word) => [word, field] as const)),
);

/** A header's words without those that say a kind, and what these say. */
export interface ReadWords {
  kinds: ReadonlySet<WordKind>;
  /** The column says the kind of another column's value. */
  isKindColumn: boolean;
  rest: string;
}

export function readWords(key: string): ReadWords {
  const kinds = new Set<WordKind>();
  let isKindColumn = false;
  const rest: string[] = [];
  for (const word of key.split(' ')) {
    const said = KINDS_OF_WORD.get(word);
    if (said !== undefined) for (const kind of said) kinds.add(kind);
    else if (KIND_COLUMN_WORDS.has(word)) isKindColumn = true;
    else rest.push(word);
  }
  return { kinds, isKindColumn, rest: rest.join(' ') };
}

/** The field that a whole header, folded, is the usual name of. */
export const fieldOfHeader = (key: string): GuessedField | undefined => FIELD_OF_HEADER.get(key);

/** A header, folded, that anybody might write, and that therefore proves no product. */
export function isPlainHeader(key: string): boolean {
  const bare = key.replaceAll(/\d+/g, '').trim();
  return fieldOfHeader(bare) !== undefined || readWords(bare).rest === '';
}

export function numberKindOf(kinds: ReadonlySet<WordKind>): NumberKind | null {
  if (kinds.has('fax')) return kinds.has('home') ? 'fax-home' : 'fax-work';
  for (const kind of ['mobile', 'pager', 'main', 'home', 'work', 'other'] as const) {
    if (kinds.has(kind)) return kind;
  }
  return null;
}

export const placeKindOf = (kinds: ReadonlySet<WordKind>): PlaceKind | null =>
  kinds.has('home') ? 'home' : kinds.has('work') ? 'work' : kinds.size > 0 ? 'other' : null;

const numberKinds = new Map<string, NumberKind | null>(NUMBER_KINDS.map((kind) => [fold(kind), kind]));
const placeKinds = new Map<string, PlaceKind | null>(PLACE_KINDS.map((kind) => [fold(kind), kind]));
/** Made-up labels are as many as people make up. */
const MOST_REMEMBERED = 10_000;

function remember<K>(known: Map<string, K | null>, word: string, read: (word: string) => K | null): K | null {
  const folded = fold(word);
  const before = known.get(folded);
  if (before !== undefined) return before;
  const kind = read(folded);
  if (known.size < MOST_REMEMBERED) known.set(folded, kind);
  return kind;
}

/** The kind that a cell says (`Geschäftlich`, `* Work`, `Home Fax`), or null for an unknown word. */
export const readNumberKind = (word: string): NumberKind | null =>
  remember(numberKinds, word, (folded) => numberKindOf(readWords(folded).kinds));

export const readPlaceKind = (word: string): PlaceKind | null =>
  remember(placeKinds, word, (folded) => placeKindOf(readWords(folded).kinds));
