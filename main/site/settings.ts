/** What the site file says of itself: the device, the country, and how often it has changed. */
import { z } from 'zod';
import { keeping, type Keeping } from '../../core/api/safety.ts';
import type { Database } from './database.ts';
import type { Held, Keeper } from './journal.ts';

export const deviceShape = z.strictObject({ device: z.string(), country: z.string() });
export type DeviceChoice = z.infer<typeof deviceShape>;

/** The one row of the table. */
export const SITE_ID = 1;

/**
 * How often a site has changed: the number of its last step, or what undo, redo and the like have raised it to. A step
 * so writes nothing but itself. In SQL.
 */
export const REVISION = 'max(revision, (SELECT coalesce(max(id), 0) FROM step))';

/** Errors: `site-damaged` where the file says nothing of itself, as after damage. */
export function revisionOf(db: Database): number {
  const [revision] = db.column(z.number(), `SELECT ${REVISION} FROM site`);
  return db.checked(z.number(), revision);
}

export class SettingsStore implements Keeper {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  device(): DeviceChoice {
    return this.#db.checked(deviceShape, this.#db.row(deviceShape, 'SELECT device, country FROM site'));
  }

  setDevice({ device, country }: DeviceChoice): void {
    this.#db.run('UPDATE site SET device = ?, country = ?', device, country);
  }

  revision(): number {
    return revisionOf(this.#db);
  }

  /** For what is no new step. */
  grow(): void {
    this.#db.run(`UPDATE site SET revision = ${REVISION} + 1`);
  }

  /** Not part of undo: what is kept how long is no content. */
  keeping(): Keeping {
    const [text = '{}'] = this.#db.column(z.string(), 'SELECT keeping FROM site');
    return this.#db.json(keeping, text);
  }

  setKeeping(wanted: Keeping): void {
    this.#db.run('UPDATE site SET keeping = ?', JSON.stringify(wanted));
  }

  patch(_id: number, fields: string): void {
    this.setDevice(this.#db.json(deviceShape, fields));
  }

  /** A site file always has its one site. */
  setPresent(): void {}
  purge(): void {}

  held(): Held {
    const device = this.device();
    return { present: true, name: device.device, fields: device };
  }

  among(): number[] {
    return [];
  }

  isTaken(): boolean {
    return false;
  }

  isInUse(): boolean {
    return true;
  }
}
