/** Text in the characters that a COMmander-class device and its files have: ISO-8859-1. */
import anyAscii from 'any-ascii';

/** What ISO-8859-1 does not have; its control characters are not text either. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const FOREIGN = /[^\u0020-\u007e\u00a0-\u00ff]/;

/**
 * The nearest text the device can hold: composed letters, `Ł` as `L`, `œ` as `oe`, `€` as `EUR`, line
 * ends as spaces, pictures left out. Text that fits comes back as it is.
 */
export function fitText(text: string): string {
  if (!FOREIGN.test(text)) return text;
  return text.normalize('NFC').replace(/./gsu, fitCharacter);
}

const fitCharacter = (character: string): string => {
  if (!FOREIGN.test(character)) return character;
  if (/\s/.test(character)) return ' ';
  if (/\p{Extended_Pictographic}/u.test(character)) return '';
  return character === '€' ? 'EUR' : anyAscii(character);
};

/** The characters that `fitText` replaces, each once. Composing and line ends lose nothing. */
export const lostCharacters = (text: string): string[] =>
  FOREIGN.test(text)
    ? [...new Set(text.normalize('NFC'))].filter((it) => FOREIGN.test(it) && !/[\s\p{Cc}\p{Cf}]/u.test(it))
    : [];
