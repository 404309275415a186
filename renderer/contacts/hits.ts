/**
 * Where what is searched stands in a value, to be marked there. The services find contacts; this only shows why.
 * Letters are compared without case and accents, numbers by their digits, however either is written.
 */
import { isNumeric, searchParts, UMLAUT, UMLAUTS, withoutTrunkZero } from '../../core/directory/search.ts';

/** From, to (not included): places in a text, in order, apart from each other. */
export type Hit = readonly [from: number, to: number];

export interface Sought {
  words: readonly string[];
  /** Digits of numbers, without blanks and signs; `international`: after `+` or `00`, null where there is neither. */
  numbers: readonly { digits: string; international: string | null }[];
}

export const isNothing = ({ words, numbers }: Sought): boolean => words.length + numbers.length === 0;

/** Letters that are no letter with an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
};

const plain = (letter: string): string =>
  LETTERS[letter] ?? letter.normalize('NFD').replaceAll(/\p{M}/gu, '');

/** A text folded, and for each of its characters the place of the one that it was made of. */
interface Folded {
  text: string;
  places: readonly number[];
}

function folded(text: string, german: boolean): Folded {
  const places: number[] = [];
  let made = '';
  let place = 0;
  for (const letter of text) {
    const lower = letter.toLowerCase();
    const letters = (german ? UMLAUTS[lower] : undefined) ?? plain(lower);
    for (let at = 0; at < letters.length; at++) places.push(place);
    made += letters;
    place += letter.length;
  }
  places.push(place);
  return { text: made, places };
}

export function soughtIn(search: string): Sought {
  const words = new Set<string>();
  const numbers: { digits: string; international: string | null }[] = [];
  for (const part of searchParts(search.normalize('NFC'))) {
    if (part.kind === 'word') {
      words.add(folded(part.word, false).text);
      continue;
    }
    const typed = part.groups.join('');
    const digits = withoutTrunkZero(typed).replaceAll(/[^\d*#]/g, '');
    const international = /^\+|^00\d/.test(typed) ? digits.replace(/^00/, '') : null;
    if (digits !== '') numbers.push({ digits, international });
    // `17.05.` may just as well stand in a name.
    if (part.groups.length === 1) words.add(typed);
  }
  return { words: [...words], numbers };
}

/** Where the words stand in a text. */
export function hitsIn(text: string, { words }: Sought): Hit[] {
  if (words.length === 0 || text === '') return [];
  const spellings = [folded(text, false)];
  if (UMLAUT.test(text)) spellings.push(folded(text, true));
  const hits: Hit[] = [];
  for (const word of words) {
    for (const { text: made, places } of spellings) {
      for (let at = made.indexOf(word); at !== -1; at = made.indexOf(word, at + word.length)) {
        const last = places[at + word.length - 1] ?? text.length;
        // To the end of the last letter, which may have been folded into two.
        const to = places.slice(at + word.length).find((place) => place > last) ?? text.length;
        hits.push([places[at] ?? 0, to]);
      }
    }
  }
  return together(hits);
}

/** Where the digits stand in a number as it is written; those of its country code may not be written at all. */
export function numberHits(number: { value: string; e164: string | null }, sought: Sought): Hit[] {
  const { value, e164 } = number;
  const written = [...value.matchAll(/[\d*#]/g)].map(({ index }) => index);
  const digits = value.replaceAll(/[^\d*#]/g, '');
  const whole = e164?.slice(1) ?? '';
  const shared = sharedEnd(digits, whole);
  const hits = hitsIn(value, { words: sought.words.filter((word) => !isNumeric(word)), numbers: [] });
  for (const { digits: wanted, international } of sought.numbers) {
    const asWritten = whole === '' || value.startsWith('+') === (international === wanted);
    const direct = asWritten ? digits.indexOf(wanted) : -1;
    const spans: [number, number][] = [];
    if (direct !== -1) spans.push([direct, direct + wanted.length]);
    else {
      // What follows a country code is found with and without the zero before it.
      const known = international ?? wanted.replace(/^0/, '');
      const at = known === '' ? -1 : whole.indexOf(known);
      const offset = digits.length - whole.length;
      const from = Math.max(at, whole.length - shared);
      if (at !== -1 && from < at + known.length) spans.push([from + offset, at + known.length + offset]);
    }
    for (const [from, to] of spans) {
      const [first, last] = [written[from], written[to - 1]];
      if (first !== undefined && last !== undefined) hits.push([first, last + 1]);
    }
  }
  return together(hits);
}

function sharedEnd(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a.at(-1 - shared) === b.at(-1 - shared)) shared += 1;
  return shared;
}

function together(hits: readonly Hit[]): Hit[] {
  const joined: Hit[] = [];
  for (const [from, to] of [...hits].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last === undefined || from > last[1]) joined.push([from, to]);
    else joined[joined.length - 1] = [last[0], Math.max(last[1], to)];
  }
  return joined;
}
