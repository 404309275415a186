/** One property of a card: `group.NAME;PARAMETER=value:value`, and what its value says. */

export type VcardVersion = '2.1' | '3.0' | '4.0';

export interface Parameter {
  /** Upper case; `TYPE` for the bare types of version 2.1. */
  readonly name: string;
  readonly value: string;
}

export interface Property {
  /** `item1`, which ties a label to its property; '' for most. */
  readonly group: string;
  /** Upper case. */
  readonly name: string;
  /** In the file's order; a list of types stands as several. Without CHARSET and ENCODING. */
  readonly params: readonly Parameter[];
  /** Text with the version's escapes still in it, or base64 text. */
  readonly value: string;
  readonly base64: boolean;
  /** Where it was read: these bytes are printed again as they are. A changed property has none. */
  readonly raw?: Span;
}

/** A piece of a file: cutting it out would cost more than reading it. */
export interface Span {
  readonly file: Uint8Array;
  readonly start: number;
  readonly end: number;
}

export const bytesOf = ({ file, start, end }: Span): Uint8Array => file.subarray(start, end);

export type Head = Pick<Property, 'group' | 'name' | 'params'> & {
  /** What CHARSET says, or ''. */
  readonly charset: string;
};

const VALUE_WORDS = new Set(['URL', 'URI', 'INLINE', 'CONTENT-ID', 'CID']);
const TRANSFER_WORDS = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '7BIT', '8BIT']);

/** Reads what stands before the colon; null if that is no property at all. */
export function readHead(head: string): Head | null {
  const [path = '', ...rest] = splitOutsideQuotes(head, ';');
  const match = /^(?:([\w-]+)\.)?([\w/-]+)$/.exec(path.trim());
  if (match === null) return null;
  const params: Parameter[] = [];
  let charset = '';
  for (const part of rest) {
    const equals = part.indexOf('=');
    const value = (equals === -1 ? part : part.slice(equals + 1)).trim();
    const bare = value.toUpperCase();
    let name = equals === -1 ? '' : part.slice(0, equals).trim().toUpperCase();
    if (name === '') {
      if (value === '') continue;
      name = TRANSFER_WORDS.has(bare) ? 'ENCODING' : VALUE_WORDS.has(bare) ? 'VALUE' : 'TYPE';
    }
    if (name === 'CHARSET') charset = unquoted(value);
    else if (name === 'TYPE') for (const type of types(value)) params.push({ name, value: type });
    else if (name !== 'ENCODING') params.push({ name, value: unquoted(value) });
  }
  return { group: match[1] ?? '', name: (match[2] ?? '').toUpperCase(), params, charset };
}

/** `TYPE="a,b"` is a list too: so it is written by several programs. */
const types = (value: string): string[] =>
  unquoted(value.replaceAll('"', ''))
    .split(',')
    .map((type) => type.trim())
    .filter((type) => type !== '');

function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === separator && !quoted) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** A parameter's value without its quotes and the caret escapes of RFC 6868. */
function unquoted(value: string): string {
  const inner = value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
  return inner.replaceAll(/\^[n^']/g, (escape) => (escape === '^n' ? '\n' : escape === '^^' ? '^' : '"'));
}

/** Version 2.1 escapes the semicolon only: its backslashes otherwise stand for themselves. */
const unescape = (text: string, version: VcardVersion): string => {
  if (!text.includes('\\')) return text;
  if (version === '2.1') return text.replaceAll('\\;', ';');
  return text.replaceAll(/\\[nN,;:\\]/g, (escape) => (/n/i.test(escape) ? '\n' : escape.slice(1)));
};

/** Far more than any value has parts: what follows stays in the last one. */
const PARTS = 1000;

/** Cuts at every `separator` that no backslash protects, by the rules of the version. */
function splitEscaped(value: string, separator: string, version: VcardVersion): string[] {
  if (value.length < PARTS && !value.includes('\\')) return value.split(separator);
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < value.length && parts.length < PARTS; at++) {
    if (value[at] === '\\' && (version !== '2.1' || value[at + 1] === separator)) at++;
    else if (value[at] === separator) {
      parts.push(value.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, value.slice(from)];
}

/** The whole value as text. */
export const textOf = (property: Property, version: VcardVersion): string =>
  unescape(property.value, version);

/** The components of N, ORG and ADR. */
export const partsOf = (property: Property, version: VcardVersion): string[] =>
  splitEscaped(property.value, ';', version).map((part) => unescape(part, version));

/** Components whose own values are lists: further given names, titles before and after the name. */
export const listsOf = (property: Property, version: VcardVersion): string[][] =>
  splitEscaped(property.value, ';', version).map((part) =>
    (version === '2.1' ? [part] : splitEscaped(part, ',', version)).map((item) => unescape(item, version)),
  );

/** The items of CATEGORIES, which version 2.1 borrowed from its successor, escapes included. */
export const itemsOf = (property: Property): string[] =>
  splitEscaped(property.value, ',', '3.0').map((item) => unescape(item, '3.0'));

/** Upper case. */
export const typesOf = (property: Property): string[] =>
  property.params.filter(({ name }) => name === 'TYPE').map(({ value }) => value.toUpperCase());

export const paramOf = (property: Property, name: string): string =>
  property.params.find((param) => param.name === name)?.value ?? '';

/** The opposite of `textOf`. Only version 3.0 demands a backslash before semicolons of whole texts. */
export function escapeText(text: string, version: VcardVersion): string {
  if (version === '2.1') return text.replaceAll('\\;', '\\\\;');
  return version === '3.0' ? escapeItem(text) : text.replaceAll(/[\\,]/g, '\\$&').replaceAll('\n', '\\n');
}

/** A URI has nothing to escape (RFC 2426 section 3.6.8, RFC 6350 section 6.7.8), a careless one has. */
export const escapeUri = (uri: string, version: VcardVersion): string =>
  version === '2.1' ? escapeText(uri, version) : uri.replaceAll('\\', '\\\\');

/** One item of CATEGORIES: the opposite of `itemsOf`. */
export const escapeItem = (text: string): string =>
  /[\\,;\n]/.test(text) ? text.replaceAll(/[\\,;]/g, '\\$&').replaceAll('\n', '\\n') : text;

/**
 * The opposite of `partsOf`. In version 2.1 a backslash at the end of a component would swallow the
 * separator, and nothing can escape it: a blank keeps them apart.
 */
export const joinParts = (parts: string[], version: VcardVersion): string =>
  parts
    .map((part) => (version === '2.1' ? part.replaceAll(';', '\\;').replace(/\\$/, '\\ ') : escapeItem(part)))
    .join(';');
