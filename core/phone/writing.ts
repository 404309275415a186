/** How people write numbers down: separators, remarks, and what is dialled after the number. */

/** Digits, a plus before them and single blanks between them: most numbers need no closer look. */
const isPlain = (number: string): boolean => /^\+?\d+(?: \d+)*$/.test(number);

/** Marks of writing direction and zero-width characters that telephones and web pages copy along. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * The typed text with plain digits and single spaces, without separators, remarks in parentheses and
 * the scheme of a `tel:` address. Digits are never added or removed; parentheses around digits stay,
 * because `(0)` has a meaning of its own.
 */
export function plainNumber(typed: string): string {
  if (isPlain(typed)) return typed;
  const text = typed
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .trim();
  return telAddress(text)
    .replace(/^'/, '')
    .replace(/\([^()\d]*\)/g, (remark) => (remark.includes('+') ? '+' : ' '))
    .replace(/^(?:\p{L}{2,12}\.?\s*:|t[ée]l\.|fon\.|ph\.)\s*/iu, '')
    .replace(/^\(\s*\+/, '+(')
    .replace(/[\s\-‐-―−.·•/\\_~|[\]]+/gu, ' ')
    .replace(/\(\s*0\s*\)/g, '(0)')
    .trim();
}

/** RFC 3966: `tel:612345678;phone-context=+33` has its international part in a parameter. */
function telAddress(text: string): string {
  if (!/^(?:tel|callto):/i.test(text)) return text;
  const rest = text.replace(/^(?:tel|callto):(?:\/\/)?/i, '').replace(/%20/g, ' ');
  const context = /;phone-context=(\+[\d.\-() ]+)/i.exec(rest)?.[1];
  const plain = rest.replace(/;(?!ext=)[^;]*/gi, '');
  return context === undefined || plain.startsWith('+') ? plain : context + plain;
}

export interface TailedNumber {
  number: string;
  /** With the character that introduces it; `''` when there is none. */
  tail: string;
}

/**
 * Parts a number from what is dialled once the call is answered: `,45#`, `;ext=45`, `p45`, `w45`, `x45`.
 * More digits than an extension or a code has are not a tail but a second number, which is left in.
 */
export function splitTail(number: string): TailedNumber {
  if (isPlain(number)) return { number, tail: '' };
  const found =
    /^([+\d(][\d\s()+]*?)\s*((?:[,;#*]|(?:;?ext|x|p|w|poste|dw|durchwahl|extension)(?=[\s.:=#\d]))[\s\S]*)$/iu.exec(
      number,
    );
  const main = found?.[1] ?? number;
  const tail = found?.[2] ?? '';
  const tailDigits = tail.replace(/\D/g, '').length;
  return tailDigits > 10 || tailDigits === 0 ? { number, tail: '' } : { number: main.trim(), tail };
}
