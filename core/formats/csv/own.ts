/**
 * Our own table of contacts, the same columns in CSV and Excel: everything a contact holds except its
 * picture, so that reading the file again changes nothing. This is the one place that knows the header.
 */
import type { ColumnTarget } from '../../api/exchange.ts';
import type { ContactFields, TextField } from '../../directory/contact.ts';
import { TEXT_FIELDS } from '../../directory/contact.ts';
import type { Problem } from '../../problem/problem.ts';

const TEXT_HEADERS: Record<TextField, string> = {
  salutation: 'Salutation',
  givenName: 'Given name',
  familyName: 'Family name',
  displayName: 'Display name',
  company: 'Company',
  department: 'Department',
  position: 'Position',
  birthday: 'Birthday',
  shortCode: 'Short code',
  note: 'Note',
};
const GROUPS_HEADER = 'Groups';

/** Between group names in one cell. */
export const GROUP_SEPARATOR = ' ::: ';

const ADDRESS_PARTS = ['street', 'postalCode', 'city', 'region', 'country'] as const;
const PART_WORDS = {
  street: 'street',
  postalCode: 'postal code',
  city: 'city',
  region: 'region',
  country: 'country',
} satisfies Record<(typeof ADDRESS_PARTS)[number], string>;

type ListField = 'numbers' | 'emails' | 'urls' | 'addresses';

/** With the plain columns just within the 256 columns that are read again. */
const MOST_SLOTS: Record<ListField, number> = { numbers: 40, emails: 20, urls: 20, addresses: 14 };

const LISTS = ['numbers', 'emails', 'urls', 'addresses'] as const satisfies readonly ListField[];

/** The columns of one slot of a list: header and meaning. */
function slotColumns(list: ListField, slot: number): (readonly [string, ColumnTarget])[] {
  switch (list) {
    case 'numbers':
      return [
        [`Number ${slot} kind`, { field: 'numberKind', slot }],
        [`Number ${slot}`, { field: 'number', slot }],
      ];
    case 'emails':
      return [
        [`E-mail ${slot} kind`, { field: 'emailKind', slot }],
        [`E-mail ${slot}`, { field: 'email', slot }],
      ];
    case 'urls':
      return [
        [`Web address ${slot} kind`, { field: 'urlKind', slot }],
        [`Web address ${slot}`, { field: 'url', slot }],
      ];
    case 'addresses':
      return [
        [`Address ${slot} kind`, { field: 'addressKind', slot }],
        ...ADDRESS_PARTS.map(
          (part) => [`Address ${slot} ${PART_WORDS[part]}`, { field: part, slot }] as const,
        ),
      ];
  }
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i + 1);

const columns = (slots: Record<ListField, number>): (readonly [string, ColumnTarget])[] => [
  ...TEXT_FIELDS.map((field) => [TEXT_HEADERS[field], { field }] as const),
  [GROUPS_HEADER, { field: 'groups' }],
  ...LISTS.flatMap((list) => range(slots[list]).flatMap((slot) => slotColumns(list, slot))),
];

const TARGETS: ReadonlyMap<string, ColumnTarget> = new Map(columns(MOST_SLOTS));

/** What a column of our own file holds; null for a header that is none of ours. */
export const ownColumn = (header: string): ColumnTarget | null => TARGETS.get(header) ?? null;

export interface OwnTable {
  /** The header first; every row has as many cells as the header. */
  rows: string[][];
  problems: Problem[];
}

/** As many slots as the contacts need, at least one of each. */
export function ownTable(contacts: Iterable<ContactFields>): OwnTable {
  const all = [...contacts];
  const need = (list: ListField): number =>
    all.reduce((most, contact) => Math.max(most, Math.min(contact[list].length, MOST_SLOTS[list])), 1);
  const slots = {
    numbers: need('numbers'),
    emails: need('emails'),
    urls: need('urls'),
    addresses: need('addresses'),
  };
  const problems: Problem[] = [];
  const rows = all.map((contact, index) => {
    for (const list of LISTS) {
      for (const surplus of contact[list].slice(MOST_SLOTS[list])) {
        const value = 'value' in surplus ? surplus.value : surplus.street || surplus.city;
        problems.push({ code: 'export-left-out', severity: 'warning', row: index + 2, value });
      }
    }
    return cellsOf(contact, slots);
  });
  return { rows: [columns(slots).map(([header]) => header), ...rows], problems };
}

function cellsOf(contact: ContactFields, slots: Record<ListField, number>): string[] {
  const pairs = (list: 'numbers' | 'emails' | 'urls'): string[] =>
    range(slots[list]).flatMap((slot) => {
      const entry = contact[list][slot - 1];
      return entry === undefined ? ['', ''] : [entry.kind, entry.value];
    });
  return [
    ...TEXT_FIELDS.map((field) => contact[field]),
    contact.groups.join(GROUP_SEPARATOR),
    ...pairs('numbers'),
    ...pairs('emails'),
    ...pairs('urls'),
    ...range(slots.addresses).flatMap((slot) => {
      const address = contact.addresses[slot - 1];
      return address === undefined
        ? ['', '', '', '', '', '']
        : [address.kind, ...ADDRESS_PARTS.map((part) => address[part])];
    }),
  ];
}
