/**
 * Which encoding a text has that is no sound Unicode. windows-1252 gives every byte a meaning, so another
 * one must prove itself: a wrong guess is worse than none.
 */
import { decodeCharset, decodeWindows1252 } from './charset.ts';

/** Bytes that are looked at. */
const SAMPLE = 64 * 1024;
/** Fewer of anything prove nothing. */
const LEAST_PAIRS = 4;
const LEAST_ODDITIES = 2;
/** Valid sequences of UTF-8 for each broken one; other encodings make them only by accident. */
const LEAST_SOUND = 10;
const MOST_OF_THEM = 0.8;

export function guessEncoding(bytes: Uint8Array): 'utf-8' | 'windows-1252' | 'shift_jis' | 'macintosh' {
  const sample = bytes.subarray(0, SAMPLE);
  if (isMostlyUtf8(sample)) return 'utf-8';
  if (looksJapanese(sample) && isSound(bytes, 'shift_jis')) return 'shift_jis';
  return looksMacintosh(sample) ? 'macintosh' : 'windows-1252';
}

/** A file that was cut inside a character, or that got a line of another one, keeps its other characters. */
function isMostlyUtf8(sample: Uint8Array): boolean {
  const foreign = new TextDecoder().decode(sample).match(/[^\0-\u007f]/gu) ?? [];
  const broken = foreign.filter((it) => it === '\ufffd').length;
  return foreign.length > broken * LEAST_SOUND;
}

/** Every byte means something in the encoding. */
export function isSound(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * Accented letters of Western text and the letter behind them are valid pairs too (`é` and `l` are a
 * kanji), but rare ones from the end of the table, and they stand alone: Japanese words are runs of pairs
 * from its beginning.
 */
function looksJapanese(sample: Uint8Array): boolean {
  let pairs = 0;
  let usual = 0;
  let inRuns = 0;
  let run = 0;
  const endRun = (): void => {
    if (run > 1) inRuns += run;
    run = 0;
  };
  for (let at = 0; at < sample.length; at++) {
    const lead = sample[at] ?? 0;
    const isLead = (lead > 0x80 && lead < 0xa0) || (lead >= 0xe0 && lead <= 0xea);
    if (!isLead) {
      endRun();
      // Neither plain text nor half-width katakana.
      if (lead === 0x80 || lead === 0xa0 || lead > 0xea) return false;
      continue;
    }
    pairs++;
    run++;
    if (lead < 0xa0) usual++;
    at++;
  }
  endRun();
  return pairs >= LEAST_PAIRS && usual >= pairs * MOST_OF_THEM && inRuns >= pairs * MOST_OF_THEM;
}

/** Letters of French and German, which old Macintosh programs wrote. */
const LETTERS = /[äöüßÄÖÜàâæçéèêëîïôœùûÀÂÆÇÉÈÊËÎÏÔŒÙÛ]/;

/** windows-1252 makes impossible words of it (`MŸller`, `AndrŽ`), Mac Roman makes French or German ones. */
function looksMacintosh(sample: Uint8Array): boolean {
  if (oddities(decodeWindows1252(sample)) < LEAST_ODDITIES) return false;
  const text = decodeCharset(sample, 'macintosh') ?? '';
  const foreign = text.match(/[^\0-\u007f]/g) ?? [];
  const usual = foreign.filter((it) => LETTERS.test(it)).length;
  return usual >= foreign.length * MOST_OF_THEM && oddities(text) === 0;
}

const CAPITAL = /\p{Lu}/u;
const SMALL = /\p{Ll}/u;
const LETTER = /\p{L}/u;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0080-\u009f]/;
/** What may stand between two letters. */
const PUNCTUATION = /[\u00a0’‘“”«»–—·ªº°²³]/;

/** Characters beyond ASCII that no word has at their place. */
function oddities(text: string): number {
  let odd = 0;
  for (const { index, 0: character } of text.matchAll(/[^\0-\u007f]/g)) {
    const [before, after] = [text[index - 1] ?? ' ', text[index + 1] ?? ' '];
    if (isOdd(character, before, after)) odd++;
  }
  return odd;
}

function isOdd(character: string, before: string, after: string): boolean {
  if (CONTROL.test(character)) return true;
  if (SMALL.test(character)) return false;
  // `KŸhn` and `AndrŽ`; `ŠKODA`, `KOŠICE` and `Élodie` are none.
  if (CAPITAL.test(character)) return SMALL.test(before) || (LETTER.test(before) && SMALL.test(after));
  return LETTER.test(before) && LETTER.test(after) && !PUNCTUATION.test(character);
}
