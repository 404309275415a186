/**
 * Text in the characters that a device and its files have: ISO-8859-1 for COMmander-class devices, ASCII for
 * the phone books of OVHcloud.
 */
import anyAscii from 'any-ascii';
import type { DeviceProfile } from './profile.ts';

type Charset = DeviceProfile['charset']['value'];

/** What ISO-8859-1 does not have; its control characters are not text either. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const FOREIGN = /[^\u0020-\u007e\u00a0-\u00ff]/;

const PICTURE = /\p{Extended_Pictographic}/u;

/**
 * The nearest text the device can hold: composed letters, `Ł` as `L`, `œ` as `oe`, `€` as `EUR`, line
 * ends as spaces, pictures left out with the blank that set them apart. Text that fits comes back as it is.
 */
export function fitText(text: string, charset: Charset = 'iso-8859-1'): string {
  if (charset === 'ascii') return foldLatin(text);
  if (!FOREIGN.test(text)) return text;
  const fitted = text.normalize('NFC').replace(/./gsu, fitCharacter);
  return PICTURE.test(text) ? fitted.trim().replaceAll(/ {2,}/g, ' ') : fitted;
}

const fitCharacter = (character: string): string => {
  if (!FOREIGN.test(character)) return character;
  if (/\s/.test(character)) return ' ';
  if (PICTURE.test(character)) return '';
  return character === '€' ? 'EUR' : anyAscii(character);
};

/** `é` as `e`, `œ` as `oe`; what is no Latin letter stays, for it has no equal there. */
export const foldLatin = (text: string): string =>
  isAscii(text)
    ? text
    : text
        .normalize('NFC')
        .replaceAll(/\p{Script=Latin}/gu, (letter) => anyAscii(letter))
        .replaceAll(/\p{M}/gu, '')
        .replaceAll(/\s/gu, ' ');

const isAscii = (text: string): boolean => /^[\u0020-\u007e]*$/.test(text);

/** The characters that `fitText` replaces by others of ISO-8859-1, each once. Composing and line ends lose nothing. */
export const lostCharacters = (text: string): string[] =>
  FOREIGN.test(text)
    ? [...new Set(text.normalize('NFC'))].filter((it) => FOREIGN.test(it) && !/[\s\p{Cc}\p{Cf}]/u.test(it))
    : [];
