/**
 * A contact as the Configuration Manager's grid holds it: the 45 columns of the address-book CSV and a
 * 46th with the ids of its groups. That the contacts page has these columns is an assumption, see
 * `docs/protocols/commander.md` section 4.
 */
import type { DeviceRecord, RecordField, StoredNumber } from '../../core/device/record.ts';
import type { Labelled, NumberKind, PlaceKind, PostalAddress } from '../../core/directory/contact.ts';
import { NUMBER_KINDS, PLACE_KINDS } from '../../core/directory/contact.ts';
import { NUMBER_WORDS, PLACE_WORDS } from '../../core/formats/csv/commander.ts';

export const COLUMNS = 46;
const GROUPS = 45;

const TEXT_COLUMNS = [
  ['salutation', 0],
  ['givenName', 1],
  ['familyName', 2],
  ['displayName', 3],
  ['company', 4],
  ['department', 5],
  ['position', 6],
  ['shortCode', 9],
] as const;
const BIRTHDAY = 7;
const NUMBERS = { from: 10, slots: 4, width: 2 };
const EMAILS = { from: 18, slots: 3, width: 2 };
const URLS = { from: 24, slots: 3, width: 2 };
const ADDRESSES = { from: 30, slots: 3, width: 5 };
type Block = typeof NUMBERS;

/** Every field of a record that the grid holds. */
export const GRID_FIELDS = [
  ...TEXT_COLUMNS.map(([field]) => field),
  'birthday',
  'numbers',
  'emails',
  'urls',
  'addresses',
  'groups',
] as const satisfies readonly RecordField[];

export const numberKind = (word: string): NumberKind =>
  NUMBER_KINDS.find((kind) => NUMBER_WORDS[kind] === word) ?? 'other';
const placeKind = (word: string): PlaceKind =>
  PLACE_KINDS.find((kind) => PLACE_WORDS[kind] === word) ?? 'other';

/** Group ids without a known name are left out of the record. */
export function readCells(cells: readonly string[], groupNames: ReadonlyMap<string, string>): DeviceRecord {
  const at = (column: number) => cells[column] ?? '';
  const numbers: StoredNumber[] = slots(cells, NUMBERS).map(([word = '', value = '']) => ({
    kind: numberKind(word),
    value,
  }));
  const labelled = (block: Block): Labelled[] =>
    slots(cells, block).map(([word = '', value = '']) => ({ kind: placeKind(word), value }));
  const addresses: PostalAddress[] = slots(cells, ADDRESSES).map(
    ([word = '', street = '', postalCode = '', city = '', country = '']) => ({
      kind: placeKind(word),
      street,
      postalCode,
      city,
      region: '',
      country,
    }),
  );
  return {
    salutation: at(0),
    givenName: at(1),
    familyName: at(2),
    displayName: at(3),
    company: at(4),
    department: at(5),
    position: at(6),
    birthday: at(BIRTHDAY).replace(/^(\d{2})\.(\d{2})\.(\d{4})$/, '$3-$2-$1'),
    shortCode: at(9),
    note: '',
    numbers,
    emails: labelled(EMAILS),
    urls: labelled(URLS),
    addresses,
    groups: groupIds(cells)
      .flatMap((id) => groupNames.get(id) ?? [])
      .sort(),
  };
}

/**
 * The cells with some fields of a record written into them. What is not named in `fields` stays as it is:
 * the picture's id, words of kinds that Switchbook does not know, a gap between two numbers.
 *
 * @param ids The group ids of the record, where `groups` is among the fields.
 */
export function writeCells(
  cells: readonly string[],
  record: DeviceRecord,
  fields: readonly RecordField[],
  ids: readonly string[],
): string[] {
  const written = Array.from({ length: COLUMNS }, (_, column) => cells[column] ?? '');
  const wanted = new Set<RecordField>(fields);
  for (const [field, column] of TEXT_COLUMNS) if (wanted.has(field)) written[column] = record[field];
  if (wanted.has('birthday')) {
    written[BIRTHDAY] = record.birthday.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3.$2.$1');
  }
  if (wanted.has('numbers')) {
    fill(
      written,
      NUMBERS,
      record.numbers.map((n) => [NUMBER_WORDS[n.kind] ?? '', n.value]),
    );
  }
  const places = (list: readonly Labelled[]) => list.map((one) => [PLACE_WORDS[one.kind], one.value]);
  if (wanted.has('emails')) fill(written, EMAILS, places(record.emails));
  if (wanted.has('urls')) fill(written, URLS, places(record.urls));
  if (wanted.has('addresses')) {
    fill(
      written,
      ADDRESSES,
      record.addresses.map((a) => [PLACE_WORDS[a.kind], a.street, a.postalCode, a.city, a.country]),
    );
  }
  if (wanted.has('groups')) written[GROUPS] = ids.join(',');
  return written;
}

export const groupIds = (cells: readonly string[]): string[] =>
  (cells[GROUPS] ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');

/** The slots in use: a kind alone is an empty slot. */
function slots(cells: readonly string[], { from, slots: count, width }: Block): string[][] {
  return Array.from({ length: count }, (_, slot) =>
    cells.slice(from + slot * width, from + (slot + 1) * width),
  ).filter((slot) => slot.slice(1).some((cell) => cell !== ''));
}

/** Earlier entries first; what has no slot was reported as a loss when the record was made. */
function fill(
  cells: string[],
  { from, slots: count, width }: Block,
  values: readonly (readonly string[])[],
): void {
  for (let slot = 0; slot < count; slot++) {
    for (let i = 0; i < width; i++) cells[from + slot * width + i] = values[slot]?.[i] ?? '';
  }
}
