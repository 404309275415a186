/**
 * Our own table of contacts, the same columns in CSV and Excel: everything a contact holds. Its header is
 * the template `switchbook` that reads it again, so the two cannot differ.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';
import switchbook from '../../../resources/templates/switchbook.json' with { type: 'json' };
import type { ContactFields, PhoneNumber, Photo } from '../../directory/contact.ts';
import { ADDRESS_PARTS, TEXT_FIELDS } from '../../directory/contact.ts';
import type { ExportField } from '../../api/export.ts';
import { EXPORT_FIELDS } from '../../api/export.ts';
import { readNumber } from '../../phone/number.ts';
import type { Problem } from '../../problem/problem.ts';
import { EVERYTHING, lossesOf, type Room } from '../losses.ts';
import { FILE_LIMITS } from '../table.ts';
import { encodeBase64 } from '../vcard/base64.ts';

const LISTS = ['numbers', 'emails', 'urls', 'addresses'] as const;
type List = (typeof LISTS)[number];
type Slots = Record<List, number>;

/** With the plain columns just within the columns that are read again; pictures take what is left. */
const MOST_SLOTS: Slots = { numbers: 40, emails: 20, urls: 20, addresses: 12 };
/** Characters of a picture in one cell: Excel takes 32 767. */
const PIECE = 32_000;

const PLAIN_FIELDS = [...TEXT_FIELDS, 'groups', 'numberCountry', 'card'] as const;
const slotField = z.enum([
  ...(['numberKind', 'number', 'emailKind', 'email', 'urlKind', 'url', 'addressKind'] as const),
  ...ADDRESS_PARTS,
]);
type SlotField = z.infer<typeof slotField>;

const plain: [header: string, field: (typeof PLAIN_FIELDS)[number]][] = [];
const slotted: Record<List, [header: string, field: SlotField][]> = {
  numbers: [],
  emails: [],
  urls: [],
  addresses: [],
};
let photoHeader = '';
for (const [header, target] of z.array(z.tuple([z.string(), z.string()])).parse(switchbook[0]?.columns)) {
  const field = /^(\w+) \{n\}$/.exec(target)?.[1];
  if (field === 'photo') photoHeader = header;
  else if (field === undefined) plain.push([header, z.enum(PLAIN_FIELDS).parse(target)]);
  else {
    const known = slotField.parse(field);
    slotted[listOf(known)].push([header, known]);
  }
}

function listOf(field: SlotField): List {
  if (field.startsWith('number')) return 'numbers';
  if (field.startsWith('email')) return 'emails';
  return field.startsWith('url') ? 'urls' : 'addresses';
}

export interface OwnTable {
  /** The header first; every row has as many cells as the header. */
  rows: string[][];
  problems: Problem[];
}

export type OwnContact = ContactFields & { photo: Photo | null };

/**
 * As many slots as the contacts need, at least one of each list of `fields`. `country`: the site's, as ISO code.
 * Columns of what is not among `fields` are left out, except of names.
 */
export function ownTable(
  contacts: readonly OwnContact[],
  country: string,
  fields: ReadonlySet<ExportField> = ALL_FIELDS,
): OwnTable {
  const slotOf = (list: List) => (fields.has(list) ? 1 : 0);
  const slots: Slots = {
    numbers: slotOf('numbers'),
    emails: slotOf('emails'),
    urls: slotOf('urls'),
    addresses: slotOf('addresses'),
  };
  const plainChosen = plain.filter(([, field]) => isChosen(field, fields, contacts));
  for (const contact of contacts) {
    for (const list of LISTS) {
      slots[list] = Math.max(slots[list], Math.min(contact[list].length, MOST_SLOTS[list]));
    }
  }
  const eachSlot = (cells: (list: List, slot: number) => string[]): string[] =>
    LISTS.flatMap((list) => Array.from({ length: slots[list] }, (_, i) => cells(list, i)).flat());
  const header = [
    ...plainChosen.map(([name]) => name),
    ...eachSlot((list, slot) => slotted[list].map(([name]) => numbered(name, slot + 1))),
  ];
  const room = FILE_LIMITS.columns - header.length;
  const photos = contacts.map(({ photo }) => (photo === null ? [] : piecesOf(photo)));
  const pieces = Math.max(0, ...photos.map(({ length }) => (length > room ? 0 : length)));
  const columns = Array.from({ length: pieces }, (_, i) => i);
  const rows = contacts.map((contact, row) => [
    ...plainChosen.map(([, field]) => plainCell(contact, field, country)),
    ...eachSlot((list, slot) => slotted[list].map(([, field]) => SLOT_CELLS[field](contact, slot) ?? '')),
    ...columns.map((i) => ((photos[row]?.length ?? 0) > room ? '' : (photos[row]?.[i] ?? ''))),
  ]);
  const problems = contacts.flatMap((contact, i) =>
    lossesOf(contact, { ...ROOM, photo: (photos[i]?.length ?? 0) > room ? 0 : 1 }, i + 2),
  );
  return { rows: [[...header, ...columns.map((i) => numbered(photoHeader, i + 1))], ...rows], problems };
}

