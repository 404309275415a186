/** A space that nobody can see: at an edge, beside another one, or of an unusual kind. */
const UNSEEN = /^ +| +$| {2,}|[^\S \n\r\t\uFEFF]/gu;

/** The text with what cannot be seen made visible: `·` a space, `⇥` a tab, `↵` a line break, `[U+200B]` others. */
export const visible = (text: string): string =>
  text
    .replaceAll(UNSEEN, (spaces) => '·'.repeat(spaces.length))
    .replaceAll('\t', '⇥')
    .replaceAll(/\r\n?|\n/g, '↵')
    .replaceAll(
      /[\p{Cc}\p{Cf}]/gu,
      (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
