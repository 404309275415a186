/**
 * The journal: every change is a step of entries that can be taken back and made again, also after a
 * restart. Records appear and vanish by being marked present or absent, so only edits carry content.
 */
import { z } from 'zod';
import { CHANGES, RECORDS, type RecordName } from '../../core/api/history.ts';
import type { HistoryStep, StepAction, StepLabel } from '../../core/api/shapes.ts';
import { STEP_ACTIONS } from '../../core/api/shapes.ts';
import { ROLES } from '../../core/directory/subscriber.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Database } from './database.ts';
import { REVISION } from './settings.ts';
import type { Source } from './site.ts';
import { ENTRIES_A_STEP, Step } from './step.ts';

/** A record as it is now, whether it is present or not. */
export interface Held {
  present: boolean;
  name: string;
  fields: Readonly<Record<string, unknown>>;
}

/** How the journal reaches one kind of record. Patches are JSON of the fields that change. */
export interface Keeper {
  patch(id: number, fields: string): void;
  setPresent(first: number, last: number, present: boolean): void;
  /** Removes absent records for good: nothing can bring them back any more. */
  purge(first: number, last: number): void;
  /** Null: it is gone for good. */
  held(id: number): Held | null;
  /** Which of these ids are there and present, or absent, in order. */
  among(first: number, last: number, present: boolean): number[];
  /** Why it cannot be there, or be there with these fields: another one has its name. */
  isTaken(id: number, fields: string | null): boolean;
  /** Whether others would lose by its absence. */
  isInUse(id: number): boolean;
}

export type Keepers = Readonly<Record<RecordName, Keeper>>;

export const entryShape = z.object({
  id: z.number(),
  step: z.number(),
  record: z.enum(RECORDS),
  /** `return`: what had vanished is there again; taking that back removes nothing for good. */
  change: z.enum(CHANGES),
  first: z.number(),
  last: z.number(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type Entry = z.infer<typeof entryShape>;

const flag = z.number().transform((value) => value !== 0);
const who = { by: z.string().exactOptional(), role: z.enum(ROLES).exactOptional() };
/** What is not known is of a file that was damaged: by hand is the least that can be said. */
const sourceShape = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('hand'), ...who }),
    z.object({ kind: z.literal('file'), name: z.string(), ...who }),
    z.object({ kind: z.literal('pbx'), name: z.string(), ...who }),
    z.object({ kind: z.literal('step'), step: z.number(), ...who }),
  ])
  .catch({ kind: 'hand' });

function sourceOf(text: string): z.infer<typeof sourceShape> {
  try {
    return sourceShape.parse(JSON.parse(text));
  } catch {
    return { kind: 'hand' };
  }
}

const stepShape = z
  .object({
    id: z.number(),
    action: z.enum(STEP_ACTIONS),
    subject: z.string(),
    count: z.number(),
    at: z.string(),
    undone: flag,
    sealed: flag,
    source: z.string(),
    takenBackBy: z.number().nullable(),
  })
  .transform(({ source: text, ...step }) => {
    const { by, role = null, ...source } = sourceOf(text);
    return { ...step, source, role, ...(by !== undefined && { by }) };
  });
const STEP = `SELECT id, action, subject, count, at, undone, sealed, source,
  (SELECT max(r.id) FROM step r WHERE r.action = 'undo-step' AND r.subject = CAST(s.id AS TEXT) AND r.undone = 0)
  AS takenBackBy FROM step s`;
/** A step that is done, looked for from the last one: those that were undone come after it, and may be many. */
export const BEFORE_UNDONE =
  'undone = 0 AND id < (SELECT coalesce(min(id), 9007199254740991) FROM step WHERE undone = 1)';
export const ENTRY = 'SELECT id, step, record, change, first, last, before, after FROM entry';
/** Steps of 100 000 edits are read in parts: SQLite writes nothing while a query is being read. */
const ENTRIES_AT_ONCE = 1000;

export class Journal {
  readonly #db: Database;
  readonly #keepers: Keepers;
  readonly #afterForgetting: () => void;

  constructor(db: Database, keepers: Keepers, afterForgetting: () => void) {
    this.#db = db;
    this.#keepers = keepers;
    this.#afterForgetting = afterForgetting;
  }

