/** Text as comparison sees it: without case, accents, punctuation and repeated blanks. */
import anyAscii from 'any-ascii';
import { remembering } from './remember.ts';

// oxlint-disable-next-line no-control-regex -- everything below U+0080 needs no table
const ASCII = /^[\u0000-\u007f]*$/;

// oxlint-disable-next-line no-control-regex -- as above
const NOT_ASCII = /[^\u0000-\u007f]/gu;
/** Most texts have few letters beyond ASCII, and those are always the same. */
export const plainLetter = remembering(10_000, (letter) => anyAscii(letter));

export const fold = (text: string): string =>
  (ASCII.test(text) ? text : text.normalize('NFC').replaceAll(NOT_ASCII, plainLetter))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

/** A name in any order of its parts: `Müller, Hans` is `Hans Müller`. */
export const nameKey = remembering(1000, wordsInOrder);

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
