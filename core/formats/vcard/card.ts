/** A card: everything it says in the file's order, whether anybody understands it or not. */
import type { Problem } from '../../problem/problem.ts';
import { joinBytes } from '../bytes.ts';
import { charsetNamedIn, decodeValue } from './charset.ts';
import type { LogicalLine } from './lines.ts';
import { printProperty } from './print.ts';
import type { Head, Property, VcardVersion } from './property.ts';
import { bytesOf, readHead } from './property.ts';
import { decodeQuoted } from './quoted.ts';

export interface Card {
  version: VcardVersion;
  /** VERSION apart. */
  properties: Property[];
}

/** Complaints about the lines of one card. */
const LINE_PROBLEMS = 20;

/** Heads repeat in every card (`TEL;TYPE=CELL`); long ones and those beyond a thousand are read anew. */
const HEADS_KEPT = 1000;
const HEAD_LENGTH_KEPT = 100;

/** Turns the lines of a card into properties: by then the charsets that the whole card names are known. */
export class CardDecoder {
  private readonly bytes: Uint8Array;
  private readonly encoding: string;
  private readonly heads = new Map<string, Head | null>();
  private namedInFile: string | null = null;

  /** `bytes` is the whole file; `encoding` the user's choice or ''. */
  constructor(bytes: Uint8Array, encoding: string) {
    this.bytes = bytes;
    this.encoding = encoding;
  }

  /** Lines that cannot be understood are added to `problems`. */
  decode(lines: readonly (LogicalLine | Property)[], problems: Problem[]): Card {
    let charsets: string[] | null = null;
    const others = (): string[] => (charsets ??= this.charsets(lines));
    const card: Card = { version: '3.0', properties: [] };
    let complaints = 0;
    for (const line of lines) {
      if (!('head' in line)) {
        card.properties.push(line);
        continue;
      }
      const head = this.head(line.head);
      if (head === null || line.value === null) {
        // Some devices write comments.
        if (line.head.startsWith('#') || complaints++ >= LINE_PROBLEMS) continue;
        problems.push({
          code: 'vcard-line-unreadable',
          severity: 'warning',
          row: line.row,
          value: line.head.slice(0, 60),
        });
        continue;
      }
      const value = valueOf(line, line.value, head, others);
      if (head.name === 'VERSION') card.version = versionOf(value);
      else {
        const { group, name, params } = head;
        const raw = { file: this.bytes, start: line.start, end: line.end };
        card.properties.push({ group, name, params, value, base64: line.transfer === 'base64', raw });
      }
    }
    return card;
  }

  private head(text: string): Head | null {
    let head = this.heads.get(text);
    if (head === undefined) {
      head = readHead(text);
      if (this.heads.size < HEADS_KEPT && text.length <= HEAD_LENGTH_KEPT) this.heads.set(text, head);
    }
    return head;
  }

  /** For values that are not UTF-8 and name no charset: the user's choice, then the card's, then the file's. */
  private charsets(lines: readonly (LogicalLine | Property)[]): string[] {
    const named = lines.flatMap((line) => ('head' in line ? (this.head(line.head)?.charset ?? '') : ''));
    this.namedInFile ??= charsetNamedIn(this.bytes);
    return [this.encoding, ...new Set(named), this.namedInFile].filter((label) => label !== '');
  }
}

function valueOf(line: LogicalLine, value: string | Uint8Array, head: Head, others: () => string[]): string {
  let text: string;
  if (typeof value === 'string') text = value;
  else {
    const bytes = line.transfer === 'quoted-printable' ? decodeQuoted(value) : value;
    text = decodeValue(bytes, head.charset, others);
  }
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

/** Cards without VERSION are read like 3.0, whose escapes nearly everybody writes. */
const versionOf = (value: string): VcardVersion =>
  value.trim().startsWith('2') ? '2.1' : value.trim().startsWith('4') ? '4.0' : '3.0';

/** The card as bytes, lines ended by CRLF. Properties that still have their bytes keep them as they were. */
export function printCard(card: Card): Uint8Array {
  const encoder = new TextEncoder();
  const text = (piece: string): Uint8Array => encoder.encode(piece);
  const pieces = [text(`BEGIN:VCARD\r\nVERSION:${card.version}\r\n`)];
  for (const property of card.properties) {
    if (property.raw === undefined) pieces.push(text(printProperty(property, card.version)));
    else pieces.push(bytesOf(property.raw), text('\r\n'));
  }
  pieces.push(text('END:VCARD\r\n'));
  return joinBytes(pieces);
}
