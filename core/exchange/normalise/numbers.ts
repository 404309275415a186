/** Cells with several numbers: `030 123456 / 0171 2345678`, `…; …`, `… oder …`. */

const BETWEEN = /\s*(?:;|\s\/\s|\s\|\s|,\s+(?=[+0])|\s+(?:oder|ou|or|und|et|and)\s+)\s*/i;
/** What could be a number of its own: enough digits, and nothing that is dialled after another. */
const NUMBER = /^\+?[\d(][\d\s()./-]*$/;
const LEAST_DIGITS = 6;

/** The numbers of a cell; the cell itself where it is one. */
export function numbersIn(text: string): string[] {
  if (!/[;|,]|\s\/\s|\s(?:oder|ou|or|und|et|and)\s/i.test(text)) return [text];
  const parts = text.split(BETWEEN).filter((part) => part !== '');
  const isNumber = (part: string): boolean =>
    NUMBER.test(part) && part.replaceAll(/\D/g, '').length >= LEAST_DIGITS;
  return parts.length > 1 && parts.length <= 10 && parts.every(isNumber) ? parts : [text];
}
