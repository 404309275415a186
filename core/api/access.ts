/** The matrix of rights as it crosses the contract. */
import { z } from 'zod';
import type { GroupKind } from '../directory/group.ts';
import type { PlannedRow } from '../directory/matrix-import.ts';
import type { Subscriber } from '../directory/subscriber.ts';
import { GRANTS } from '../directory/subscriber.ts';
import type { Problem } from '../problem/problem.ts';

const extension = z.string().max(20);

export interface AccessMatrix {
  /** Short extensions first, then by digits. */
  subscribers: Subscriber[];
  /** In the site's order, each with the number of its contacts. */
  groups: { name: string; kind: GroupKind; contacts: number }[];
}

const rightChange = z.object({
  extension,
  group: z.string().max(1000),
  grant: z.enum(GRANTS),
  /** Unsaid, it stays as far as the grant allows it. */
  standard: z.boolean().optional(),
});

/** More cells than the largest device has: 20 groups, and subscribers by the thousand. */
export const rightChanges = z.array(rightChange).max(200_000);

/** What a table of rights makes of the matrix. */
export interface AccessImport {
  read: number;
  created: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** Cells that differ. */
  rights: number;
  rows: PlannedRow[];
  /** Of the file as a whole: columns that were left out, and what the changes entail. */
  problems: Problem[];
}
