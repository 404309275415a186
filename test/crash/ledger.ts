/**
 * An account of what people did since all of them last agreed, kept apart from the merge, and what must
 * have become of it: nothing is lost unless somebody deleted it, and no value comes from nowhere.
 */
import { strict as assert } from 'node:assert';

/** What one place holds: fields by the name of a person or group. */
export type Holding = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Entry {
  /** Null: made since. */
  agreed: ReadonlyMap<string, string> | null;
  /** By field and by who wrote: the last value. */
  written: Map<string, Map<string, string>>;
  writers: Set<string>;
  deletedBy: Set<string>;
}

export class Ledger {
  readonly #entries = new Map<string, Entry>();
  #made = 0;

  /** A name or value that nobody has used. */
  fresh(prefix: string): string {
    return `${prefix}${++this.#made}`;
  }

  wrote(who: string, name: string, field: string, value: string): void {
    let entry = this.#entries.get(name);
    if (entry === undefined) {
      entry = { agreed: null, written: new Map(), writers: new Set(), deletedBy: new Set() };
      this.#entries.set(name, entry);
    }
    const written = entry.written.get(field) ?? new Map<string, string>();
    entry.written.set(field, written.set(who, value));
    entry.writers.add(who);
  }

  removed(who: string, name: string): void {
    this.#entries.get(name)?.deletedBy.add(who);
  }

  /**
   * Two who each changed what a third deleted both bring it back, and only people can tell whether that is
   * one or two: here nobody comes that far.
   */
  mayChange(who: string, name: string): boolean {
    const entry = this.#entries.get(name);
    if (entry === undefined || entry.deletedBy.size === 0) return true;
    return [...entry.writers].every((writer) => writer === who);
  }

  mayDelete(who: string, name: string): boolean {
    const writers = this.#entries.get(name)?.writers ?? new Set<string>();
    return writers.size <= (writers.has(who) ? 2 : 1);
  }

  /** Somebody else made it, and not everybody has heard of it. */
  isNews(who: string, name: string): boolean {
    const entry = this.#entries.get(name);
    return entry?.agreed === null && !entry.writers.has(who);
  }

  /** Everybody agrees, and holds this. */
  settle(held: Holding): void {
    for (const [name, entry] of this.#entries) this.#check(name, entry, held.get(name));
    for (const name of held.keys()) assert.ok(this.#entries.has(name), `${name} comes from nowhere`);
    this.#entries.clear();
    for (const [name, agreed] of held) {
      this.#entries.set(name, { agreed, written: new Map(), writers: new Set(), deletedBy: new Set() });
    }
  }

  #check(name: string, entry: Entry, fields: ReadonlyMap<string, string> | undefined): void {
    const { agreed, written, writers, deletedBy } = entry;
    if (fields === undefined) {
      assert.ok(deletedBy.size > 0, `${name} is lost`);
      return;
    }
    // A change beats a deletion: only what nobody but each who deleted it has changed must be gone.
    const contested = [...deletedBy].some((who) => [...writers].some((writer) => writer !== who));
    // A group that one deleted and another renamed comes back, and brings its members, also those made since.
    const said = [
      ...(agreed ?? []),
      ...[...written].flatMap(([field, values]) =>
        [...values.values()].map((value) => [field, value] as const),
      ),
    ];
    const member = said.some(([field, value]) => value === 'yes' && this.#isFree(field));
    assert.ok(deletedBy.size === 0 || contested || member, `${name} was deleted and is there`);
    // Who revives a contact that somebody deleted may not have heard of every change; and of somebody whom
    // another changed before the maker heard of the making there may be one side or the other.
    if (deletedBy.size > 0 || (agreed === null && writers.size > 1)) return;
    for (const [field, value] of fields) {
      const values = [...(written.get(field)?.values() ?? [])];
      const possible = values.length === 0 ? [agreed?.get(field) ?? ''] : values;
      // Members of a group that goes leave it, and lists of both sides are put together.
      const open = this.#isFree(field) || (field === 'numbers' && values.length > 1);
      assert.ok(
        open || possible.includes(value),
        `${name}: ${field} is ${value}, not ${possible.join(' or ')}`,
      );
    }
  }

  #isFree(field: string): boolean {
    return field.startsWith('in ') && (this.#entries.get(field.slice('in '.length))?.deletedBy.size ?? 0) > 0;
  }
}
