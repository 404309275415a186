/**
 * The address-book CSV of COMmander-class PBXs, byte for byte as the vendor's own converter writes it
 * (github.com/Auerswald-GmbH/outlook2auerswald): `;`, ISO-8859-1, LF between rows and none at the end,
 * empty fields without quotes, all others quoted with `\"` inside, and a nameless last column.
 */
import type { DeviceRecord } from '../../device/record.ts';
import type { NumberKind, PlaceKind } from '../../directory/contact.ts';
import type { Problem } from '../../problem/problem.ts';
import { encodeText } from '../encode.ts';

const slots = (count: number, names: (slot: number) => string[]): string[] =>
  Array.from({ length: count }, (_, i) => names(i + 1)).flat();

const SLOTS = { numbers: 4, emails: 3, urls: 3, addresses: 3 } as const;

export const COMMANDER_HEADER: readonly string[] = [
  'Anrede',
  'Vorname',
  'Nachname',
  'Displayname',
  'Firma',
  'Abteilung',
  'Position',
  'Geburtstag',
  'PhotoId',
  'Kurzwahlnummer',
  ...slots(SLOTS.numbers, (n) => [`${n}. Typ Telefonnummer`, `${n}. Telefonnummer`]),
  ...slots(SLOTS.emails, (n) => [`${n}. Typ von Emailadresse`, `${n}. Emailadresse`]),
  ...slots(SLOTS.urls, (n) => [`${n}. Typ Internetadresse`, `${n}. Internetadresse`]),
  ...slots(SLOTS.addresses, (n) => [
    `${n}. Typ Adresse`,
    `${n}. Strasse`,
    `${n}. Postleitzahl`,
    `${n}. Ort`,
    `${n}. Staat`,
  ]),
  '',
];

/** The words the vendor's converter writes; further ones are not published. */
export const NUMBER_WORDS: Partial<Record<NumberKind, string>> = {
  main: 'Haupttelefon',
  work: 'Geschäftlich',
  home: 'Privat',
  mobile: 'Mobil',
};

/** Assumed to be the words of numbers; an entry of no particular kind has none. */
export const PLACE_WORDS: Record<PlaceKind, string> = {
  work: 'Geschäftlich',
  home: 'Privat',
  other: '',
};

export interface CommanderFile {
  bytes: Uint8Array;
  problems: Problem[];
}

/**
 * Records as the device stores them (`toDevice`): its number kinds, its characters, and at most
 * the slots of the header of each. Groups are chosen while importing: the file has no column for them.
 * `row` of the problems counts the file's rows.
 */
export function writeCommanderCsv(records: Iterable<DeviceRecord>): CommanderFile {
  const lines = [line(COMMANDER_HEADER)];
  const problems: Problem[] = [];
  for (const record of records) {
    const fields = fieldsOf(record);
    fields.forEach((text, i) => {
      if (!text.endsWith('\\')) return;
      // It would escape the closing quote, and the format has no escape for backslashes.
      const written = text.replace(/\\+$/, (end) => '/'.repeat(end.length));
      const place = { row: lines.length + 1, column: COMMANDER_HEADER[i] ?? '' };
      problems.push({
        code: 'export-changed',
        severity: 'warning',
        ...place,
        value: text,
        params: { written },
      });
      fields[i] = written;
    });
    lines.push(line(fields));
  }
  return { bytes: encodeText(lines.join('\n'), 'iso-8859-1').bytes, problems };
}

function fieldsOf(record: DeviceRecord): string[] {
  const { numbers, emails, urls, addresses } = record;
  const place = (entry: DeviceRecord['emails'][number] | undefined): string[] =>
    entry === undefined ? ['', ''] : [PLACE_WORDS[entry.kind], entry.value];
  return [
    record.salutation,
    record.givenName,
    record.familyName,
    record.displayName,
    record.company,
    record.department,
    record.position,
    // Assumed to be written as in the rest of the German file.
    record.birthday.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1'),
    '',
    record.shortCode,
    ...each(SLOTS.numbers, (i) => {
      const number = numbers[i];
      return number === undefined ? ['', ''] : [NUMBER_WORDS[number.kind] ?? '', number.value];
    }),
    ...each(SLOTS.emails, (i) => place(emails[i])),
    ...each(SLOTS.urls, (i) => place(urls[i])),
    ...each(SLOTS.addresses, (i) => {
      const it = addresses[i];
      return it === undefined
        ? ['', '', '', '', '']
        : [PLACE_WORDS[it.kind], it.street, it.postalCode, it.city, it.country];
    }),
    '',
  ];
}

const each = (count: number, cells: (i: number) => string[]): string[] =>
  Array.from({ length: count }, (_, i) => cells(i)).flat();

const line = (fields: readonly string[]): string => fields.map(field).join(';');

const field = (text: string): string => (text === '' ? '' : `"${text.replaceAll('"', '\\"')}"`);
