/** The tables of a site of some version, as their rows stand in pages: which values, in which order. */
import { z } from 'zod';
import type { Database, Value } from './database.ts';
import type { Row } from './pages.ts';

const columnShape = z.object({ name: z.string(), type: z.string(), notnull: z.number(), pk: z.number() });
type Column = z.infer<typeof columnShape> & { optional: boolean };

export interface Table {
  name: string;
  /** Without row ids: its rows stand in the pages of an index. */
  isIndex: boolean;
  /** In the order of a row. */
  columns: Column[];
  /** The column that is the row id, which stands as null among the values. */
  rowid: string | null;
}

/** Computed from the contacts, and made anew from them. */
const COMPUTED: ReadonlySet<string> = new Set(['listing', 'tally', 'group_member']);

export function tablesOf(db: Database): Table[] {
  return db
    .rows(
      z.object({ name: z.string(), wr: z.number() }),
      `SELECT name, wr FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .filter(({ name }) => !COMPUTED.has(name))
    .map(({ name, wr }) => {
      const columns = db
        .rows(
          columnShape.extend({ dflt_value: z.string().nullable() }),
          'SELECT name, type, "notnull", pk, dflt_value FROM pragma_table_info(?) ORDER BY cid',
          name,
        )
        .map(({ dflt_value, ...column }) => ({
          ...column,
          optional: column.notnull === 0 || dflt_value !== null,
        }));
      const isIndex = wr !== 0;
      const keys = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
      const others = columns.filter(({ pk }) => pk === 0);
      const [key] = keys;
      const alias = !isIndex && keys.length === 1 && key?.type === 'INTEGER' ? key.name : null;
      return { name, isIndex, columns: isIndex ? [...keys, ...others] : columns, rowid: alias };
    });
}

/**
 * The values of a row by column, if it can be one of this table. Columns that were added to a table after the
 * row was written are missing at its end.
 */
export function read({ columns, rowid: alias }: Table, row: Row): Map<string, Value> | null {
  const { values, rowid } = row;
  if (values.length > columns.length) return null;
  if (columns.slice(values.length).some(({ optional }) => !optional)) return null;
  const held = new Map<string, Value>();
  for (const [index, column] of columns.entries()) {
    const value = values[index];
    if (value === undefined) break;
    if (column.name === alias) {
      if (rowid === null || rowid < 1 || value !== null) return null;
      held.set(column.name, rowid);
    } else {
      if (!suits(column, value)) return null;
      held.set(column.name, value);
    }
  }
  return held;
}

function suits({ type, notnull }: Column, value: Value): boolean {
  if (value === null) return notnull === 0;
  if (type === 'TEXT') return typeof value === 'string';
  if (type === 'INTEGER') return typeof value === 'number' && Number.isInteger(value);
  return value instanceof Uint8Array;
}
