/** What is held on people: all of it for one of them, and none of it any more. */
import { z } from 'zod';
import type { Departed, Erasure } from '../../core/api/history.ts';
import type { Compacted } from '../../core/api/safety.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { isRecord, scrubbed, tracesIn } from './traces.ts';
import type { Stores } from './change.ts';
import { dropCopy, keptCopies } from './copies.ts';
import { Database } from './database.ts';
import { listsOf } from './lists.ts';
import { departed, tracesOf } from './person.ts';
import type { Backups, SitePast, SitePrivacy } from './site.ts';

/** Steps of the journal that always stay. */
const KEPT_STEPS = 10_000;
const DAY = 86_400_000;
const CHANGES_SHOWN = 10_000;

const textRow = z.object({ id: z.number(), content: z.string() });
const count = z.number();
const photoShape = z.object({ type: z.string(), data: z.instanceof(Uint8Array) });
/** Of one that was deleted too. */
const PHOTO = 'SELECT type, data FROM photo WHERE hash = (SELECT photo FROM contact WHERE id = ?)';

/** Steps whose subject is a contact's name. */
const UNNAMED = `UPDATE step SET subject = '–' WHERE action IN ('create-contact', 'edit-contact', 'delete-contacts',
  'merge-contacts', 'keep-distinct')`;

export class Privacy implements SitePrivacy {
  readonly #db: Database;
  readonly #stores: Stores;
  readonly #past: SitePast;
  readonly #backups: Backups;

  constructor(db: Database, stores: Stores, { past, backups }: { past: SitePast; backups: Backups }) {
    this.#db = db;
    this.#stores = stores;
    this.#past = past;
    this.#backups = backups;
  }

