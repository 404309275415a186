/** Markup from names and values; nothing that a value holds becomes markup. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 cannot hold at all, not even as a reference. */
// oxlint-disable-next-line no-control-regex -- control characters are what goes
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** What would be markup, as text. */
export const escapeMarkup = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? '');

const escape = (text: string): string => escapeMarkup(text.replaceAll(ILLEGAL, ''));

/** Line ends in an attribute would be read as blanks. */
const escapeAttribute = (text: string): string => escape(text).replaceAll('\n', '&#10;');

/** A hyphen in front of another one would end it. */
export const xmlComment = (text: string): string =>
  `<!-- ${text.replaceAll(ILLEGAL, '').replaceAll(/-(?=-)/g, '- ')} -->`;

type Attributes = Readonly<Record<string, string>>;

const opening = (name: string, attributes: Attributes): string =>
  [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeAttribute(value)}"`)].join(' ');

/** An element with text in it. */
export const xmlText = (name: string, text: string, attributes: Attributes = {}): string =>
  `<${opening(name, attributes)}>${escape(text)}</${name}>`;

/** An element with elements in it: `content` is markup already. */
export const xmlElement = (name: string, attributes: Attributes, content = ''): string =>
  content === '' ? `<${opening(name, attributes)}/>` : `<${opening(name, attributes)}>${content}</${name}>`;

/** One entry a line: a person may want to look into the file. */
export const xmlFile = (open: string, entries: readonly string[], close: string): string =>
  ['<?xml version="1.0" encoding="UTF-8"?>', open, ...entries, close, ''].join('\n');
