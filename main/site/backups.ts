/** What the PBX held before each upload: compressed, and only so many of them. */
import { strFromU8, strToU8, unzlibSync, zlibSync } from 'fflate';
import { z } from 'zod';
import type { Backup } from '../../core/api/upload.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Database } from './database.ts';
import type { Backups } from './site.ts';

/** A book of 2000 contacts takes some 45 KB compressed: a site file stays small enough to be mailed. */
const KEPT = 20;
/** More than any book: a damaged row must not ask for all memory. */
const MOST_BYTES = 256 * 1024 * 1024;

const backupShape = z.object({
  id: z.number(),
  at: z.string(),
  model: z.string(),
  serial: z.string(),
  firmware: z.string(),
  contacts: z.number(),
  groups: z.number(),
});
const contentShape = z.object({
  bytes: z.number().int().min(0).max(MOST_BYTES),
  content: z.instanceof(Uint8Array),
});
const ABOUT = 'SELECT id, at, model, serial, firmware, contacts, groups FROM backup';

export class BackupStore implements Backups {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list(): Backup[] {
    return this.#db.rows(backupShape, `${ABOUT} ORDER BY id DESC`);
  }

  read(id: number): { about: Backup; book: unknown } {
    const about = this.#db.row(backupShape, `${ABOUT} WHERE id = ?`, id);
    const row = this.#db.row(contentShape, 'SELECT bytes, content FROM backup WHERE id = ?', id);
    if (about === undefined || row === undefined) {
      throw new SwitchbookError('backup-missing', { value: String(id) });
    }
    return { about, book: this.#db.json(z.unknown(), unpacked(row)) };
  }

  add({ at, model, serial, firmware, contacts, groups }: Omit<Backup, 'id'>, book: unknown): number {
    const text = strToU8(JSON.stringify(book));
    return this.#db.transaction(() => {
      const { id } = this.#db.run(
        `INSERT INTO backup (at, model, serial, firmware, contacts, groups, bytes, content)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        at,
        model,
        serial,
        firmware,
        contacts,
        groups,
        text.length,
        zlibSync(text),
      );
      this.#db.run(
        'DELETE FROM backup WHERE id NOT IN (SELECT id FROM backup ORDER BY id DESC LIMIT ?)',
        KEPT,
      );
      return id;
    });
  }
}

/** With room for what was packed and no more. What does not unpack reads as no JSON: the file is damaged. */
function unpacked({ bytes, content }: z.infer<typeof contentShape>): string {
  try {
    return strFromU8(unzlibSync(content, { out: new Uint8Array(bytes) }));
  } catch {
    return '';
  }
}
