/** Text on the wire: UTF-8, on the older generation ISO-8859-1. docs/protocols/commander.md, sections 2 and 5c. */
export type Charset = 'utf-8' | 'iso-8859-1';

const textOf = (bytes: Buffer, charset: Charset): string =>
  bytes.toString(charset === 'utf-8' ? 'utf8' : 'latin1');

/** Characters that ISO-8859-1 does not have become `?`. */
export const bytesOf = (text: string, charset: Charset): Buffer =>
  charset === 'utf-8'
    ? Buffer.from(text, 'utf8')
    : Buffer.from(text.replace(/[\u0100-\u{10ffff}]/gu, '?'), 'latin1');

/** One name or value of a form: the bytes behind `%XX` and `+`, then the character set. */
const field = (raw: string, charset: Charset): string =>
  textOf(
    Buffer.from(
      raw
        .replaceAll('+', ' ')
        .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ),
    charset,
  );

/** The fields of an `application/x-www-form-urlencoded` body; of a name that comes twice the last one counts. */
export function formOf(body: Buffer, charset: Charset): ReadonlyMap<string, string> {
  return new Map(
    body
      .toString('latin1')
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=');
        const name = equals < 0 ? pair : pair.slice(0, equals);
        return [field(name, charset), equals < 0 ? '' : field(pair.slice(equals + 1), charset)];
      }),
  );
}
