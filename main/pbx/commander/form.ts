/** Forms as the PBX reads them: percent-encoded in its own charset. */

/** The newer generation speaks UTF-8, the older one ISO-8859-1. */
export type Charset = 'utf-8' | 'iso-8859-1';

/** Names and values in their order. */
export type Form = readonly (readonly [name: string, value: string])[];

export function encodeForm(form: Form, charset: Charset): string {
  // Both leave the exclamation mark as it is: the grid's `!nativeeditor_status` must go unencoded.
  const encode = charset === 'utf-8' ? encodeURIComponent : encodeLatin1;
  return form.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/** The first character that the charset does not have, or null. */
export const unsendable = (text: string, charset: Charset): string | null =>
  charset === 'utf-8' ? null : (/[^\0-\u00ff]/u.exec(text)?.[0] ?? null);

const encodeLatin1 = (text: string): string =>
  text.replace(/[^A-Za-z0-9\-_.!~*'()]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return `%${(code < 0x100 ? code : 0x3f).toString(16).toUpperCase().padStart(2, '0')}`;
  });
