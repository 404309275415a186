/** The Configuration Manager's grammar of lists, `_state` and `_save`: docs/protocols/commander.md, section 3. */
import type { Charset } from './charset.ts';
import { formOf } from './charset.ts';
import { json, refusal } from './device.ts';
import type { Reply } from './device.ts';
import type { Store } from './store.ts';

/** `refused`: the reason. */
export type Outcome = { id: string } | { refused: string };

export const FIXED: Outcome = { refused: 'rows are neither added nor deleted here' };

/** One list. */
export interface Grid {
  /** How many columns a save sends. */
  width: number;
  rows(): Iterable<{ id: string; data: readonly string[] }>;
  /** `id` null: a new row. `columns[n]` is what was sent as `c<n>`. */
  put(id: string | null, columns: readonly string[]): Outcome;
  remove(id: string): Outcome;
}

/** The number that a row id is; null for everything else. */
export const numericId = (text: string): number | null => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);

/** Ids in ascending order, each once; null when the text is no list of ids. */
export function readIds(text: string): number[] | null {
  const words = text.split(',').map((word) => word.trim());
  if (words.length === 1 && words[0] === '') return [];
  if (!words.every((word) => /^\d{1,9}$/.test(word))) return null;
  return [...new Set(words.map(Number))].sort((a, b) => a - b);
}

export const stateOf = (grid: Grid): Reply =>
  json({ rows: Array.from(grid.rows(), ({ id, data }) => ({ id, data, userdata: {} })) });

function saveRow(grid: Grid, sid: string, form: ReadonlyMap<string, string>): Outcome & { type: string } {
  const status = form.get(`${sid}_!nativeeditor_status`);
  const known = ['inserted', 'updated', 'deleted'] as const;
  const type = known.find((word) => word === status);
  const refuse = (refused: string) => ({ type: 'error', refused });
  if (type === undefined) return refuse(`no or unknown status: ${status ?? ''}`);
  if ((type === 'inserted') !== sid.startsWith('new')) return refuse('not a row id');
  const columns = Array.from({ length: grid.width }, (_, at) => form.get(`${sid}_c${at}`) ?? '');
  const outcome = type === 'deleted' ? grid.remove(sid) : grid.put(type === 'inserted' ? null : sid, columns);
  return { type: 'refused' in outcome ? 'error' : type, ...outcome };
}

/** Answers row by row; everything that is answered has been committed before. */
export function save(store: Store, grid: Grid, body: Buffer, charset: Charset): Reply {
  if (/%21nativeeditor_status/i.test(body.toString('latin1'))) {
    return refusal('the ! of !nativeeditor_status must not be encoded');
  }
  const form = formOf(body, charset);
  const ids = (form.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) return refusal('no ids');
  const answered = store.transaction(() =>
    ids.map((sid) => {
      const outcome = saveRow(grid, sid, form);
      return 'refused' in outcome
        ? { sid, tid: sid, type: outcome.type, err_str: outcome.refused }
        : { sid, tid: outcome.id, type: outcome.type };
    }),
  );
  return json({ rows: answered });
}
