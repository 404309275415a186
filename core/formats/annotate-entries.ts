/**
 * Some entries of a text file (XML, LDIF) as they stand there, each behind a comment; what is no entry stays
 * around them, so that the file is read again as what it was: declarations, groups, a part that could not be read.
 */
import { joinBytes } from './bytes.ts';
import { encodable, encodeText } from './encode.ts';
import type { DecodedText } from './encoding.ts';
import type { Entry } from './entry.ts';
import { markLength } from './line-bytes.ts';

export interface Comments {
  /** A note as a comment of the format. */
  print(note: string): string;
  /** How comments of an earlier time begin, which go: global. */
  begin: RegExp;
  end: string;
}

/** `bytes`: the file, `decoded` as its reader did. `notes`: by the row of an entry; entries without one go. */
export function annotateEntries(
  bytes: Uint8Array,
  { text, encoding }: Pick<DecodedText, 'text' | 'encoding'>,
  entries: readonly Entry[],
  notes: ReadonlyMap<number, string>,
  comments: Comments,
): Uint8Array {
  const places = entries
    .flatMap(({ row, spans = [] }) =>
      spans.map((span, i) => ({ ...span, note: notes.get(row), isFirst: i === 0 })),
    )
    .sort((a, b) => a.from - b.from);
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, note, isFirst } of places) {
    pieces.push(withoutEarlier(text.slice(at, from), comments));
    at = note === undefined ? behindSpace(text, to) : to;
    if (note === undefined) continue;
    if (isFirst) pieces.push(comments.print(encodable(note, encoding)), lineStart(text, from));
    pieces.push(text.slice(from, to));
  }
  pieces.push(withoutEarlier(text.slice(at), comments));
  return joinBytes([
    bytes.subarray(0, markLength(bytes, encoding)),
    encodeText(pieces.join(''), encoding).bytes,
  ]);
}

/** A hostile file may begin a comment a million times and end none. */
function withoutEarlier(text: string, { begin, end }: Comments): string {
  let kept = '';
  let at = 0;
  for (const { index } of text.matchAll(begin)) {
    if (index < at) continue;
    const last = text.indexOf(end, index);
    if (last < 0) break;
    kept += text.slice(at, index);
    at = behindSpace(text, last + end.length);
  }
  return kept + text.slice(at);
}

function behindSpace(text: string, from: number): number {
  const space = /\s*/y;
  space.lastIndex = from;
  return from + (space.exec(text)?.[0].length ?? 0);
}

const LONGEST_INDENTATION = 200;

/** The line end and the indentation in front of an entry. */
const lineStart = (text: string, from: number): string =>
  /\r?\n[ \t]*$/.exec(text.slice(Math.max(0, from - LONGEST_INDENTATION), from))?.[0] ?? '\n';
