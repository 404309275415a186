/**
 * The CSV that OVHcloud's phone books are filled with (the provider's guide and web interface): these
 * eight columns, `;`, a dialling code as country. Names lose their accents there, and a contact with
 * other characters than the web interface allows is refused.
 */
import anyAscii from 'any-ascii';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { ContactFields, NumberKind } from '../../directory/contact.ts';
import { dialForm } from '../../phone/number.ts';
import type { Problem } from '../../problem/problem.ts';

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
export function writeOvhCsv(contacts: Iterable<ContactFields>): OvhFile {
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
    const { numbers, code } = placeNumbers(contact, complain);
    const group = text('group', contact.company);
    const surname = text('surname', contact.familyName || contact.displayName || contact.company);
    const cells = [group, surname, text('name', contact.givenName)];
    for (const column of HEADER.slice(3, 7)) cells.push(numbers.get(column) ?? '');
    lines.push([...cells, code].join(';'));
  }
  return { bytes: new TextEncoder().encode(`${lines.join('\r\n')}\r\n`), problems };
}

function placeNumbers(
  contact: ContactFields,
  complain: (problem: Omit<Problem, 'severity' | 'row'>) => void,
): { numbers: Map<string, string>; code: string } {
  const numbers = new Map<string, string>();
  let code = '';
  for (const number of contact.numbers) {
    const dialled = dialForm(number, '00')
      ?.replace(/(\d)[*#].*$/, '$1')
      .replace(/[^\d#]/g, '');
    const column = COLUMNS[number.kind].find((it) => !numbers.has(it));
    if (dialled === undefined || dialled.length < 3 || column === undefined) {
      complain({ code: 'export-left-out', value: number.value });
      continue;
    }
    numbers.set(column, dialled);
    if (code === '' && number.e164 !== null) {
      code = parsePhoneNumberFromString(number.e164)?.countryCallingCode ?? '';
    }
  }
  if (numbers.size === 0)
    complain({ code: 'export-no-number', value: contact.displayName || contact.familyName });
  return { numbers, code };
}

const fold = (text: string): string => anyAscii(text.normalize('NFC')).trim();

/** `/^[\w\s.\-]*$/` is what the provider's own form takes. */
const allowed = (text: string): string =>
  fold(text)
    .replace(/[^\w .-]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
