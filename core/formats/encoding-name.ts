/** `UTF-16 LE`, `ISO-8859-1`, `Windows-1252`, `Mac Roman`: as people write the names of encodings. */
export function encodingName(encoding: string): string {
  if (encoding.startsWith('utf-16')) return `UTF-16 ${encoding.slice(6).toUpperCase()}`;
  if (encoding === 'macintosh') return 'Mac Roman';
  if (encoding === 'shift_jis') return 'Shift_JIS';
  if (/^(utf|iso|ibm|cp|koi8)/.test(encoding)) return encoding.toUpperCase();
  return encoding.charAt(0).toUpperCase() + encoding.slice(1);
}
