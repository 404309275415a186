/** What there is to say of a plan before it is carried out: the way it goes, how long that takes, what follows. */
import type { Problem } from '../../../core/problem/problem.ts';
import type { Writes } from '../connector.ts';
import { importCost } from './import.ts';
import { PER_MINUTE } from './pace.ts';

/** What the provider advises at most in a book (docs/protocols/ovh.md, section 7.2). */
const ADVISED = 2000;

interface Place {
  /** Contacts in the book before the plan. */
  held: number;
  /** Name of the book that is yet to be made; null where there is one. */
  newBook: string | null;
  /** Whose phone shows the book; `''` for a book of the billing account. */
  line: string;
}

export function planNotes(
  { create, update, delete: gone }: Writes,
  { held, newBook, line }: Place,
): Problem[] {
  const notes: Problem[] = [];
  if (create + update + gone === 0) return notes;
  const say = (code: 'ovh-book-new' | 'ovh-plan' | 'ovh-book-large' | 'ovh-reboot', details = {}): void => {
    notes.push({ code, severity: 'warning', ...details });
  };
  if (newBook !== null) say('ovh-book-new', { value: newBook });
  const { requests, isWorthIt } = importCost(create);
  const all = update + gone + (isWorthIt ? requests : create);
  const minutes = Math.max(0, Math.ceil(all / PER_MINUTE) - 1);
  say('ovh-plan', { params: { create, way: isWorthIt ? 'import' : 'single', requests: all, minutes } });
  const count = held + create - gone;
  if (count > ADVISED) say('ovh-book-large', { params: { count, most: ADVISED } });
  if (line !== '') say('ovh-reboot', { value: line });
  return notes;
}
