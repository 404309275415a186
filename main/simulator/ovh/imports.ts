/** Imports of files into a book, with the rules and the report by mail of section 7.2. */
import { addContact, changed, NO_GROUP } from './books-store.ts';
import { contactProblem, folded } from './book-rules.ts';
import { dialCode, isNumber, storedNumber } from './numbers.ts';
import { send } from './outbox.ts';
import { NUMBERS, type Book, type Contact, type Customer } from './rows.ts';
import { readSheet, type SheetRow } from './sheet.ts';
import type { World } from './world.ts';

/** Advice, no limit. */
const ADVISED = 2000;

/** The contact of a row, or why it is not imported. */
function contactOf({ cells }: SheetRow, country: string): Omit<Contact, 'id'> | string {
  const [, own] = /^(?:\+|00)?(\d{1,3})$/.exec(cells.countryCode) ?? [];
  if (cells.countryCode !== '' && own === undefined)
    return `countryCode: ${cells.countryCode} is not a dialling code`;
  const code = own ?? dialCode(country);
  const contact: Omit<Contact, 'id'> = {
    surname: folded(cells.surname),
    name: folded(cells.name),
    grp: cells.group === '' ? NO_GROUP : folded(cells.group),
    homePhone: null,
    homeMobile: null,
    workPhone: null,
    workMobile: null,
  };
  for (const field of NUMBERS) {
    const typed = cells[field];
    const number = storedNumber(typed, code);
    if (typed !== '' && !(isNumber(typed) && /^00\d{4,15}$/.test(number)))
      return `${field}: ${typed} is not a phone number`;
    contact[field] = number;
  }
  return contactProblem(contact) ?? contact;
}

/** Adds the rows that are good and mails the report. Null: done; else why nothing was imported. */
export function importFile(
  world: World,
  book: Book,
  customer: Customer,
  { filename, bytes }: { filename: string; bytes: Buffer },
): string | null {
  const rows = readSheet(filename, bytes);
  const subject = `Import of ${filename} into the phonebook ${book.name}`;
  if (typeof rows === 'string') {
    send(world, customer.nic, subject, `Nothing was imported.\n${rows}`);
    return rows;
  }
  const refused: string[] = [];
  let added = 0;
  for (const row of rows) {
    const contact = contactOf(row, customer.country);
    if (typeof contact === 'string') refused.push(`row ${row.row}: ${contact}`);
    else {
      addContact(world.store, book.key, contact);
      added++;
    }
  }
  if (added > 0) changed(world.store, book.key);
  const report = [`${added} contacts imported, ${refused.length} not imported.`, ...refused];
  if (added > ADVISED) report.push(`We advise at most ${ADVISED} contacts in a phonebook.`);
  send(world, customer.nic, subject, report.join('\n'));
  return null;
}
