/** What a QR code has no room for, in the person's words. */
import words from '../../resources/translations/qr.json' with { type: 'json' };
import type { LeftOut } from '../formats/vcard/qr.ts';
import type { Language } from '../language/text.ts';
import { speaker } from '../language/text.ts';

export function leftOutText(leftOut: readonly LeftOut[], language: Language): string {
  const say = speaker(words, language);
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return say('left-out', { what: list.format(leftOut.map(({ field, count }) => say(field, { count }))) });
}
