/** A file of rows and columns as text, whatever it was stored as. */
import type { Problem } from '../problem/problem.ts';

export interface TableRow {
  /** Counted from 1, as the user's editor or spreadsheet shows the row's first line. */
  row: number;
  cells: string[];
}

export interface Table {
  /** Rows that hold nothing are left out, so row numbers may jump. */
  rows: TableRow[];
  /** Complaints that did not prevent reading. */
  problems: Problem[];
}

/** Limits of what is read from one file: far above any address book, far below what hurts. */
export const FILE_LIMITS = {
  bytes: 100 * 1024 * 1024,
  rows: 200_000,
  columns: 256,
  /** Characters of one line of text: as wide as our own table gets with a picture in it. */
  line: 8 * 1024 * 1024,
  /** Characters of one cell. */
  cell: 1024 * 1024,
} as const;
