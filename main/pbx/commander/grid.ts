/**
 * The grammar of the Configuration Manager's pages: `/<page>_state` and `/<page>_save`. Seen in community
 * programs on other pages, see `docs/protocols/commander.md` section 3.
 */
import { z } from 'zod';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Session } from './session.ts';
import { Refusal } from './session.ts';

const text = z
  .union([z.string(), z.number(), z.null()])
  .transform((value) => (value === null ? '' : String(value)));

const state = z.object({ rows: z.array(z.object({ id: text, data: z.array(text) })) });
const saved = z.object({
  rows: z
    .array(
      z.object({
        sid: text,
        tid: text,
        type: z.enum(['inserted', 'updated', 'deleted', 'error']),
        err_str: z.string().optional(),
      }),
    )
    .min(1),
});

export interface GridRow {
  id: string;
  data: string[];
}

/** All rows of a page. Errors: `pbx-no-access`, `pbx-answer-unreadable` and those of the line. */
export async function readGrid(session: Session, page: string, signal?: AbortSignal): Promise<GridRow[]> {
  const path = `/${page}_state`;
  const parsed = state.safeParse(await allowed(path, session.get(path, signal)));
  if (!parsed.success) throw new SwitchbookError('pbx-answer-unreadable', { value: path });
  return parsed.data.rows;
}

/** Turns a refused request into the complaint that the login may not do this. */
export async function allowed(path: string, answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refusal)
      throw new SwitchbookError('pbx-no-access', { value: path }, { cause: error });
    throw error;
  }
}

export type RowChange =
  { status: 'inserted' | 'updated'; id: string; data: readonly string[] } | { status: 'deleted'; id: string };

export type RowOutcome = { id: string } | { refused: Problem };

/**
 * Saves one row. A new row's id starts with `new`; the outcome carries the id that the PBX gave it.
 *
 * @param name What people call the row, for a refusal.
 */
export async function saveRow(
  session: Session,
  page: string,
  change: RowChange,
  name: string,
): Promise<RowOutcome> {
  const path = `/${page}_save`;
  let answer: unknown;
  try {
    answer = await session.post(path, form(change));
  } catch (error) {
    // 404: there is no such page on this PBX, and every further row would fail in the same way.
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 404) throw new SwitchbookError('pbx-no-access', { value: path }, { cause: error });
    return { refused: refusal(name, `HTTP ${error.status}`) };
  }
  const row = saved.safeParse(answer).data?.rows.find(({ sid }) => sid === change.id);
  if (row === undefined) throw new SwitchbookError('pbx-answer-unreadable', { value: path });
  if (row.type === 'error') return { refused: refusal(name, row.err_str ?? row.type) };
  return { id: row.tid };
}

const refusal = (name: string, detail: string): Problem => ({
  code: 'pbx-refused',
  severity: 'error',
  value: name,
  params: { detail: detail.slice(0, 500) },
});

function form(change: RowChange): string {
  const id = encodeURIComponent(change.id);
  const pairs = [`ids=${id}`, `${id}_gr_id=${id}`];
  if (change.status !== 'deleted') {
    change.data.forEach((cell, column) => pairs.push(`${id}_c${column}=${encodeURIComponent(cell)}`));
  }
  // The exclamation mark must go unencoded.
  pairs.push(`${id}_!nativeeditor_status=${change.status}`);
  return pairs.join('&');
}
