/** A file as cards, one by one: what is wrong with one of them never harms its neighbours. */
import type { Problem } from '../../problem/problem.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import { FILE_LIMITS } from '../table.ts';
import type { Card } from './card.ts';
import { CardDecoder } from './card.ts';
import { withoutUtf16 } from './charset.ts';
import type { LogicalLine } from './lines.ts';
import { logicalLines } from './lines.ts';
import { cardsWithoutEnd } from './physical.ts';
import type { Property, Span } from './property.ts';
import { LINE_LIMIT } from './unfold.ts';

/** Lines of one card, and its bytes. */
const CARD_LINES = 10_000;
const CARD_BYTES = 2 * LINE_LIMIT;
const MEBIBYTE = 1024 * 1024;

export interface CardEntry {
  /** The line of BEGIN, counted from 1. */
  line: number;
  card: Card;
  problems: Problem[];
}

interface OpenCard {
  row: number;
  lines: (LogicalLine | Property)[];
  problems: Problem[];
  /** False for lines that stand outside any card: an END behind them shows a card without BEGIN. */
  begun: boolean;
  /** Where its BEGIN stands. */
  start: number;
  /** Bytes so far, nested cards apart. */
  bytes: number;
  /** Over a limit: nothing more is taken. */
  full: boolean;
}

/**
 * The cards of a file, one by one. A card that is cut off or too large comes with an error, a line that
 * cannot be understood with a warning; neither stops the cards behind it. `encoding` is the user's choice
 * for values that name no charset.
 *
 * Throws `vcard-file-too-large` and `vcard-too-many-cards`.
 */
export function* readCards(file: Uint8Array, encoding = ''): Generator<CardEntry> {
  if (file.length > FILE_LIMITS.bytes) {
    throw new SwitchbookError('vcard-file-too-large', { params: { limit: FILE_LIMITS.bytes / MEBIBYTE } });
  }
  const bytes = withoutUtf16(file);
  // Only a BEGIN inside a card asks for it, and sound files have none.
  let endless: ReadonlySet<number> | null = null;
  const ends = ({ start }: OpenCard): boolean => !(endless ??= cardsWithoutEnd(bytes)).has(start);
  const decoder = new CardDecoder(bytes, encoding);
  let count = 0;
  let open: OpenCard | null = null;
  let depth = 0;
  let nestedFrom = 0;

  const closed = (card: OpenCard, code: 'vcard-no-end' | 'vcard-no-begin' | null): CardEntry => {
    if (++count > FILE_LIMITS.rows) {
      throw new SwitchbookError('vcard-too-many-cards', {
        row: card.row,
        params: { limit: FILE_LIMITS.rows },
      });
    }
    if (code !== null) card.problems.push({ code, severity: 'error', row: card.row });
    const { row: line, problems } = card;
    return { line, card: decoder.decode(card.lines, problems), problems };
  };

  for (const line of logicalLines(bytes)) {
    if (line.marker === 'begin') {
      if (open?.begun === true && ends(open)) {
        if (depth++ === 0) nestedFrom = agentLine(open)?.start ?? line.start;
        continue;
      }
      if (open?.begun === true) yield closed(open, 'vcard-no-end');
      open = opened(line.row, true, line.start);
    } else if (line.marker === 'end') {
      if (open === null) continue;
      if (depth > 0) {
        if (--depth === 0) keepNested(open, { file: bytes, start: nestedFrom, end: line.end }, line.row);
        continue;
      }
      yield closed(open, open.begun ? null : 'vcard-no-begin');
      open = null;
    } else if (depth === 0) {
      open ??= opened(line.row, false, line.start);
      take(open, line);
    }
  }
  if (open?.begun === true) yield closed(open, 'vcard-no-end');
}

const opened = (row: number, begun: boolean, start: number): OpenCard => ({
  row,
  lines: [],
  problems: [],
  begun,
  start,
  bytes: 0,
  full: false,
});

function take(card: OpenCard, line: LogicalLine): void {
  if (card.full) return;
  card.bytes += line.end - line.start;
  if (line.tooLong) refuse(card, 'vcard-line-too-long', line.row, LINE_LIMIT / MEBIBYTE);
  else if (card.bytes > CARD_BYTES) refuse(card, 'vcard-card-too-large', card.row, CARD_BYTES / MEBIBYTE);
  else put(card, line);
}

function put(card: OpenCard, line: LogicalLine | Property): void {
  if (card.lines.length >= CARD_LINES) refuse(card, 'vcard-card-too-long', card.row, CARD_LINES);
  else card.lines.push(line);
}

type LimitCode = 'vcard-line-too-long' | 'vcard-card-too-large' | 'vcard-card-too-long';

function refuse(card: OpenCard, code: LimitCode, row: number, limit: number): void {
  card.full = true;
  card.problems.push({ code, severity: 'error', row, params: { limit } });
}

/** The line `AGENT:` of version 2.1 that a nested card follows; it goes with the nested card. */
function agentLine(card: OpenCard): LogicalLine | null {
  const last = card.lines.at(-1);
  if (last === undefined || !('head' in last) || last.value !== '' || !/^AGENT\b/i.test(last.head))
    return null;
  card.lines.pop();
  return last;
}

function keepNested(card: OpenCard, raw: Span, row: number): void {
  if (card.full) return;
  card.problems.push({ code: 'vcard-nested', severity: 'warning', row });
  put(card, { group: '', name: 'AGENT', params: [], value: '', base64: false, raw });
}
