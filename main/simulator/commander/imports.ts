/** The import pages: CSV in both of the device's formats, and vCard 2.1. docs/protocols/commander.md, section 6. */
import { gunzipSync } from 'node:zlib';
import { addEntry, AT, cell, emptyCells, HEADER, shownName } from './columns.ts';
import { csvRows, csvText } from './csv.ts';
import type { CsvRow } from './csv.ts';
import type { Device, Reply } from './device.ts';
import { json, refusal } from './device.ts';
import { readIds } from './grid.ts';
import { checkContact, withTypeWords } from './rules.ts';
import { readCards } from './vcard.ts';

const MOST_BYTES = 32 * 1024 * 1024;

interface Report {
  errors: { err_str: string }[];
  warnings: { err_str: string }[];
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const plain = (bytes: Buffer): Buffer =>
  isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes;

/** The multipart field `file`; request and part may each be gzip. Null when there is none. */
async function uploaded(body: Buffer, contentType: string): Promise<Buffer | null> {
  try {
    const request = new Response(new Uint8Array(plain(body)), { headers: { 'content-type': contentType } });
    const file = (await request.formData()).get('file');
    if (file === null) return null;
    return plain(typeof file === 'string' ? Buffer.from(file) : Buffer.from(await file.arrayBuffer()));
  } catch {
    return null;
  }
}

/** Stores one contact of a file; a contact whose columns are all the same is overwritten and joins the groups. */
function take(device: Device, typed: readonly string[], groups: readonly number[]): string | null {
  const { store, profile } = device;
  const cells = withTypeWords(typed);
  const twin = store.twin(cells);
  const joined = [...new Set([...(twin?.groups ?? []), ...groups])].sort((a, b) => a - b);
  const contact = { cells, groups: joined };
  const refused = checkContact(contact, twin, profile, store);
  if (refused === null) store.saveContact(contact, twin?.id ?? null);
  return refused;
}

function addressBook(
  device: Device,
  header: CsvRow,
  rows: Iterable<CsvRow>,
  groups: readonly number[],
): Report {
  const report: Report = { errors: [], warnings: [] };
  const places = header.cells.map((name) => HEADER.indexOf(name.trim()));
  const foreign = header.cells.filter((name, i) => name.trim() !== '' && places[i] === -1);
  if (foreign.length > 0 || !places.includes(AT.familyName)) {
    report.errors.push({ err_str: `not an address book: unknown columns ${foreign.slice(0, 5).join(', ')}` });
    return report;
  }
  for (const { line, cells } of rows) {
    const typed = emptyCells();
    let extra = false;
    for (const [i, value] of cells.entries()) {
      const place = places[i] ?? -1;
      if (place >= 0) typed[place] = value;
      else extra ||= value !== '';
    }
    const refused = extra ? 'more fields than columns' : take(device, typed, groups);
    if (refused !== null) report.errors.push({ err_str: `row ${line}: ${refused}` });
  }
  return report;
}

function version1(device: Device, rows: Iterable<CsvRow>): Report {
  const report: Report = { errors: [], warnings: [] };
  const group = device.store.groups().find(({ kind }) => kind === 'version-1');
  if (group === undefined) {
    report.errors.push({ err_str: `the ${device.profile.name} has no phone book version 1` });
    return report;
  }
  const longest = device.profile.lengths.version1Name.value ?? Infinity;
  for (const {
    line,
    cells: [shortCode = '', number = '', name = ''],
  } of rows) {
    const cells = emptyCells();
    cells[AT.shortCode] = shortCode;
    cells[AT.familyName] = name.slice(0, longest);
    addEntry(cells, 'numbers', ['Haupttelefon', number]);
    if (name.length > longest) {
      report.warnings.push({ err_str: `row ${line}: name cut to ${longest} characters` });
    }
    const refused = take(device, cells, [group.id]);
    if (refused !== null) report.errors.push({ err_str: `row ${line}: ${refused}` });
  }
  return report;
}

function csv(device: Device, bytes: Buffer, groups: readonly number[]): Report {
  const rows = csvRows(csvText(bytes));
  const header = rows.next();
  if (header.done === true) return { errors: [{ err_str: 'the file is empty' }], warnings: [] };
  return header.value.cells.slice(0, 3).join(';') === 'Kurzwahl;Rufnummer;Name'
    ? version1(device, rows)
    : addressBook(device, header.value, rows, groups);
}

function vcards(device: Device, bytes: Buffer, groups: readonly number[]): Report {
  const report: Report = { errors: [], warnings: [] };
  let cards = 0;
  const cut = (line: number): void => {
    report.errors.push({ err_str: `row ${line}: the card has no END` });
  };
  for (const { line, cells, warnings } of readCards(bytes, cut)) {
    cards++;
    // A card has no place for a surname of its own when it names a person by FN alone.
    if (cell(cells, AT.familyName) === '' && cell(cells, AT.company) === '') {
      cells[AT.familyName] = shownName(cells);
    }
    for (const warning of warnings) report.warnings.push({ err_str: `row ${line}: ${warning}` });
    const refused = take(device, cells, groups);
    if (refused !== null) report.errors.push({ err_str: `row ${line}: ${refused}` });
  }
  if (cards === 0 && report.errors.length === 0) report.errors.push({ err_str: 'the file holds no vCard' });
  return report;
}

/** An upload, understood but not yet stored: `store` does that, at once and durably. */
export interface Upload {
  store(): Reply;
}

/** `groups`: ids of the query, else the standard groups. */
export async function readUpload(
  device: Device,
  page: 'csv' | 'vcard',
  query: URLSearchParams,
  body: Buffer,
  contentType: string,
): Promise<Upload> {
  const file = await uploaded(body, contentType);
  return {
    store() {
      if (file === null) return refusal('no file');
      const all = device.store.groups();
      const asked = query.get('groups');
      const groups =
        asked === null ? all.filter(({ standard }) => standard).map(({ id }) => id) : readIds(asked);
      if (groups === null) return refusal('not a list of contact groups');
      return json(device.store.transaction(() => (page === 'csv' ? csv : vcards)(device, file, groups)));
    },
  };
}
