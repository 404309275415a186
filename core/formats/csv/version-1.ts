/**
 * The CSV of the old phone book, "version 1" (github.com/Rillke/Contact-Conversion-Wizard): one number a
 * row, no quotes, LF, ISO-8859-1.
 */
import type { RecordField } from '../../device/record.ts';
import type { Stored } from '../../device/store.ts';
import { type NumberKind, shownName } from '../../directory/contact.ts';
import type { Problem } from '../../problem/problem.ts';
import { encodeText } from '../encode.ts';
import { type Losable, lossesOf, type Room } from '../losses.ts';

const LONGEST_NAME = 31;

/** What tells the rows of a contact with several numbers apart. */
const SUFFIXES: Record<NumberKind, string> = {
  main: ' W',
  work: ' W',
  'fax-work': ' W',
  other: ' W',
  home: ' H',
  'fax-home': ' H',
  mobile: ' M',
  pager: ' M',
};

export interface Version1File {
  bytes: Uint8Array;
  problems: Problem[];
}

/** What of a record is in the file: losses of other fields are not this file's. */
const FIELDS: readonly RecordField[] = [
  'numbers',
  'shortCode',
  'displayName',
  'givenName',
  'familyName',
  'company',
];

/**
 * Contacts with what the device stores of them (`toDevice`). `row` of the problems counts the file's own
 * lines and is that of the contact's first number.
 */
export function writeVersion1Csv(contacts: Iterable<Stored & { contact: Losable }>): Version1File {
  const lines = ['Kurzwahl;Rufnummer;Name'];
  const problems: Problem[] = [];
  for (const { contact, record, losses } of contacts) {
    const name = oneCell(shownName(record));
    const row = record.numbers.length === 0 ? undefined : lines.length + 1;
    problems.push(...lossesOf(contact, roomIn(shownName(contact), contact), row));
    for (const loss of losses) {
      if (!FIELDS.some((field) => field === loss.params?.['field'])) continue;
      problems.push(row === undefined ? loss : { ...loss, row });
    }
    if (record.numbers.length === 0) {
      problems.push({ code: 'export-no-number', severity: 'warning', value: name });
    }
    record.numbers.forEach((number, index) => {
      const suffix = record.numbers.length > 1 ? SUFFIXES[number.kind] : '';
      const fitting = name.slice(0, LONGEST_NAME - suffix.length).trimEnd() + suffix;
      // A short code dials one number.
      lines.push([index === 0 ? oneCell(record.shortCode) : '', number.value, fitting].join(';'));
      if (name.length + suffix.length > LONGEST_NAME) {
        const params = { most: LONGEST_NAME, written: fitting };
        problems.push({
          code: 'export-cut',
          severity: 'warning',
          row: lines.length,
          column: 'Name',
          value: name,
          params,
        });
      }
    });
  }
  return { bytes: encodeText(`${lines.join('\n')}\n`, 'iso-8859-1').bytes, problems };
}

/** Of the names only what the shown one says. */
const roomIn = (shown: string, contact: Losable): Room => ({
  numbers: Infinity,
  shortCode: 1,
  displayName: 1,
  givenName: shown.includes(contact.givenName) ? 1 : 0,
  familyName: shown.includes(contact.familyName) ? 1 : 0,
  company: shown.includes(contact.company) ? 1 : 0,
});

const oneCell = (text: string): string => text.replace(/[;\r\n]+/g, ' ').trim();
