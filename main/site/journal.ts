/**
 * The journal: every change is a step of entries that can be taken back and made again, also after a
 * restart. Records appear and vanish by being marked present or absent, so only edits carry content.
 */
import { z } from 'zod';
import type { HistoryStep, StepAction, StepLabel } from '../../core/api/shapes.ts';
import { STEP_ACTIONS } from '../../core/api/shapes.ts';
import type { Database } from './database.ts';
import type { Source } from './site.ts';

const RECORDS = ['contact', 'group', 'subscriber', 'site'] as const;
export type RecordName = (typeof RECORDS)[number];

/** How the journal reaches one kind of record. Patches are JSON of the fields that change. */
export interface Keeper {
  patch(id: number, fields: string): void;
  setPresent(first: number, last: number, present: boolean): void;
  /** Removes absent records for good: nothing can bring them back any more. */
  purge(first: number, last: number): void;
}

const entryShape = z.object({
  id: z.number(),
  record: z.enum(RECORDS),
  /** `return`: what had vanished is there again; taking that back removes nothing for good. */
  change: z.enum(['appear', 'vanish', 'return', 'edit']),
  first: z.number(),
  last: z.number(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
type Entry = z.infer<typeof entryShape>;
type Presence = Exclude<Entry['change'], 'edit'>;

const stepShape = z
  .object({
    id: z.number(),
    action: z.enum(STEP_ACTIONS),
    subject: z.string(),
    count: z.number(),
    at: z.string(),
    undone: z.number().transform((flag) => flag !== 0),
    by: z.string().nullable(),
  })
  .transform(({ by, ...step }) => (by === null ? step : { ...step, by }));
const STEP = "SELECT id, action, subject, count, at, undone, source ->> '$.by' AS by FROM step";
const ENTRY = 'SELECT id, record, change, first, last, before, after FROM entry';
/** Steps of 100 000 edits are read in parts: SQLite writes nothing while a query is being read. */
const ENTRIES_AT_ONCE = 1000;

export class Journal {
  readonly #db: Database;
  readonly #keepers: Readonly<Record<RecordName, Keeper>>;
  readonly #afterForgetting: () => void;

  constructor(db: Database, keepers: Readonly<Record<RecordName, Keeper>>, afterForgetting: () => void) {
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
        'INSERT INTO step (action, subject, count, source, at, undone) VALUES (?, ?, 0, ?, ?, 0)',
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
    return this.#db.row(stepShape, `${STEP} WHERE undone = 0 AND sealed = 0 ORDER BY id DESC LIMIT 1`) ?? null;
  }

  nextRedo(): HistoryStep | null {
    return this.#db.row(stepShape, `${STEP} WHERE undone = 1 ORDER BY id LIMIT 1`) ?? null;
  }

  undo(step: HistoryStep): void {
    for (const { record, change, id, first, last, before } of this.#entries(step.id, 'backwards')) {
      const keeper = this.#keepers[record];
      if (change === 'edit') keeper.patch(first, this.#content(before, id));
      else keeper.setPresent(first, last, change === 'vanish');
    }
    this.#db.run('UPDATE step SET undone = 1 WHERE id = ?', step.id);
  }

  redo(step: HistoryStep): void {
    for (const { record, change, id, first, last, after } of this.#entries(step.id, 'forwards')) {
      const keeper = this.#keepers[record];
      if (change === 'edit') keeper.patch(first, this.#content(after, id));
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
      for (const { record, change, first, last } of this.#entries(step, 'backwards')) {
        if (change === 'appear') this.#keepers[record].purge(first, last);
      }
      this.#db.run('DELETE FROM step WHERE id = ?', step);
    }
    return undone.length > 0;
  }

  *#entries(step: number, direction: 'forwards' | 'backwards'): Generator<Entry> {
    const [compare, order] = direction === 'forwards' ? ['>', 'ASC'] : ['<', 'DESC'];
    let from = direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER;
    for (;;) {
      const entries = this.#db.rows(
        entryShape,
        `${ENTRY} WHERE step = ? AND id ${compare} ? ORDER BY id ${order} LIMIT ${ENTRIES_AT_ONCE}`,
        step,
        from,
      );
      yield* entries;
      const last = entries.at(-1);
      if (last === undefined || entries.length < ENTRIES_AT_ONCE) return;
      from = last.id;
    }
  }

  #content(fields: string | null, entry: number): string {
    return this.#db.checked(z.string({ error: `Entry ${entry} has no content` }), fields);
  }
}

/** The entries of one change while it is being made. */
export class Step {
  readonly #db: Database;
  readonly #start: () => number;
  readonly #end: () => void;
  readonly #contacts = new Set<number>();
  #id: number | null = null;
  #others = 0;
  /** Records that appear or vanish in a row of ids are one entry: an import of 100 000 is one. */
  #run: { record: RecordName; change: Presence; first: number; last: number } | null = null;

  constructor(db: Database, start: () => number, end: () => void) {
    this.#db = db;
    this.#start = start;
    this.#end = end;
  }

  appeared(record: RecordName, id: number): void {
    this.#presence(record, 'appear', id);
  }

  returned(record: RecordName, id: number): void {
    this.#presence(record, 'return', id);
  }

  vanished(record: RecordName, id: number): void {
    this.#presence(record, 'vanish', id);
  }

  edited(record: RecordName, id: number, before: object, after: object): void {
    this.#count(record, id);
    this.#endRun();
    this.#write(record, 'edit', id, id, JSON.stringify(before), JSON.stringify(after));
  }

  /** Says whether there was anything to write. The step counts its contacts, or else its other records. */
  finish(): boolean {
    this.#endRun();
    if (this.#id === null) return false;
    this.#db.run('UPDATE step SET count = ? WHERE id = ?', this.#contacts.size || this.#others, this.#id);
    this.#end();
    return true;
  }

  #presence(record: RecordName, change: Presence, id: number): void {
    this.#begin();
    this.#count(record, id);
    const run = this.#run;
    if (run?.record === record && run.change === change && run.last + 1 === id) run.last = id;
    else {
      this.#endRun();
      this.#run = { record, change, first: id, last: id };
    }
  }

  #count(record: RecordName, id: number): void {
    if (record === 'contact') this.#contacts.add(id);
    else this.#others += 1;
  }

  #endRun(): void {
    if (this.#run === null) return;
    const { record, change, first, last } = this.#run;
    this.#run = null;
    this.#write(record, change, first, last, null, null);
  }

  #begin(): number {
    this.#id ??= this.#start();
    return this.#id;
  }

  #write(
    record: RecordName,
    change: Entry['change'],
    first: number,
    last: number,
    before: string | null,
    after: string | null,
  ): void {
    this.#db.run(
      'INSERT INTO entry (step, record, change, first, last, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
      this.#begin(),
      record,
      change,
      first,
      last,
      before,
      after,
    );
  }
}

export const labelOf = (step: HistoryStep | null): StepLabel | null =>
  step && {
    action: step.action,
    subject: step.subject,
    count: step.count,
    ...(step.by !== undefined && { by: step.by }),
  };