  /** The step to write entries into. It exists in the file from its first entry on. */
  begin(action: StepAction, subject: string, source: Source): Step {
    let forgot = false;
    const start = (): number => {
      forgot = this.#forgetUndone();
      return this.#db.run(
        `INSERT INTO step (id, action, subject, count, source, at, undone) SELECT ${REVISION} + 1, ?, ?, 0, ?, ?, 0 FROM site`,
        action,
        subject,
        JSON.stringify(source),
        new Date().toISOString(),
      ).id;
    };
    // Only when all entries are written is it known what this step would bring back.
    return new Step(this.#db, start, () => forgot && this.#afterForgetting());
  }

  nextUndo(): HistoryStep | null {
    return (
      this.#db.row(stepShape, `${STEP} WHERE ${BEFORE_UNDONE} AND sealed = 0 ORDER BY id DESC LIMIT 1`) ??
      null
    );
  }

  nextRedo(): HistoryStep | null {
    return this.#db.row(stepShape, `${STEP} WHERE undone = 1 ORDER BY id LIMIT 1`) ?? null;
  }

  /** Errors: `step-missing`. */
  step(id: number): HistoryStep {
    const step = this.#db.row(stepShape, `${STEP} WHERE id = ?`, id);
    if (step === undefined) throw new SwitchbookError('step-missing', { value: String(id) });
    return step;
  }

  undo(step: HistoryStep): void {
    for (const { record, change, id, first, last, before } of this.entries(step.id, 'backwards')) {
      const keeper = this.#keepers[record];
      if (change === 'edit') keeper.patch(first, this.content(before, id));
      else keeper.setPresent(first, last, change === 'vanish');
    }
    this.#db.run('UPDATE step SET undone = 1 WHERE id = ?', step.id);
  }

  redo(step: HistoryStep): void {
    for (const { record, change, id, first, last, after } of this.entries(step.id, 'forwards')) {
      const keeper = this.#keepers[record];
      if (change === 'edit') keeper.patch(first, this.content(after, id));
      else keeper.setPresent(first, last, change !== 'vanish');
    }
    this.#db.run('UPDATE step SET undone = 0 WHERE id = ?', step.id);
  }

  history(limit: number, before: number): HistoryStep[] {
    return this.#db.rows(stepShape, `${STEP} WHERE id < ? ORDER BY id DESC LIMIT ?`, before, limit);
  }

  /** A new change after an undo: what was undone will never be made again. Says whether there was any. */
  #forgetUndone(): boolean {
    const undone = this.#db.column(z.number(), 'SELECT id FROM step WHERE undone = 1 ORDER BY id DESC');
    for (const step of undone) {
      for (const { record, change, first, last } of this.entries(step, 'backwards')) {
        if (change === 'appear') this.#keepers[record].purge(first, last);
      }
      this.#db.run('DELETE FROM entry WHERE id BETWEEN ? AND ?', ...entriesOf(step));
      this.#db.run('DELETE FROM step WHERE id = ?', step);
    }
    return undone.length > 0;
  }

  /** Of a step, read in parts. */
  *entries(step: number, direction: 'forwards' | 'backwards'): Generator<Entry> {
    let [from, to] = entriesOf(step);
    const order = direction === 'forwards' ? 'ASC' : 'DESC';
    for (;;) {
      const sql = `${ENTRY} WHERE id BETWEEN ? AND ? ORDER BY id ${order} LIMIT ${ENTRIES_AT_ONCE}`;
      const entries = this.#db.rows(entryShape, sql, from, to);
      yield* entries;
      const last = entries.at(-1);
      if (last === undefined || entries.length < ENTRIES_AT_ONCE) return;
      if (direction === 'forwards') from = last.id + 1;
      else to = last.id - 1;
    }
  }

  content(fields: string | null, entry: number): string {
    return this.#db.checked(z.string({ error: `Entry ${entry} has no content` }), fields);
  }
}

/** The first and the last id that an entry of a step can have. */
export const entriesOf = (step: number): [first: number, last: number] => [
  step * ENTRIES_A_STEP,
  (step + 1) * ENTRIES_A_STEP - 1,
];

export const labelOf = (step: HistoryStep | null): StepLabel | null =>
  step && {
    action: step.action,
    subject: step.subject,
    count: step.count,
    ...(step.by !== undefined && { by: step.by }),
  };
