/** By what a person is found in other places than the own record, and people who were deleted and are still held. */
import { z } from 'zod';
import type { Departed } from '../../core/api/history.ts';
import { shownName } from '../../core/directory/contact.ts';
import type { Database } from './database.ts';
import { foldings } from './fold.ts';
import { listsOf } from './lists.ts';

const text = z.string();
const stateShape = z.object({
  displayName: text,
  givenName: text,
  familyName: text,
  company: text,
  numbers: text,
  emails: text,
  urls: text,
  addresses: text,
});
const patchesShape = z.object({ before: text, after: text });

/** Names, numbers and e-mail addresses, as they are and as they ever were. `fields`: those of the record. */
export function tracesOf(db: Database, id: number, fields: unknown): Set<string> {
  const traces = new Set<string>();
  const collect = (state: unknown): void => {
    const held = db.checked(stateShape, state);
    const { numbers, emails } = listsOf(db, held);
    traces.add(shownName(held));
    for (const { value, e164 } of numbers) traces.add(value).add(e164 ?? '');
    for (const { value } of emails) traces.add(value);
  };
  let state = db.checked(z.record(text, z.unknown()), fields);
  collect(state);
  const edits = `SELECT before, after FROM entry
    WHERE record = 'contact' AND change = 'edit' AND first = last AND first = ? ORDER BY id DESC`;
  for (const { before, after } of db.rows(patchesShape, edits, id)) {
    const patch = (json: string) => db.json(z.record(text, z.unknown()), json);
    // Of a step that was undone the record never is in this state: what it held is looked for all the same.
    collect({ ...state, ...patch(after) });
    state = { ...state, ...patch(before) };
    collect(state);
  }
  traces.delete('');
  return traces;
}

const departedShape = stateShape
  .pick({ displayName: true, givenName: true, familyName: true, company: true })
  .extend({ id: z.number(), at: text.nullable() });

const DEPARTED = `
SELECT c.id, c.displayName, c.givenName, c.familyName, c.company, s.at FROM contact c LEFT JOIN step s ON s.id = max(
  coalesce((SELECT max(step) FROM entry WHERE record = 'contact' AND first = last AND first = c.id), 0),
  coalesce((SELECT max(step) FROM entry WHERE record = 'contact' AND first < last AND first <= c.id AND last >= c.id), 0)
) WHERE c.present = 0 ORDER BY s.id DESC, c.id DESC`;

/** The latest first. `search`: words of the name or the company, in any writing. */
export function departed(db: Database, search: string, limit: number): Departed[] {
  const words = search.split(/\s+/).filter((word) => word !== '');
  return db
    .rows(departedShape, DEPARTED)
    .map(({ id, at, ...names }) => ({ id, name: shownName(names), company: names.company, at }))
    .filter(({ name, company }) => {
      const written = foldings(`${name} ${company}`);
      return words.every((word) => written.some((one) => foldings(word).some((part) => one.includes(part))));
    })
    .slice(0, limit);
}
