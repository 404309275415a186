/**
 * The grammar of the Configuration Manager's pages: `/<page>_state` and `/<page>_save`. Seen in community
 * programs on other pages, see `docs/protocols/commander.md` section 3.
 */
import { z } from 'zod';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Form } from './form.ts';
import type { Session } from './session.ts';
import { Refusal } from './session.ts';

/** A text; as a number where it looks like one, and null where there is none. */
export const text = z
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

/** All rows of a page. Errors: `pbx-no-access`, `pbx-page-missing`, `pbx-answer-unreadable` and those of the line. */
export async function readGrid(session: Session, page: string, signal?: AbortSignal): Promise<GridRow[]> {
  const path = `/${page}_state`;
  const rows = readRows(await allowed(path, session.get(path, signal)));
  if (rows === null) throw new SwitchbookError('pbx-answer-unreadable', { value: path });
  return rows;
}

/** The rows of a page's answer, or null where it is none. */
export const readRows = (answer: unknown): GridRow[] | null => state.safeParse(answer).data?.rows ?? null;

/** Turns a refused request into the complaint that the login may not do this. */
export async function allowed(path: string, answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof Refusal ? notOpen(error, path) : error;
  }
}

const notOpen = (refusal: Refusal, path: string): SwitchbookError =>
  new SwitchbookError(
    refusal.status === 404 ? 'pbx-page-missing' : 'pbx-no-access',
    { value: path },
    { cause: refusal },
  );

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
  const character = session.unsendable('data' in change ? change.data.join('') : '');
  if (character !== null) return { refused: impossible(name, character) };
  let answer: unknown;
  try {
    answer = await session.post(path, form(change));
  } catch (error) {
    // 404: there is no such page on this PBX, and every further row would fail in the same way.
    if (!(error instanceof Refusal)) throw error;
    if (error.status === 404) throw notOpen(error, path);
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

const impossible = (name: string, character: string): Problem => ({
  code: 'pbx-character-impossible',
  severity: 'error',
  value: name,
  params: { character },
});

const form = (change: RowChange): Form => [
  ['ids', change.id],
  [`${change.id}_gr_id`, change.id],
  ...('data' in change ? change.data.map((cell, column) => [`${change.id}_c${column}`, cell] as const) : []),
  [`${change.id}_!nativeeditor_status`, change.status],
];
