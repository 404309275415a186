/**
 * XML as a stream of elements: the ones that are asked for, each with what is in it, in the file's order.
 * Parsing is saxes', which is strict, knows where it stands and expands no entities of the file's own.
 */
import { SaxesParser } from 'saxes';
import { ENCODINGS } from '../../api/reading.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import { decodeText, type DecodedText } from '../encoding.ts';
import type { TextSpan } from '../entry.ts';
import { FILE_LIMITS } from '../table.ts';

export interface XmlElement extends TextSpan {
  name: string;
  /** The line it begins on, counted from 1. */
  row: number;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** Its own text, without that of its children. */
  text: string;
}

/** What an entry of an address book never reaches. */
const DEEPEST = 32;
const MOST_ELEMENTS = 10_000;
const PIECE = 64 * 1024;
const OPTIONS = { fragment: true, xmlns: false } as const;

/** A break in the markup: what came before it is good. */
export interface XmlBreak {
  row: number;
  reason: string;
}

/**
 * The outermost elements whose names, in lower case, are in `wanted`, with their places in the decoded text. Returns
 * where the markup breaks, or null when it is whole.
 * Errors: `xml-declares`, `xml-deep`, `xml-large`, `file-rows`.
 */
export function* readXml(
  bytes: Uint8Array,
  wanted: ReadonlySet<string>,
): Generator<XmlElement, XmlBreak | null> {
  const text = withoutProlog(decodeXml(bytes).text);
  // Yealink writes two root elements one after the other.
  const parser = new SaxesParser(OPTIONS);
  const stack: XmlElement[] = [];
  const ready: XmlElement[] = [];
  let depth = 0;
  let size = 0;
  let entries = 0;
  const breaks: XmlBreak[] = [];
  let closedAt = -1;
  let begin = 0;
  parser.on('error', (error) => {
    // An element that somebody else's end tag closes is cut off: the parser closes it first, then complains.
    if (closedAt === parser.position) ready.pop();
    breaks.push({ row: parser.line, reason: error.message.replace(/^\d*:?\d*:\s*/, '').slice(0, 100) });
  });
  parser.on('opentagstart', () => {
    begin = text.lastIndexOf('<', parser.position - 1);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (breaks.length > 0) return;
    const row = parser.line;
    if (++depth > DEEPEST) throw new SwitchbookError('xml-deep', { row, params: { most: DEEPEST } });
    const parent = stack.at(-1);
    if (parent === undefined && !wanted.has(name.toLowerCase())) return;
    if (parent === undefined) size = 0;
    if (++size > MOST_ELEMENTS) throw new SwitchbookError('xml-large', { row, value: stack[0]?.name ?? '' });
    const element: XmlElement = {
      name,
      row,
      from: begin,
      to: begin,
      attributes,
      children: [],
      text: '',
    };
    parent?.children.push(element);
    stack.push(element);
  });
  parser.on('text', (piece) => {
    const open = stack.at(-1);
    if (open === undefined) return;
    open.text += piece;
    if (open.text.length > FILE_LIMITS.cell) {
      throw new SwitchbookError('xml-large', { row: parser.line, value: open.name });
    }
  });
  parser.on('cdata', (piece) => {
    const open = stack.at(-1);
    if (open !== undefined) open.text += piece;
  });
  parser.on('closetag', () => {
    if (breaks.length > 0) return;
    depth--;
    const closed = stack.pop();
    if (closed === undefined || stack.length > 0) return;
    closed.to = parser.position;
    if (++entries > FILE_LIMITS.rows) {
      throw new SwitchbookError('file-rows', { params: { most: FILE_LIMITS.rows } });
    }
    ready.push(closed);
    closedAt = parser.position;
  });
  for (let at = 0; at < text.length && breaks.length === 0; at += PIECE) {
    parser.write(text.slice(at, at + PIECE));
    yield* ready.splice(0);
  }
  if (breaks.length === 0) parser.close();
  yield* ready.splice(0);
  return breaks[0] ?? null;
}

/** The name of the first element; `''` where there is none. Errors: `xml-declares`. */
export function xmlRoot(bytes: Uint8Array): string {
  const parser = new SaxesParser(OPTIONS);
  const names: string[] = [];
  parser.on('error', () => undefined);
  parser.on('opentag', ({ name }) => names.push(name));
  parser.write(withoutProlog(decodeXml(bytes.subarray(0, PIECE)).text));
  return names[0] ?? '';
}

/** A byte order mark wins over the declaration, which wins over the usual guess. */
export function decodeXml(bytes: Uint8Array): DecodedText {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)["']/i.exec(head)?.[1]?.toLowerCase();
  const encoding = ENCODINGS.find((it) => it === declared);
  return decodeText(bytes, encoding === 'utf-8' ? undefined : encoding);
}

/**
 * The text with blanks instead of declaration and document type, so that lines keep their numbers. A
 * document type that declares anything is refused: that is how small files are made to grow.
 */
function withoutProlog(text: string): string {
  const prolog =
    /^\s*(?:<\?xml[^>]*\?>)?(?:\s|<!--(?:[^-]|-[^-])*-->|<\?[^>]*\?>)*(<!DOCTYPE[^>[]*[>[])?/i.exec(
      text,
    )?.[0] ?? '';
  if (prolog.endsWith('[')) throw new SwitchbookError('xml-declares');
  return prolog.replaceAll(/[^\n]/g, ' ') + text.slice(prolog.length);
}

/** The first child of the name, in any case. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((it) => it.name.toLowerCase() === name.toLowerCase());

export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((it) => it.name.toLowerCase() === name.toLowerCase()) ?? [];

/** The text of the first child of the name; `''` where there is none. */
export const textOf = (element: XmlElement | undefined, name: string): string =>
  childOf(element, name)?.text.trim() ?? '';

export const attributeOf = (element: XmlElement | undefined, name: string): string =>
  element?.attributes[name]?.trim() ?? '';
