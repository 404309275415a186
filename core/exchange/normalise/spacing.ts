/** White space and characters that nobody typed. */

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]|\r/;

/** What must go whatever the user wants: control characters; lines end in LF. */
export const storable = (text: string): string =>
  UNSTORABLE.test(text)
    ? text
        .replaceAll(/\r\n?/g, '\n')
        // oxlint-disable-next-line no-control-regex -- control characters are what goes
        .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g, '')
    : text;

/** Latin letters, digits and signs with single blanks between them: most cells need no closer look. */
const PLAIN = /^[!-~\u00a1-\u00ac\u00ae-\u02ff]+(?: [!-~\u00a1-\u00ac\u00ae-\u02ff]+)*$/;

export const isPlain = (text: string): boolean => PLAIN.test(text);

const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]/g;
/** Anything but single blanks between characters that need no composing. */
const ODD =
  /^\s|\s$|\s{2}|[\t\u00a0\u00ad\p{M}\u1680\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u2069\u3000]/u;

/**
 * Without white space around it and invisible characters, letters composed (NFC), blanks of every kind as
 * one. Line ends stay; `keepsRuns`: so do several blanks, with which notes are laid out.
 */
export function spaced(text: string, keepsRuns: boolean): string {
  if (!ODD.test(text)) return text;
  const plain = text
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[^\S\n]/g, ' ');
  return (keepsRuns ? plain : plain.replaceAll(/ {2,}/g, ' ').replaceAll(/ *\n */g, '\n')).trim();
}
