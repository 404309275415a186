/**
 * The journal beyond the next undo: one step of the middle taken back, what happened to one contact, and all
 * of it to be read. A step is taken back by a new one, so that undo and redo go on in their order.
 */
import { z } from 'zod';
import type { Collision, RecordChange, RecordName, StepUndo } from '../../core/api/history.ts';
import type { HistoryStep } from '../../core/api/shapes.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Database } from './database.ts';
import { fieldsOf } from './field-content.ts';
import { ENTRY, entriesOf, type Entry, entryShape, type Journal, type Keepers } from './journal.ts';
import type { SitePast } from './site.ts';
import type { Step } from './step.ts';

const COLLISIONS_SHOWN = 100;
const ENTRIES_AT_ONCE = 500;
const patchShape = z.record(z.string(), z.unknown());
type Patch = z.infer<typeof patchShape>;
const idList = z.array(z.number());

/** Ends the transaction in which it was tried. */
class NotDone extends Error {}

export class Past implements SitePast {
  readonly #db: Database;
  readonly #journal: Journal;
  readonly #keepers: Keepers;
  readonly #inStep: (id: number, work: (step: Step) => void) => void;

  constructor(
    db: Database,
    journal: Journal,
    keepers: Keepers,
    inStep: (id: number, work: (step: Step) => void) => void,
  ) {
    this.#db = db;
    this.#journal = journal;
    this.#keepers = keepers;
    this.#inStep = inStep;
  }

