/** An import: the book of the file takes the place of the stored one. docs/protocols/console.md, section 2. */
import type { Device } from '../commander/device.ts';
import { checkContact, checkGroup, same, withTypeWords } from '../commander/rules.ts';
import type { StoredContact } from '../commander/rows.ts';
import { carried, readBook } from './book.ts';
import type { BookRow } from './book.ts';

export interface Outcome {
  created: number;
  updated: number;
  deleted: number;
  refused: { line: number; why: string }[];
}

/** Takes back what was stored for a row that is refused after all. */
class Refused extends Error {}

/** Ids of the named groups; what does not exist is made. Throws `Refused`. */
function groupsOf(
  { store, profile }: Device,
  names: readonly string[],
  before: StoredContact | null,
): number[] {
  const ids = new Set<number>();
  for (const name of names) {
    const all = store.groups();
    const fitting = all.filter((group) => carried(group.name) === name);
    const found = fitting.find(({ id }) => before?.groups.includes(id)) ?? fitting[0];
    const made = { name, kind: 'standard', standard: false } as const;
    const refused = found === undefined ? checkGroup(made, null, profile, all) : null;
    if (refused !== null) throw new Refused(refused);
    ids.add(found?.id ?? store.saveGroup(made, null));
  }
  return [...ids].sort((a, b) => a - b);
}

/** Stores a row. Returns what became of it; throws `Refused`. */
function take(device: Device, row: BookRow, before: StoredContact | null): 'created' | 'updated' | 'same' {
  const { store, profile } = device;
  // What comes back as it was sent has not changed, whatever was lost on the way out.
  const cells = withTypeWords(
    row.cells.map((text, at) => {
      const stored = before?.cells[at];
      return stored !== undefined && carried(stored) === text ? stored : text;
    }),
  );
  const contact = { cells, groups: groupsOf(device, row.groups, before) };
  if (before !== null && same(contact.cells, before.cells) && same(contact.groups, before.groups))
    return 'same';
  const refused = checkContact(contact, before, profile, store);
  if (refused !== null) throw new Refused(refused);
  store.saveContact(contact, before?.id ?? null);
  return before === null ? 'created' : 'updated';
}

/**
 * Stores the book of a file in one transaction, durable on return. A row that is refused for want of room
 * is tried again after the others: they may have made it. Throws `BookError` without any effect.
 */
export function takeBook(device: Device, file: Buffer): Outcome {
  const rows = readBook(file);
  const { store } = device;
  return store.transaction(() => {
    const google = new Set(
      store
        .groups()
        .filter(({ kind }) => kind === 'google')
        .map(({ id }) => id),
    );
    const stored = new Map([...store.contacts()].map((contact) => [String(contact.id), contact]));
    const fixed = ({ groups }: StoredContact): boolean => groups.some((id) => google.has(id));
    const outcome: Outcome = { created: 0, updated: 0, deleted: 0, refused: [] };

    const first = new Map<string, number>();
    let waiting: BookRow[] = [];
    for (const row of rows) {
      const before = stored.get(row.id);
      if (before !== undefined && fixed(before)) continue;
      const twin = before === undefined ? undefined : first.get(row.id);
      if (twin === undefined) {
        first.set(row.id, row.line);
        waiting.push(row);
      } else outcome.refused.push({ line: row.line, why: `the id ${row.id} came in line ${twin}` });
    }
    for (const [id, contact] of stored) {
      if (first.has(id) || fixed(contact)) continue;
      store.deleteContact(contact.id);
      outcome.deleted++;
    }
    for (const round of [1, 2]) {
      const again: BookRow[] = [];
      for (const row of waiting) {
        try {
          const result = store.transaction(() => take(device, row, stored.get(row.id) ?? null));
          if (result !== 'same') outcome[result]++;
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          if (round === 1) again.push(row);
          else outcome.refused.push({ line: row.line, why: error.message });
        }
      }
      waiting = again;
    }
    outcome.refused.sort((a, b) => a.line - b.line);
    return outcome;
  });
}
