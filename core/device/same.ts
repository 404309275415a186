/**
 * When a device's record and ours say the same. A device may hold a number nationally where we send it
 * with its country, have a character that we replace, and return lists in its own order: none of that is
 * a difference anybody wants to see or to upload.
 */
import type { Labelled, ListField, PostalAddress } from '../directory/contact.ts';
import { ADDRESS_PARTS, LIST_FIELDS, shownName } from '../directory/contact.ts';
import { dialForm, readNumber } from '../phone/number.ts';
import type { DeviceProfile } from './profile.ts';
import type { DeviceRecord, RecordField, StoredNumber } from './record.ts';
import { fitText } from './text.ts';

export const isListField = (field: RecordField): field is ListField =>
  LIST_FIELDS.some((list) => list === field);

/** What an element of a list is (`id`) and what may change about it without its becoming another. */
export interface Identity {
  id: string;
  content: string;
}

/** The elements of each list, identified. */
export interface Identify {
  number: (number: StoredNumber) => Identity;
  labelled: (entry: Labelled) => Identity;
  address: (address: PostalAddress) => Identity;
  group: (name: string) => Identity;
}

export interface Comparer {
  identify: Identify;
  same: (field: RecordField, a: DeviceRecord, b: DeviceRecord) => boolean;
  /** Equal keys: the records say the same in all these fields. */
  key: (record: DeviceRecord, fields: readonly RecordField[]) => string;
}

const SEPARATOR = '\u0000';

/** `country`: the ISO code that the device's national numbers belong to. */
export function comparer(profile: DeviceProfile, country: string): Comparer {
  const numbers = new Map<string, string>();
  const digits = (value: string): string => {
    if (value.startsWith('00')) return value;
    const known = numbers.get(value);
    if (known !== undefined) return known;
    const { e164 } = readNumber(value, country);
    const read = (e164 === null ? null : dialForm({ value, e164 }, '00')) ?? value;
    numbers.set(value, read);
    return read;
  };
  const text = (value: string): string => fitText(value, profile.charset.value).trim();
  const parts = profile.addressParts.value;
  const kinds = profile.numberKinds.value;
  const places = profile.placeKinds.value;

  const identify: Identify = {
    number: (number) => ({ id: digits(number.value), content: kinds[number.kind] }),
    labelled: (entry) => {
      const value = text(entry.value);
      return { id: value.toLowerCase(), content: places[entry.kind] + SEPARATOR + value };
    },
    address: (address) => ({
      id: parts.map((part) => text(address[part])).join(SEPARATOR),
      content: places[address.kind],
    }),
    group: (name) => ({ id: name, content: '' }),
  };

  const listKey = <T>(entries: readonly T[], identity: (entry: T) => Identity): string => {
    const keys: string[] = [];
    for (const entry of entries) {
      const { id, content } = identity(entry);
      keys.push(id + SEPARATOR + content);
    }
    return keys.length > 1 ? keys.sort().join('\u0001') : (keys[0] ?? '');
  };

  const fieldKey = (field: RecordField, record: DeviceRecord): string => {
    // An empty display name shows the same as the one that the device makes of the other names.
    if (field === 'displayName') return text(shownName(record));
    if (!isListField(field)) return text(record[field]);
    if (field === 'numbers') return listKey(record.numbers, identify.number);
    if (field === 'addresses') return listKey(record.addresses, identify.address);
    if (field === 'groups') return listKey(record.groups, identify.group);
    return listKey(record[field], identify.labelled);
  };

  return {
    identify,
    same: (field, a, b) => isIdentical(a[field], b[field]) || fieldKey(field, a) === fieldKey(field, b),
    key: (record, fields) => fields.map((field) => fieldKey(field, record)).join('\u0002'),
  };
}

type FieldValue = DeviceRecord[RecordField];

/** The quick answer for the usual case: nothing changed at all. */
function isIdentical(a: FieldValue, b: FieldValue): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (a.length !== b.length) return false;
  for (const [index, entry] of a.entries()) if (!isSameEntry(entry, b[index])) return false;
  return true;
}

type Entry = Exclude<FieldValue, string>[number];

function isSameEntry(a: Entry, b: Entry | undefined): boolean {
  if (typeof a === 'string' || typeof b !== 'object') return a === b;
  if ('value' in a) return 'value' in b && a.kind === b.kind && a.value === b.value;
  return !('value' in b) && a.kind === b.kind && ADDRESS_PARTS.every((part) => a[part] === b[part]);
}
