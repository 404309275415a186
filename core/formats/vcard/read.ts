/** A vCard file as contacts. */
import { SwitchbookError } from '../../problem/problem.ts';
import type { Entry } from '../entry.ts';
import { readCards } from './cards.ts';
import { contactOf } from './contact.ts';
import { isOwn } from './own.ts';

/**
 * The contacts of a file of vCards 2.1, 3.0 and 4.0, mixed as they come. `encoding` is the charset the
 * user chose for values that name none; without it, it is found out value by value.
 *
 * Throws `vcard-no-card`, `vcard-file-too-large` and `vcard-too-many-cards`.
 */
export function* readVcards(bytes: Uint8Array, encoding?: string): Generator<Entry> {
  let empty = true;
  for (const { line, card, problems } of readCards(bytes, encoding)) {
    empty = false;
    const { contact, problems: more } = contactOf(card, line);
    const entry = { row: line, contact, problems: [...problems, ...more] };
    yield isOwn(card) ? { ...entry, exact: true } : entry;
  }
  if (empty) throw new SwitchbookError('vcard-no-card');
}