const ALL_FIELDS: ReadonlySet<ExportField> = new Set(EXPORT_FIELDS);

/** A company that is somebody's only name needs its column. */
function isChosen(
  field: (typeof PLAIN_FIELDS)[number],
  fields: ReadonlySet<ExportField>,
  contacts: readonly OwnContact[],
): boolean {
  if (field === 'numberCountry') return fields.has('numbers');
  const optional = EXPORT_FIELDS.find((one) => one === field);
  if (optional === undefined || fields.has(optional)) return true;
  return field === 'company' && contacts.some(({ company }) => company !== '');
}

const ROOM: Room = { ...EVERYTHING, ...MOST_SLOTS };

const numbered = (header: string, n: number): string => header.replace('{n}', String(n));

/** A `data:` address (RFC 2397), cut to fit into cells. */
function piecesOf({ type, data }: Photo): string[] {
  const text = `data:${type};base64,${encodeBase64(data)}`;
  return Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i) =>
    text.slice(i * PIECE, (i + 1) * PIECE),
  );
}

function plainCell(contact: ContactFields, field: (typeof PLAIN_FIELDS)[number], country: string): string {
  if (field === 'numberCountry') return numberCountry(contact.numbers, country);
  return field === 'groups' ? joinGroups(contact.groups) : contact[field];
}

const SLOT_CELLS: Record<SlotField, (contact: ContactFields, slot: number) => string | undefined> = {
  number: ({ numbers }, slot) => numbers[slot]?.value,
  numberKind: ({ numbers }, slot) => numbers[slot]?.kind,
  email: ({ emails }, slot) => emails[slot]?.value,
  emailKind: ({ emails }, slot) => emails[slot]?.kind,
  url: ({ urls }, slot) => urls[slot]?.value,
  urlKind: ({ urls }, slot) => urls[slot]?.kind,
  addressKind: ({ addresses }, slot) => addresses[slot]?.kind,
  street: ({ addresses }, slot) => addresses[slot]?.street,
  postalCode: ({ addresses }, slot) => addresses[slot]?.postalCode,
  city: ({ addresses }, slot) => addresses[slot]?.city,
  region: ({ addresses }, slot) => addresses[slot]?.region,
  country: ({ addresses }, slot) => addresses[slot]?.country,
};

/** Readers take a lone name with a comma in it for two names, unless it stands there twice. */
const joinGroups = (groups: readonly string[]): string =>
  (groups.length === 1 && /[,;]/.test(groups[0] ?? '') ? [...groups, ...groups] : groups).join(' ::: ');

/** The country that national numbers must be read with to become what they are, where it is not the site's. */
function numberCountry(numbers: readonly PhoneNumber[], country: string): string {
  const foreign = numbers.find(
    ({ value, e164 }) => e164 !== null && readNumber(value, country).e164 !== e164,
  );
  if (foreign === undefined || foreign.e164 === null) return '';
  const theirs = parsePhoneNumberFromString(foreign.e164)?.country ?? '';
  return readNumber(foreign.value, theirs).e164 === foreign.e164 ? theirs : '';
}
