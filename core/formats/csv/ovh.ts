/**
 * The CSV that OVHcloud's phone books are filled with (the provider's guide and web interface): these
 * eight columns, `;`, a dialling code as country. Names lose their accents there, and a contact with
 * other characters than the web interface allows is refused.
 */
import anyAscii from 'any-ascii';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { NumberKind, PhoneNumber } from '../../directory/contact.ts';
import { shownName } from '../../directory/contact.ts';
import { dialForm } from '../../phone/number.ts';
import type { Problem } from '../../problem/problem.ts';
import { type Losable, lossesOf, type Room } from '../losses.ts';

/** The API refuses a contact without a first name; files and books say “none” with this. */
const NO_FIRST_NAME = '-';

const HEADER = [
  'group',
  'surname',
  'name',
  'workPhone',
  'workMobile',
  'homePhone',
  'homeMobile',
  'countryCode',
] as const;

type NumberColumn = 'workPhone' | 'workMobile' | 'homePhone' | 'homeMobile';

/** The columns that suit a kind, best first; fax machines and pagers are not called from a telephone. */
const COLUMNS: Record<NumberKind, readonly NumberColumn[]> = {
  main: ['workPhone', 'homePhone'],
  work: ['workPhone'],
  home: ['homePhone'],
  mobile: ['workMobile', 'homeMobile'],
  other: ['workPhone', 'homePhone'],
  'fax-work': [],
  'fax-home': [],
  pager: [],
};

export interface OvhFile {
  bytes: Uint8Array;
  problems: Problem[];
}

/** UTF-8 without a byte order mark. `row` of the problems counts the file's own lines. */
export function writeOvhCsv(contacts: Iterable<Losable>): OvhFile {
  const lines: string[] = [HEADER.join(';')];
  const problems: Problem[] = [];
  for (const contact of contacts) {
    const row = lines.length + 1;
    const complain = (problem: Omit<Problem, 'severity' | 'row'>): void => {
      problems.push({ severity: 'warning', row, ...problem });
    };
    const text = (column: string, value: string): string => {
      const written = allowed(value);
      if (written !== fold(value)) complain({ code: 'export-changed', column, value, params: { written } });
      return written;
    };
    const { numbers, code, left } = placeNumbers(contact.numbers);
    const { familyName, givenName, displayName, company } = contact;
    const group = text('group', company);
    const surname = text('surname', familyName || displayName || company || givenName);
    const firstName = familyName + displayName + company === '' ? '' : text('name', givenName);
    const room: Room = { ...ROOM, displayName: familyName === '' ? 1 : 0 };
    problems.push(...lossesOf({ ...contact, numbers: left }, room, row));
    if (numbers.size === 0) complain({ code: 'export-no-number', value: shownName(contact) });
    const cells = [group, surname, firstName || NO_FIRST_NAME];
    for (const column of HEADER.slice(3, 7)) cells.push(numbers.get(column) ?? '');
    lines.push([...cells, code].join(';'));
  }
  return { bytes: new TextEncoder().encode(`${lines.join('\r\n')}\r\n`), problems };
}

/** Names and the company, which is the group; the numbers have been placed before. */
const ROOM: Room = { company: 1, familyName: 1, givenName: 1 };

/** `left`: the numbers that no column takes. */
function placeNumbers(all: readonly PhoneNumber[]): {
  numbers: Map<string, string>;
  code: string;
  left: PhoneNumber[];
} {
  const left: PhoneNumber[] = [];
  const numbers = new Map<string, string>();
  let code = '';
  for (const number of all) {
    const dialled = dialForm(number, '00')
      ?.replace(/(\d)[*#].*$/, '$1')
      .replace(/[^\d#]/g, '');
    const column = COLUMNS[number.kind].find((it) => !numbers.has(it));
    if (dialled === undefined || dialled.length < 3 || column === undefined) {
      left.push(number);
      continue;
    }
    numbers.set(column, dialled);
    if (code === '' && number.e164 !== null) {
      code = parsePhoneNumberFromString(number.e164)?.countryCallingCode ?? '';
    }
  }
  return { numbers, code, left };
}

const fold = (text: string): string => anyAscii(text.normalize('NFC')).trim();

/** `/^[\w\s.\-]*$/` is what the provider's own form takes. */
const allowed = (text: string): string =>
  fold(text)
    .replace(/[^\w .-]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
