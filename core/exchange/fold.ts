/** Text as comparison sees it: without case, accents, punctuation and repeated blanks. */
import anyAscii from 'any-ascii';

// oxlint-disable-next-line no-control-regex -- everything below U+0080 needs no table
const ASCII = /^[\u0000-\u007f]*$/;

// oxlint-disable-next-line no-control-regex -- as above
const NOT_ASCII = /[^\u0000-\u007f]/gu;
/** Most texts have few letters beyond ASCII, and those are always the same. */
const letters = new Map<string, string>();
const LETTERS_REMEMBERED = 10_000;

export function plainLetter(letter: string): string {
  const known = letters.get(letter);
  if (known !== undefined) return known;
  const plain = anyAscii(letter);
  if (letters.size < LETTERS_REMEMBERED) letters.set(letter, plain);
  return plain;
}

export const fold = (text: string): string =>
  (ASCII.test(text) ? text : text.normalize('NFC').replaceAll(NOT_ASCII, plainLetter))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

const NAMES_REMEMBERED = 1000;
const names = new Map<string, string>();

/** A name in any order of its parts: `Müller, Hans` is `Hans Müller`. The last few are remembered. */
export function nameKey(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const key = wordsInOrder(name);
  if (names.size >= NAMES_REMEMBERED) names.clear();
  names.set(name, key);
  return key;
}

function wordsInOrder(name: string): string {
  const folded = fold(name);
  if (folded === '') return name.trim().toLowerCase();
  return folded.includes(' ') ? folded.split(' ').sort().join(' ') : folded;
}

/** As files in ISO-8859-1 are often written: a question mark for what the charset does not have. */
export const withQuestionMarks = (text: string): string => text.replaceAll(/[\u{100}-\u{10ffff}]/gu, '?');

const CUT = 60;

/** A value short enough to stand in a complaint. */
export const excerpt = (value: string): string =>
  value.length <= CUT ? value : `${value.slice(0, CUT - 1)}…`;
