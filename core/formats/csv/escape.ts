/**
 * Cells that a spreadsheet program would calculate (OWASP, CSV injection), made harmless with an
 * apostrophe, and back. Numbers and telephone numbers are no formulas: `+33 1 23…`, `-5` and `*21#` stay.
 */

/**
 * The characters a formula can begin with, also in full width, and also behind blanks, quotes and
 * separators, where some programs still find them.
 */
const FORMULA = /^(?:[\t\r\n]|[\s"';,|]*[=+\-@＝＋－＠])/;

/** `+49 (0)30 / 123-45`, `-5,3`, and what is dialled after a number: `,45#`, `p45`, `ext. 45`. */
const NUMBER = /^[+-]\s?[\d(][\d\s().,/-]*#?(?:\s?(?:;ext=|p|w|x|ext\.?)\s?\d+#?)?$/i;

/** Apostrophes in front do not count, so that escaping twice can be undone twice. */
function isFormula(text: string): boolean {
  const bare = text.replace(/^'+/, '');
  return FORMULA.test(bare) && !NUMBER.test(bare);
}

/**
 * `spreadsheet`: nothing is calculated. `machine`: as it is, except that text which already looks
 * escaped gets one more apostrophe, so that reading takes away exactly what writing added.
 */
export const escapeCell = (text: string, mode: 'spreadsheet' | 'machine'): string =>
  isFormula(text) && (mode === 'spreadsheet' || text.startsWith("'")) ? `'${text}` : text;

/** Takes away the apostrophe that `escapeCell` added, and no other. */
export const unescapeCell = (text: string): string =>
  text.startsWith("'") && isFormula(text) ? text.slice(1) : text;
