/** Files that say contacts one by one and need no columns to be mapped: vCards, phone books, directories. */
import type { Reading } from '../../core/api/reading.ts';
import { withoutReason } from '../../core/exchange/reason.ts';
import type { Entry } from '../../core/formats/entry.ts';
import { readLdif } from '../../core/formats/ldif/read.ts';
import { readPhoneBook } from '../../core/formats/phones/read.ts';
import { readVcards } from '../../core/formats/vcard/read.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { errorOf, SwitchbookError } from '../../core/problem/problem.ts';

export interface EntryFile {
  format: 'vcard' | 'xml' | 'ldif';
  name: string;
  /** The product that writes such files; null for vCards and LDIF, which everybody writes. */
  product: { id: string; name: string } | null;
  entries: Entry[];
  problems: Problem[];
}

/** Errors: those of the format’s reader, and `import-empty` for a whole file without a contact. */
export function readEntryFile(
  format: EntryFile['format'],
  bytes: Uint8Array,
  name: string,
  encoding: Reading['encoding'],
): EntryFile {
  if (format === 'ldif') {
    return { format, name, product: null, entries: readLdif(bytes, encoding), problems: [] };
  }
  if (format === 'xml') return { format, name, ...wholeBook(bytes, name) };
  const entries = Array.from(readVcards(bytes, encoding), (entry) => {
    // A reason of rejection that a card still carries is not kept.
    entry.contact.card = withoutReason(entry.contact.card);
    return entry;
  });
  return { format, name, product: null, entries, problems: [] };
}

/** A break in the markup before the first contact is all there is to say. */
function wholeBook(bytes: Uint8Array, name: string): Pick<EntryFile, 'product' | 'entries' | 'problems'> {
  const book = readPhoneBook(bytes);
  if (book.entries.length > 0) return { ...book, entries: apart(book.entries) };
  const [broken] = book.problems;
  if (broken === undefined) throw new SwitchbookError('import-empty', { value: name });
  throw errorOf(broken);
}

/** Markup may have many contacts in one line, and a row number names one of them: they are counted on. */
function apart(entries: readonly Entry[]): Entry[] {
  let last = 0;
  return entries.map((entry) => {
    last = Math.max(entry.row, last + 1);
    return { ...entry, row: last };
  });
}
