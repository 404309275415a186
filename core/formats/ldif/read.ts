/**
 * LDIF as contacts: Thunderbird's attributes (mozillaAbPersonAlpha) and those of every LDAP server
 * (inetOrgPerson, RFC 2798 and RFC 4519). Lists of members become groups.
 */
import type { ContactDraft, NumberKind, PlaceKind } from '../../directory/contact.ts';
import { emptyDraft } from '../../directory/contact.ts';
import { pictureType } from '../../photo/kind.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import { decodeText, type Encoding } from '../encoding.ts';
import type { Entry } from '../entry.ts';
import type { LdifRecord } from './records.ts';
import { ldifRecords } from './records.ts';

const NUMBERS: readonly (readonly [attribute: string, kind: NumberKind])[] = [
  ['telephonenumber', 'work'],
  ['homephone', 'home'],
  ['hometelephonenumber', 'home'],
  ['mobile', 'mobile'],
  ['mobiletelephonenumber', 'mobile'],
  ['cellphone', 'mobile'],
  ['fax', 'fax-work'],
  ['facsimiletelephonenumber', 'fax-work'],
  ['pager', 'pager'],
  ['pagertelephonenumber', 'pager'],
];

const EMAILS: readonly (readonly [attribute: string, kind: PlaceKind])[] = [
  ['mail', 'work'],
  ['rfc822mailbox', 'work'],
  ['mozillasecondemail', 'other'],
];

const URLS: readonly (readonly [attribute: string, kind: PlaceKind])[] = [
  ['mozillaworkurl', 'work'],
  ['workurl', 'work'],
  ['mozillahomeurl', 'home'],
  ['homeurl', 'home'],
  ['labeleduri', 'other'],
];

const LISTS = /^(?:groupofnames|groupofuniquenames|mozillaabgroup)$/i;
/** What a directory needs to hang entries on, and what holds no person. */
const FURNITURE = /^(?:organization|organizationalunit|dcobject|domain|container|locality|country)$/i;

/** Errors: `ldif-no-entry`, `file-rows`. */
export function readLdif(bytes: Uint8Array, encoding?: Encoding): Entry[] {
  const entries = new Map<string, Entry>();
  const nameless: Entry[] = [];
  const lists: LdifRecord[] = [];
  for (const record of ldifRecords(decodeText(bytes, encoding).text)) {
    const classes = record.texts.get('objectclass') ?? [];
    if (classes.some((name) => LISTS.test(name.trim()))) lists.push(record);
    else if (!classes.some((name) => FURNITURE.test(name.trim())) || /person/i.test(classes.join(' '))) {
      const { row, problems, span } = record;
      const entry = { row, contact: contactOf(record), problems, spans: [span] };
      const key = dnKey(record.dn);
      if (entries.has(key)) nameless.push(entry);
      else entries.set(key, entry);
    }
  }
  for (const list of lists) {
    const name = first(list, 'cn') || first(list, 'ou');
    for (const member of [...all(list, 'member'), ...all(list, 'uniquemember')]) {
      const groups = entries.get(dnKey(member))?.contact.groups;
      if (name !== '' && groups?.includes(name) === false) groups.push(name);
    }
  }
  const found = [...entries.values(), ...nameless].sort((a, b) => a.row - b.row);
  if (found.length === 0) throw new SwitchbookError('ldif-no-entry');
  return found;
}

/** Two writings of one name: case and blanks around separators say nothing. */
const dnKey = (dn: string): string =>
  dn
    .toLowerCase()
    .replaceAll(/\s*([,=+])\s*/g, '$1')
    .trim();

const all = ({ texts }: LdifRecord, name: string): readonly string[] => texts.get(name) ?? [];
const first = (record: LdifRecord, ...names: readonly string[]): string =>
  names.map((name) => all(record, name)[0]?.trim() ?? '').find((value) => value !== '') ?? '';

function contactOf(record: LdifRecord): ContactDraft {
  const draft = emptyDraft();
  draft.givenName = first(record, 'givenname', 'gn');
  draft.familyName = first(record, 'sn', 'surname');
  const shown = first(record, 'displayname', 'cn', 'commonname');
  const parts = [draft.givenName, draft.familyName].filter(Boolean).join(' ');
  draft.company = first(record, 'o', 'organizationname', 'company');
  // A directory must call a company by a family name too.
  if (draft.familyName === draft.company && draft.givenName === '' && draft.company !== '') {
    draft.familyName = '';
  }
  draft.displayName = shown === parts || shown === draft.company ? '' : shown;
  draft.department = first(record, 'ou', 'department', 'departmentnumber');
  draft.position = first(record, 'title');
  draft.salutation = first(record, 'personaltitle');
  draft.note = all(record, 'description').join('\n').replaceAll('\r\n', '\n');
  draft.birthday = birthdayOf(record);
  draft.numbers = NUMBERS.flatMap(([name, kind]) =>
    all(record, name).map((value) => ({ kind, value: value.trim(), e164: null })),
  ).filter(({ value }) => value !== '');
  draft.emails = EMAILS.flatMap(([name, kind]) => all(record, name).map((value) => ({ kind, value })));
  draft.urls = URLS.flatMap(([name, kind]) =>
    // RFC 2079: the address, and after a blank what it is called.
    all(record, name).map((value) => ({ kind, value: value.trim().split(' ')[0] ?? '' })),
  );
  draft.addresses = [
    {
      kind: 'work' as const,
      street: lines(record, 'street', 'streetaddress', 'mozillaworkstreet2'),
      postalCode: first(record, 'postalcode', 'zip'),
      city: first(record, 'l', 'locality'),
      region: first(record, 'st', 'region'),
      country: first(record, 'c', 'co', 'countryname'),
    },
    {
      kind: 'home' as const,
      street: lines(record, 'mozillahomestreet', 'mozillahomestreet2', 'homepostaladdress'),
      postalCode: first(record, 'mozillahomepostalcode'),
      city: first(record, 'mozillahomelocalityname'),
      region: first(record, 'mozillahomestate'),
      country: first(record, 'mozillahomecountryname'),
    },
  ].filter(({ kind: _kind, ...parts }) => Object.values(parts).some((part) => part !== ''));
  const data = record.binaries.get('jpegphoto')?.[0];
  const type = data === undefined ? null : pictureType(data);
  if (data !== undefined && type !== null) draft.photo = { type, data };
  return draft;
}

/** `$` separates the lines of a postal address (RFC 4517). */
const lines = (record: LdifRecord, ...names: readonly string[]): string =>
  names
    .flatMap((name) => all(record, name))
    .map((text) => text.replaceAll(/\s*\$\s*/g, ', ').trim())
    .filter((text) => text !== '')
    .join(', ');

/** Thunderbird keeps year, month and day apart. */
function birthdayOf(record: LdifRecord): string {
  const [year, month, day] = ['birthyear', 'birthmonth', 'birthday'].map((name) => first(record, name));
  if (!/^\d{1,2}$/.test(month ?? '') || !/^\d{1,2}$/.test(day ?? '')) return '';
  const date = `${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return /^\d{4}$/.test(year ?? '') && year !== '0000' ? `${year}-${date}` : `--${date}`;
}
