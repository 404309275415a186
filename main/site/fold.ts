/**
 * Text and numbers as search and sorting see them: without case and accents, numbers without the way
 * they are written.
 */
import type { PhoneNumber } from '../../core/directory/contact.ts';
import { searchParts, UMLAUT, UMLAUTS, withoutTrunkZero } from '../../core/directory/search.ts';
import { plainLetter } from '../../core/exchange/fold.ts';
import { remembering } from '../../core/exchange/remember.ts';

// Everything below U+0080, which needs no table.
// eslint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007f]*$/;

const LATIN = /\p{Script=Latin}/u;
/** Beyond ASCII only letters that are Latin for certain: no sign of another script needs a closer look. */
// eslint-disable-next-line no-control-regex
const WESTERN = /^[\u0000-\u007f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]*$/;
const BEYOND_ASCII = /[\u0080-\u{10ffff}]/gu;

/** Letters in a row: what is no letter alone, as a pair of surrogates, is together. */
const RUN_BEYOND_ASCII = /[\u0080-\uffff]+/g;
const plainLetters = (run: string): string => run.replaceAll(BEYOND_ASCII, plainLetter);
const plainWord = remembering(10_000, plainLetters);
/** Longer ones are sentences without blanks, which do not come again. */
const LONGEST_WORD = 24;
const plainRun = (run: string): string => (run.length > LONGEST_WORD ? plainLetters(run) : plainWord(run));

const foldComposed = (text: string): string => text.replaceAll(RUN_BEYOND_ASCII, plainRun).toLowerCase();

const fold = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : foldComposed(text.normalize('NFC'));

const inGerman = (composed: string): string =>
  composed.replaceAll(/[äöü]/gi, (letter) => UMLAUTS[letter] ?? letter);

const plainSpellings = remembering(2000, (text): string[] => {
  const composed = text.normalize('NFC');
  const plain = foldComposed(composed);
  return UMLAUT.test(composed) ? [plain, foldComposed(inGerman(composed))] : [plain];
});

/** Both ways in which German writes umlauts without umlauts: `muller`, and `mueller` where it differs. */
export const foldings = (text: string): readonly string[] =>
  ASCII.test(text) ? [text.toLowerCase()] : plainSpellings(text);

/** Every line folded, and those with umlauts once more as German writes them without. */
export function foldLines(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const twice = text.normalize('NFC').replaceAll(WITH_UMLAUT, (line) => `${line}\n${inGerman(line)}`);
  return foldComposed(twice);
}

const WITH_UMLAUT = /^.*[äöü].*$/gim;

/**
 * The key that names are sorted by: Latin letters without their accents, other scripts in their own
 * letters after them, Greek without its accents.
 */
export function sortKey(text: string): string {
  if (ASCII.test(text)) return text.trim().toLowerCase();
  const composed = text.normalize('NFC');
  if (WESTERN.test(composed)) return foldComposed(composed).trim();
  return composed
    .replaceAll(BEYOND_ASCII, (letter) => (LATIN.test(letter) ? plainLetter(letter) : letter))
    .replaceAll(/\p{Script=Greek}+/gu, (letters) => letters.normalize('NFD').replaceAll(/\p{M}/gu, ''))
    .trim()
    .toLowerCase();
}

/** `A`…`Z`, another script's letter, or `#` for digits, symbols and nothing. */
export function initialOf(key: string): string {
  const [first = ''] = key;
  return /\p{L}/u.test(first) ? String.fromCodePoint(first.toUpperCase().codePointAt(0) ?? 35) : '#';
}

/** ITU-T E.164 assigned country codes: 1 and 7 stand alone, these have two digits, all others three. */
const CALLING_CODE = /^\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** Digits with a leading `+` and the signs of feature codes; a trunk zero goes. */
const bare = (typed: string): string => {
  if (/^\+?[\d ]+$/.test(typed)) return typed.replaceAll(' ', '');
  const text = fold(typed).trim();
  return withoutTrunkZero(text).replaceAll(/[^\d+*#]/g, '');
};

/**
 * A number in all the ways somebody may begin to type it: `+33612…`, `0612…`, and as it was typed.
 * What follows a country code is found both with and without a leading zero.
 */
export function numberHaystack(number: Pick<PhoneNumber, 'value' | 'e164'>): string {
  const typed = bare(number.value);
  if (number.e164 === null) return typed;
  const national = `0${number.e164.replace(CALLING_CODE, '')}`;
  const known = `${number.e164} ${national}`;
  return known.includes(typed) || typed.startsWith('00') ? known : `${known} ${typed}`;
}

/** What a search asks for: every word must be found, each in one of its spellings. */
export const searchTerms = (search: string): (readonly string[])[] =>
  searchParts(search).map((part) => (part.kind === 'word' ? foldings(part.word) : numberTerm(part.groups)));

function numberTerm(groups: readonly [string, ...string[]]): string[] {
  const digits = bare(groups.join(' '));
  const spellings = new Set([digits]);
  if (/^00\d/.test(digits)) spellings.add(`+${digits.slice(2)}`);
  // `3-4` or `17.05.` may just as well stand in a name or a note.
  if (groups.length === 1) spellings.add(fold(groups[0]));
  return [...spellings];
}

/** A `LIKE` pattern that finds `part` anywhere. */
export const anywhere = (part: string): string => `%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