  export(id: number): object {
    return this.#db.snapshot(() => {
      const held = this.#held(id);
      const traces = this.#tracesOf([id]);
      const photo = this.#db.row(photoShape, PHOTO, id);
      const [base] = this.#db.column(z.string(), 'SELECT record FROM base_contact WHERE contactId = ?', id);
      const pending = this.#db.column(z.string(), 'SELECT target FROM pending WHERE contactId = ?', id);
      return {
        contact: {
          id,
          present: held.present,
          ...held.fields,
          ...listsOf(this.#db, this.#stores.contacts.lists(id)),
        },
        photo:
          photo === undefined
            ? null
            : { type: photo.type, base64: Buffer.from(photo.data).toString('base64') },
        history: this.#past.ofContact(id, CHANGES_SHOWN),
        lastReadFromPbx: base === undefined ? null : this.#db.json(z.unknown(), base),
        pendingWrites: pending,
        reports: this.#reports(traces).map(({ id: report }) => report),
        pbxBackups: this.#pbxBackups(traces),
        copies: this.#copies([id]),
      };
    });
  }

  departed(search: string, limit: number): Departed[] {
    return this.#db.snapshot(() => departed(this.#db, search, limit));
  }

  erase(ids: readonly number[], options: { copies: boolean; preview?: boolean }): Erasure {
    if (options.preview === true) return this.#db.snapshot(() => this.#found(ids, this.#tracesOf(ids)));
    this.#db.pragma('secure_delete = 1');
    const erasure = this.#db.transaction(() => {
      const traces = this.#tracesOf(ids);
      const found = this.#found(ids, traces);
      for (const { id, content } of this.#reports(traces)) {
        const clean = JSON.stringify(scrubbed(this.#db.json(z.unknown(), content), traces));
        this.#db.run('UPDATE report SET content = ? WHERE id = ?', clean, id);
      }
      // Also of steps that changed nothing of theirs: they were told apart, or others were merged into them.
      this.#db.run(`${UNNAMED} AND subject IN (SELECT value FROM json_each(?))`, JSON.stringify([...traces]));
      for (const id of ids) this.#eraseOne(id);
      this.#stores.contacts.dropUnusedPhotos();
      this.#stores.settings.grow();
      return found;
    });
    if (options.copies) for (const path of erasure.copies) dropCopy(path);
    this.#reclaim();
    return erasure;
  }

  compact(): Compacted {
    const size = (): number => Number(this.#db.pragma('page_count')) * Number(this.#db.pragma('page_size'));
    const before = size();
    const { deletedDays, reportDays } = this.#stores.settings.keeping();
    const old = deletedDays === null ? [] : this.#deletedBefore(daysAgo(deletedDays));
    if (old.length > 0) this.erase(old, { copies: false });
    const { steps, reports } = this.#db.transaction(() => {
      const sql = 'DELETE FROM report WHERE at < ?';
      const gone = reportDays === null ? 0 : this.#db.run(sql, daysAgo(reportDays)).changes;
      return { reports: gone, steps: this.#forgetSteps() };
    });
    this.#reclaim();
    return { steps, reports, contacts: old.length, before, after: size() };
  }

  #held(id: number) {
    const held = this.#stores.contacts.held(id);
    if (held === null) throw new SwitchbookError('contact-missing', { value: String(id) });
    return held;
  }

  #tracesOf(ids: readonly number[]): Set<string> {
    return new Set(ids.flatMap((id) => [...tracesOf(this.#db, id, this.#held(id).fields)]));
  }

  /** What there is of them, before any of it goes. */
  #found(ids: readonly number[], traces: ReadonlySet<string>): Erasure {
    const counted = (sql: string): number => this.#db.column(count, sql, JSON.stringify(ids))[0] ?? 0;
    return {
      contacts: ids.length,
      entries: counted(
        `SELECT count(*) FROM entry WHERE record = 'contact' AND first = last
           AND first IN (SELECT value FROM json_each(?))`,
      ),
      reports: this.#reports(traces).length,
      onPbx: counted('SELECT count(*) FROM base_contact WHERE contactId IN (SELECT value FROM json_each(?))'),
      pbxBackups: this.#pbxBackups(traces),
      copies: this.#copies(ids),
    };
  }

  #eraseOne(id: number): void {
    const run = (sql: string): unknown => this.#db.run(sql, id);
    run(`${UNNAMED} AND count <= 1
      AND id IN (SELECT step FROM entry WHERE record = 'contact' AND first = last AND first = ?)`);
    run("DELETE FROM entry WHERE record = 'contact' AND first = last AND first = ?");
    run('DELETE FROM base_contact WHERE contactId = ?');
    run('DELETE FROM pending WHERE contactId = ?');
    this.#stores.contacts.setPresent(id, id, false);
    this.#stores.contacts.purge(id, id);
  }

  #reports(traces: ReadonlySet<string>): { id: number; content: string }[] {
    return this.#db
      .rows(textRow, 'SELECT id, content FROM report')
      .filter(({ content }) => tracesIn(this.#db.json(z.unknown(), content), traces));
  }

  #pbxBackups(traces: ReadonlySet<string>): number[] {
    return this.#backups
      .list()
      .map(({ id }) => id)
      .filter((id) => isRecord(this.#backups.read(id).book) && tracesIn(this.#backups.read(id).book, traces));
  }

  /** Ids are never used twice: whoever has this one in a copy is the same person. */
  #copies(ids: readonly number[]): string[] {
    return keptCopies(this.#db.path)
      .map(({ path }) => path)
      .filter((path) => holds(path, ids));
  }

  /** Absent contacts whose last step away was before. */
  #deletedBefore(at: string): number[] {
    return this.#db
      .column(count, 'SELECT id FROM contact WHERE present = 0')
      .filter((id) => (this.#past.ofContact(id, 1)[0]?.step.at ?? '') < at);
  }

  #forgetSteps(): number {
    const last = 'SELECT id FROM step ORDER BY id DESC LIMIT 1 OFFSET ?';
    const [edge] = this.#db.column(count, last, KEPT_STEPS);
    if (edge === undefined) return 0;
    const past = 'SELECT id FROM step WHERE id <= ? AND undone = 0';
    this.#db.run(`DELETE FROM entry WHERE step IN (${past})`, edge);
    const { changes } = this.#db.run(`DELETE FROM step WHERE id IN (${past})`, edge);
    // Nothing brings these back any more; what the PBX still holds is needed to delete it there.
    const nowhere = `SELECT id FROM contact c WHERE present = 0
      AND NOT EXISTS (SELECT 1 FROM entry WHERE record = 'contact' AND first = last AND first = c.id)
      AND NOT EXISTS (SELECT 1 FROM entry WHERE record = 'contact' AND first < last AND c.id BETWEEN first AND last)
      AND NOT EXISTS (SELECT 1 FROM base_contact WHERE contactId = c.id)`;
    for (const id of this.#db.column(count, nowhere)) this.#stores.contacts.purge(id, id);
    this.#stores.contacts.dropUnusedPhotos();
    return changes;
  }

  /** Writes the file anew, without what is free in it, and empties the log: deleted bytes are gone then. */
  #reclaim(): void {
    this.#db.script('VACUUM');
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }
}

const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

function holds(path: string, ids: readonly number[]): boolean {
  try {
    const copy = new Database(path, true);
    try {
      const sql = 'SELECT c.id FROM contact c JOIN json_each(?) j ON j.value = c.id LIMIT 1';
      return copy.column(count, sql, JSON.stringify(ids)).length > 0;
    } finally {
      copy.close();
    }
  } catch (error) {
    // One that cannot be read may hold anybody.
    if (error instanceof SwitchbookError) return true;
    throw error;
  }
}
