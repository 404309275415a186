/** The phone books of telephones and PBXs that are tables: the vendors' own columns, in their own order. */
import type { NumberKind } from '../../directory/contact.ts';
import type { PhoneContact } from './book.ts';
import type { Slots } from './slots.ts';
import { placeNumbers } from './slots.ts';
import { YEALINK_SLOTS } from './yealink.ts';

export interface PhoneTable {
  /** What stands before the rows: a header, or the vendor's own line. */
  head: string;
  rows: string[][];
}

const ALL_OTHERS: readonly NumberKind[] = ['other', 'main', 'work', 'home', 'mobile'];

export const yealinkTable = (contacts: readonly PhoneContact[]): PhoneTable => ({
  head: 'display_name,office_number,mobile_number,other_number,line,ring,auto_divert,priority,group_id_name',
  rows: contacts.map(({ name, numbers, groups: [group = 'All Contacts'] }) => {
    const { places } = placeNumbers(numbers, YEALINK_SLOTS);
    const columns = YEALINK_SLOTS.map(([column]) => places.get(column) ?? '');
    return [name, ...columns, '0', '', '', '', group];
  }),
});

/** One number an entry. */
export const snomTable = (contacts: readonly PhoneContact[]): PhoneTable => ({
  head: '"Name","Number"',
  rows: contacts.flatMap(({ name, numbers }) => numbers.map(({ value }) => [name, value])),
});

export const panasonicTable = (contacts: readonly PhoneContact[]): PhoneTable => ({
  head: '; Panasonic Communications Co., Ltd. Phonebook DECT Version 2.00',
  rows: contacts.map(({ name, numbers }) => [
    name,
    '1',
    ...Array.from({ length: 3 }, (_, i) => numbers[i]?.value ?? ''),
  ]),
});

export const THREE_CX_SLOTS: Slots<string> = [
  ['Mobile', ['mobile']],
  ['Mobile2', ['mobile']],
  ['Business', ['main', 'work']],
  ['Business2', ['main', 'work']],
  ['Home', ['home']],
  ['Other', ALL_OTHERS],
  ['BusinessFax', ['fax-work', 'fax-home']],
  ['Pager', ['pager']],
];

export const threeCxTable = (contacts: readonly PhoneContact[]): PhoneTable => ({
  head: 'FirstName,LastName,Company,Mobile,Mobile2,Business,Business2,Home,Other,BusinessFax,Pager,Email',
  rows: contacts.map(({ givenName, familyName, company, numbers, emails }) => {
    const { places } = placeNumbers(numbers, THREE_CX_SLOTS);
    return [
      givenName,
      familyName,
      company,
      ...THREE_CX_SLOTS.map(([column]) => places.get(column) ?? ''),
      emails[0]?.value ?? '',
    ];
  }),
});

export const YEASTAR_SLOTS: Slots<string> = [
  ['Business Number', ['main', 'work']],
  ['Business Number 2', ['main', 'work']],
  ['Business Fax', ['fax-work']],
  ['Mobile', ['mobile']],
  ['Mobile 2', ['mobile']],
  ['Home', ['home']],
  ['Home 2', ['home']],
  ['Home Fax', ['fax-home']],
  ['Other', [...ALL_OTHERS, 'pager']],
];

export const yeastarTable = (contacts: readonly PhoneContact[]): PhoneTable => ({
  head: [
    'First Name,Last Name,Company Name,Email',
    ...YEASTAR_SLOTS.map(([column]) => column),
    'ZIP Code,Street,City,State,Country,Remark,Phonebook',
  ].join(','),
  rows: contacts.map(({ name, givenName, familyName, company, numbers, emails, addresses, note }) => {
    const { places } = placeNumbers(numbers, YEASTAR_SLOTS);
    const [address] = addresses;
    return [
      // The first name is mandatory.
      givenName || familyName || name,
      givenName === '' ? '' : familyName,
      company,
      emails[0]?.value ?? '',
      ...YEASTAR_SLOTS.map(([column]) => places.get(column) ?? ''),
      address?.postalCode ?? '',
      address?.street ?? '',
      address?.city ?? '',
      address?.region ?? '',
      address?.country ?? '',
      note,
      '',
    ];
  }),
});

const FREEPBX_TYPES: Record<NumberKind, string> = {
  main: 'work',
  work: 'work',
  home: 'home',
  mobile: 'cell',
  'fax-work': 'other',
  'fax-home': 'other',
  pager: 'other',
  other: 'other',
};

export const freepbxTable = (contacts: readonly PhoneContact[]): PhoneTable => ({
  head: [
    'groupname,grouptype,displayname,fname,lname,title,company,address,userman_username',
    ...[1, 2, 3].flatMap((n) =>
      ['number', 'type', 'extension', 'flags', 'speeddial', 'locale'].map((part) => `phone_${n}_${part}`),
    ),
    'email_1,email_2,email_3',
  ].join(','),
  rows: contacts.map(({ name, givenName, familyName, company, position, groups, ...contact }) => {
    const [address] = contact.addresses;
    const place = [address?.street, [address?.postalCode, address?.city].filter(Boolean).join(' ')];
    return [
      groups[0] ?? 'Switchbook',
      'external',
      name,
      givenName,
      familyName,
      position,
      company,
      [...place, address?.country].filter(Boolean).join(', '),
      '',
      ...[0, 1, 2].flatMap((i) => {
        const number = contact.numbers[i];
        return [number?.value ?? '', number === undefined ? '' : FREEPBX_TYPES[number.kind], '', '', '', ''];
      }),
      ...[0, 1, 2].map((i) => contact.emails[i]?.value ?? ''),
    ];
  }),
});
