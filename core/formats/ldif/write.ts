/**
 * Contacts as LDIF for an LDAP server: `inetOrgPerson` under a base, with the entries that make up the base
 * itself, so that an empty directory takes the file. Groups are `groupOfNames`.
 */
import type { Contact, NumberKind, Photo } from '../../directory/contact.ts';
import { shownName } from '../../directory/contact.ts';
import type { Problem } from '../../problem/problem.ts';
import type { Room } from '../losses.ts';
import { lossesOf } from '../losses.ts';
import { encodeBase64 } from '../vcard/base64.ts';

const ATTRIBUTES: Record<NumberKind, string> = {
  main: 'telephoneNumber',
  work: 'telephoneNumber',
  other: 'telephoneNumber',
  home: 'homePhone',
  mobile: 'mobile',
  'fax-work': 'facsimileTelephoneNumber',
  'fax-home': 'facsimileTelephoneNumber',
  pager: 'pager',
};

const WIDTH = 76;

export interface LdifFile {
  bytes: Uint8Array;
  problems: Problem[];
}

/** One address; a directory has no place for the rest, see `lossesOf`. */
const ROOM: Room = {
  givenName: 1,
  familyName: 1,
  displayName: 1,
  company: 1,
  department: 1,
  position: 1,
  note: 1,
  numbers: Infinity,
  emails: Infinity,
  urls: Infinity,
  addresses: 1,
  groups: Infinity,
};

/** `baseDn`: where the contacts hang, `ou=contacts,dc=example,dc=org`. `photoOf`: the picture of a contact. */
export function writeLdif(
  contacts: readonly Contact[],
  baseDn: string,
  photoOf: (contact: Contact) => Photo | null,
): LdifFile {
  const problems: Problem[] = [];
  const records = [...baseRecords(baseDn)];
  const members = new Map<string, string[]>();
  for (const { groups } of contacts) for (const group of groups) members.set(group, []);
  // Groups first: a contact of the same name is told apart by its number.
  const names = new Map([...members.keys()].map((group) => [nameKey(group), 1]));
  for (const contact of contacts) {
    const dn = uniqueDn(contact, baseDn, names);
    for (const group of contact.groups) members.get(group)?.push(dn);
    const photo = photoOf(contact);
    const isJpeg = photo?.type === 'image/jpeg';
    records.push(personRecord(contact, dn, isJpeg ? photo : null, problems));
    problems.push(...lossesOf(contact, isJpeg ? { ...ROOM, photo: 1 } : ROOM));
  }
  for (const [group, list] of members) {
    records.push([
      line('dn', `cn=${escapeDn(group)},${baseDn}`),
      line('objectClass', 'groupOfNames'),
      line('cn', group),
      ...list.map((dn) => line('member', dn)),
    ]);
  }
  const text = ['version: 1', ...records.map((lines) => lines.join('\n'))].join('\n\n');
  return { bytes: new TextEncoder().encode(`${text}\n`), problems };
}

const nameKey = (name: string): string => name.toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** From the outermost part inwards; only kinds of parts whose class is beyond doubt. */
function* baseRecords(baseDn: string): Generator<string[]> {
  const parts = splitDn(baseDn);
  const firstOwn = parts.findLastIndex((part) => !/^dc=/i.test(part));
  // Of `dc=example,dc=org` the server's own root is the innermost `dc`.
  for (let from = Math.min(firstOwn + 1, parts.length - 1); from >= 0; from--) {
    const part = parts[from] ?? '';
    const at = part.indexOf('=');
    const [type, value] = [part.slice(0, at), part.slice(at + 1)];
    const dn = parts.slice(from).join(',');
    if (/^dc$/i.test(type)) {
      yield [
        line('dn', dn),
        line('objectClass', 'dcObject'),
        line('objectClass', 'organization'),
        line('dc', value),
        line('o', value),
      ];
    } else if (/^ou$/i.test(type)) {
      yield [line('dn', dn), line('objectClass', 'organizationalUnit'), line('ou', value)];
    } else if (/^o$/i.test(type)) {
      yield [line('dn', dn), line('objectClass', 'organization'), line('o', value)];
    }
  }
}

