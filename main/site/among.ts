/** Which records of a table are there, present or absent. */
import { z } from 'zod';
import type { Database } from './database.ts';

export const among = (
  db: Database,
  table: 'contact' | 'contact_group' | 'subscriber' | 'distinct_pair',
  first: number,
  last: number,
  present: boolean,
): number[] =>
  db.column(
    z.number(),
    `SELECT id FROM ${table} WHERE id BETWEEN ? AND ? AND present = ? ORDER BY id`,
    first,
    last,
    present ? 1 : 0,
  );