  undoStep(id: number, { keepChanged, preview }: { keepChanged: boolean; preview: boolean }): StepUndo {
    const { undone, sealed } = this.#journal.step(id);
    if (undone) throw new SwitchbookError('step-undone', { value: String(id) });
    if (sealed) throw new SwitchbookError('step-sealed', { value: String(id) });
    const result: StepUndo = { done: false, count: 0, collisions: [], collided: 0 };
    try {
      this.#inStep(id, (step) => {
        // What taking back itself writes is no later change.
        const [newest = 0] = this.#db.column(z.number().nullable(), 'SELECT max(id) FROM entry');
        for (const entry of this.#journal.entries(id, 'backwards')) {
          this.#takeBack(entry, step, result, newest ?? 0);
        }
        if (preview || (result.collided > 0 && !keepChanged)) throw new NotDone();
      });
      result.done = result.count > 0;
    } catch (error) {
      if (!(error instanceof NotDone)) throw error;
    }
    return result;
  }

  ofContact(id: number, limit: number): { step: HistoryStep; change: RecordChange }[] {
    const one = `SELECT id FROM entry WHERE record = 'contact' AND first = last AND first = ?`;
    const many = `SELECT id FROM entry WHERE record = 'contact' AND first < last AND first <= ? AND last >= ?`;
    return this.#db.snapshot(() =>
      this.#db
        .rows(
          entryShape,
          `${ENTRY} WHERE id IN (${one} UNION ${many}) ORDER BY id DESC LIMIT ?`,
          id,
          id,
          id,
          limit,
        )
        .map((entry) => ({
          step: this.#journal.step(entry.step),
          change: this.#changeOf({ ...entry, first: id, last: id }),
        })),
    );
  }

  changes(step: number, after: number, limit: number): RecordChange[] {
    return this.#db.snapshot(() => {
      this.#journal.step(step);
      const [first, last] = entriesOf(step);
      return this.#db
        .rows(
          entryShape,
          `${ENTRY} WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`,
          Math.max(first, after),
          last,
          limit,
        )
        .map((entry) => this.#changeOf(entry));
    });
  }

  *all(): IterableIterator<{ step: HistoryStep; change: RecordChange }> {
    let from = 0;
    for (;;) {
      const sql = `${ENTRY} WHERE id > ? ORDER BY id LIMIT ${ENTRIES_AT_ONCE}`;
      const last = from;
      const some = this.#db.snapshot(() => {
        const steps = new Map<number, HistoryStep>();
        return this.#db.rows(entryShape, sql, last).map((entry) => {
          const step = steps.get(entry.step) ?? this.#journal.step(entry.step);
          steps.set(entry.step, step);
          return { step, change: this.#changeOf(entry) };
        });
      });
      yield* some;
      const end = some.at(-1);
      if (end === undefined) return;
      from = end.change.entry;
    }
  }

  #takeBack(entry: Entry, step: Step, result: StepUndo, newest: number): void {
    if (entry.change === 'edit') this.#takeBackEdit(entry, step, result);
    else if (entry.change === 'vanish') this.#bringBack(entry, step, result);
    else this.#takeAway(entry, step, result, newest);
  }

  /** Field by field: those that are as the step left them go back. */
  #takeBackEdit({ id, record, first, before, after }: Entry, step: Step, result: StepUndo): void {
    const keeper = this.#keepers[record];
    const held = keeper.held(first);
    if (held === null || !held.present) {
      this.#collide(result, record, first, held === null ? 'gone' : 'deleted-later');
      return;
    }
    const old = this.#withoutLost(this.#db.json(patchShape, this.#journal.content(before, id)), result);
    const left = this.#db.json(patchShape, this.#journal.content(after, id));
    const now: Record<string, unknown> = {};
    const then: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(old)) {
      if (isSame(held.fields[field], value)) continue;
      if (!isSame(held.fields[field], left[field])) {
        this.#collide(result, record, first, 'changed-later', field);
        continue;
      }
      now[field] = held.fields[field];
      then[field] = value;
    }
    if (Object.keys(then).length === 0) return;
    const patch = JSON.stringify(then);
    if (keeper.isTaken(first, patch)) {
      this.#collide(result, record, first, 'taken');
      return;
    }
    // The settings of a site are written as one.
    keeper.patch(first, record === 'site' ? JSON.stringify({ ...held.fields, ...then }) : patch);
    step.edited(
      record,
      first,
      record === 'site' ? held.fields : now,
      record === 'site' ? { ...held.fields, ...then } : then,
    );
    result.count += 1;
  }

  /** Nobody comes back into a group that is gone: when the group returns, it does so with those it had. */
  #withoutLost(fields: Patch, result: StepUndo): Patch {
    const groups = idList.safeParse(fields['groups']);
    if (!groups.success) return fields;
    const isThere = (id: number): boolean => this.#keepers.group.held(id)?.present === true;
    for (const id of groups.data) if (!isThere(id)) this.#collide(result, 'group', id, 'deleted-later');
    return { ...fields, groups: groups.data.filter(isThere) };
  }

  #bringBack({ record, first, last }: Entry, step: Step, result: StepUndo): void {
    const keeper = this.#keepers[record];
    const absent = keeper.among(first, last, false);
    const there = absent.length + keeper.among(first, last, true).length;
    result.collided += last - first + 1 - there;
    for (const id of absent) {
      if (keeper.isTaken(id, null)) {
        this.#collide(result, record, id, 'taken');
        continue;
      }
      keeper.setPresent(id, id, true);
      step.returned(record, id);
      result.count += 1;
    }
  }

  #takeAway(
    { step: from, record, change, first, last }: Entry,
    step: Step,
    result: StepUndo,
    newest: number,
  ): void {
    const keeper = this.#keepers[record];
    const edited = this.#editedSince(record, first, last, from, newest);
    for (const id of keeper.among(first, last, true)) {
      if (edited.has(id)) this.#collide(result, record, id, 'changed-later');
      // What was brought back had gone before with all that it was used for.
      else if (change !== 'return' && keeper.isInUse(id)) this.#collide(result, record, id, 'in-use');
      else {
        keeper.setPresent(id, id, false);
        step.vanished(record, id);
        result.count += 1;
      }
    }
  }

  #editedSince(record: RecordName, first: number, last: number, step: number, newest: number): Set<number> {
    const sql = `SELECT DISTINCT e.first FROM entry e JOIN step s ON s.id = e.step AND s.undone = 0
      WHERE e.record = ? AND e.first = e.last AND e.first BETWEEN ? AND ? AND e.change = 'edit' AND e.step > ?
        AND e.id <= ?`;
    return new Set(this.#db.column(z.number(), sql, record, first, last, step, newest));
  }

  #collide(
    result: StepUndo,
    record: RecordName,
    id: number,
    reason: Collision['reason'],
    field: string | null = null,
  ): void {
    result.collided += 1;
    if (result.collisions.length >= COLLISIONS_SHOWN) return;
    const name = this.#keepers[record].held(id)?.name ?? '';
    result.collisions.push({ record, id, name, field, reason });
  }

  #changeOf({ id, step, record, change, first, last, before, after }: Entry): RecordChange {
    return {
      entry: id,
      step,
      record,
      change,
      first,
      last,
      name: this.#keepers[record].held(first)?.name ?? '',
      fields:
        change === 'edit'
          ? fieldsOf(this.#db, this.#journal.content(before, id), this.#journal.content(after, id))
          : [],
    };
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