/** Parts of a distinguished name, innermost first; an escaped comma separates nothing. */
const splitDn = (dn: string): string[] => dn.split(/(?<!\\),/).map((part) => part.trim());

function uniqueDn(contact: Contact, baseDn: string, names: Map<string, number>): string {
  const name = shownName(contact) || `Contact ${contact.id}`;
  const key = nameKey(name);
  const before = names.get(key) ?? 0;
  names.set(key, before + 1);
  const cn = before === 0 ? `cn=${escapeDn(name)}` : `cn=${escapeDn(name)}+uid=${contact.id}`;
  return `${cn},${baseDn}`;
}

/** RFC 4514. */
const escapeDn = (value: string): string =>
  value
    .trim()
    .replaceAll(/[\\,+"<>;=]/g, '\\$&')
    .replaceAll(/\s+/g, ' ')
    .replace(/^#/, '\\#');

function personRecord(contact: Contact, dn: string, photo: Photo | null, problems: Problem[]): string[] {
  const name = (shownName(contact) || `Contact ${contact.id}`).replaceAll(/\s+/g, ' ').trim();
  const lines = [line('dn', dn), line('objectClass', 'inetOrgPerson'), line('cn', name)];
  const leaveOut = (value: string): void => {
    problems.push({ code: 'export-left-out', severity: 'warning', value });
  };
  const add = (attribute: string, ...values: readonly string[]): void => {
    for (const value of new Set(values.map((it) => it.trim()))) {
      if (value !== '') lines.push(line(attribute, value));
    }
  };
  if (/\+uid=\d+,/.test(dn)) add('uid', String(contact.id));
  // A directory has no person without a family name.
  add('sn', contact.familyName || contact.company || name);
  add('givenName', contact.givenName);
  add('displayName', name);
  add('o', contact.company);
  add('ou', contact.department);
  add('title', contact.position);
  const numbers = new Map<string, string[]>();
  for (const number of contact.numbers) {
    const value = (number.e164 ?? number.value).trim();
    const attribute = ATTRIBUTES[number.kind];
    if (PRINTABLE.test(value)) numbers.set(attribute, [...(numbers.get(attribute) ?? []), value]);
    else leaveOut(number.value);
  }
  for (const [attribute, values] of numbers) add(attribute, ...values);
  for (const { value } of contact.emails) {
    if (ASCII.test(value)) add('mail', value);
    else leaveOut(value);
  }
  add('labeledURI', ...contact.urls.map(({ value }) => encodeURI(value)));
  const [address] = contact.addresses;
  if (address !== undefined) {
    add('street', address.street);
    add('postalCode', address.postalCode);
    add('l', address.city);
    add('st', address.region);
    if (address.country !== '') leaveOut(address.country);
  }
  add('description', contact.note);
  if (photo?.type === 'image/jpeg') lines.push(fold(`jpegPhoto:: ${encodeBase64(photo.data)}`));
  return lines;
}

/** What IA5 strings hold, as addresses are. */
const ASCII = /^[\u0020-\u007e]*$/;

/** What a telephone number may consist of (RFC 4517, PrintableString): no `*` and no `#`. */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:?]+$/;

/** A value that is not safe as it is (RFC 2849) goes in base64. */
function line(attribute: string, value: string): string {
  const safe =
    /^[\u0021-\u0039\u003b\u003d-\u007e]?[\u0020-\u007e]*$/.test(value) && !/^[ :<]|\s$/.test(value);
  return fold(
    safe ? `${attribute}: ${value}` : `${attribute}:: ${encodeBase64(new TextEncoder().encode(value))}`,
  );
}

function fold(text: string): string {
  const pieces = [text.slice(0, WIDTH)];
  for (let at = WIDTH; at < text.length; at += WIDTH - 1) pieces.push(` ${text.slice(at, at + WIDTH - 1)}`);
  return pieces.join('\n');
}
