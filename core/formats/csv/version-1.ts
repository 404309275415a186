/**
 * The CSV of the old phone book, "version 1" (github.com/Rillke/Contact-Conversion-Wizard): one number a
 * row, no quotes, LF, ISO-8859-1.
 */
import type { DeviceRecord } from '../../device/record.ts';
import { type NumberKind, shownName } from '../../directory/contact.ts';
import type { Problem } from '../../problem/problem.ts';
import { encodeText } from '../encode.ts';

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

/** Records as the device stores them (`toDevice`). `row` of the problems counts the file's own lines. */
export function writeVersion1Csv(records: Iterable<DeviceRecord>): Version1File {
  const lines = ['Kurzwahl;Rufnummer;Name'];
  const problems: Problem[] = [];
  for (const record of records) {
    const name = oneCell(shownName(record));
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

const oneCell = (text: string): string => text.replace(/[;\r\n]+/g, ' ').trim();
