/**
 * Keys of commands: their notation, whether a stroke on the keyboard is one, and how people and screen readers are
 * told. `mod` is Ctrl, and ⌘ on a Mac; then `shift`; last a letter, a digit, a sign or a key by its name.
 */
import words from '../../resources/translations/keys.json' with { type: 'json' };
import { speaker, type Language } from '../language/text.ts';

/** What a keyboard event of the browser says. */
export interface Stroke {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

interface Parts {
  mod: boolean;
  shift: boolean;
  key: string;
}

function partsOf(keys: string): Parts {
  const parts = keys.split('+');
  return { mod: parts.includes('mod'), shift: parts.includes('shift'), key: parts.at(-1) ?? '' };
}

const isSign = (key: string) => /^[^\p{L}\d]$/u.test(key);

export function isStroke(keys: string, stroke: Stroke, mac: boolean): boolean {
  const { mod, shift, key } = partsOf(keys);
  const [command, other] = mac ? [stroke.metaKey, stroke.ctrlKey] : [stroke.ctrlKey, stroke.metaKey];
  // Alt writes signs on some keyboards; where it comes with Ctrl it is AltGr.
  if (command !== mod || other || (stroke.altKey && !isSign(key))) return false;
  // Which sign needs Shift differs by country, and so does what stands on the digits: `&` in France.
  if (isSign(key)) return stroke.key === key;
  if (stroke.shiftKey !== shift) return false;
  if (/^\d$/.test(key)) return stroke.code === `Digit${key}` || stroke.code === `Numpad${key}`;
  return stroke.key.toLowerCase() === key.toLowerCase();
}

/** Keys without Ctrl or ⌘ write text where text is written; Undo there is that of the text. */
export const isOfText = (keys: string): boolean =>
  (!partsOf(keys).mod && !/F\d+$/.test(keys)) || /^mod\+(shift\+)?Z$/.test(keys);

/** `Strg+Umschalt+Z`, and `⇧⌘Z` on a Mac. */
export function shownKeys(keys: string, language: Language, mac: boolean): string {
  const say = speaker(words, language);
  const { mod, shift, key } = partsOf(keys);
  const name =
    key === 'Enter' ? (mac ? '↩' : say('enter')) : key === 'Backspace' ? (mac ? '⌫' : say('backspace')) : key;
  if (mac) return `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${name}`;
  return [...(mod ? [say('ctrl')] : []), ...(shift ? [say('shift')] : []), name].join('+');
}

/** For `aria-keyshortcuts`: the names of WAI-ARIA 1.2. */
export function ariaKeys(keys: string, mac: boolean): string {
  const { mod, shift, key } = partsOf(keys);
  return [...(mod ? [mac ? 'Meta' : 'Control'] : []), ...(shift ? ['Shift'] : []), key].join('+');
}
