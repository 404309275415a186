/** One change of the site while it is being made: its entries for the journal. */
import type { RecordName } from '../../core/api/history.ts';
import type { Database } from './database.ts';
import type { Entry } from './journal.ts';

/** An entry's id is its step's times this, and its own number. */
export const ENTRIES_A_STEP = 2 ** 24;

type Presence = Exclude<Entry['change'], 'edit'>;

/** The entries of one change while it is being made. */
export class Step {
  readonly #db: Database;
  readonly #start: () => number;
  readonly #end: () => void;
  readonly #contacts = new Set<number>();
  #id: number | null = null;
  #others = 0;
  #entries = 0;
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

  /** The step counts its contacts, or else its other records. */
  finish(): void {
    this.#endRun();
    if (this.#id === null) return;
    this.#db.run('UPDATE step SET count = ? WHERE id = ?', this.#contacts.size || this.#others, this.#id);
    this.#end();
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
    const step = this.#begin();
    this.#entries += 1;
    this.#db.run(
      'INSERT INTO entry (id, step, record, change, first, last, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      step * ENTRIES_A_STEP + this.#entries,
      step,
      record,
      change,
      first,
      last,
      before,
      after,
    );
  }
}
