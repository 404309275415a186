/**
 * A contact of a phone book, and what stands there for nothing (docs/protocols/ovh.md, section 7.1).
 * `surname` is the family name, `name` the first name, and `group` is shown as the company.
 */
import { z } from 'zod';
import type { DeviceRecord, RecordField, StoredNumber } from '../../../core/device/record.ts';
import { emptyFields, type NumberKind } from '../../../core/directory/contact.ts';

const number = z.string().nullish();

export const remoteContact = z.object({
  id: z.number().int(),
  surname: z.string(),
  name: z.string(),
  group: z.string(),
  workPhone: number,
  workMobile: number,
  homePhone: number,
  homeMobile: number,
});
export type RemoteBookContact = z.infer<typeof remoteContact>;
export type ContactBody = Record<Exclude<keyof RemoteBookContact, 'id'>, string>;

/** What a phone book holds of a contact. */
export const BOOK_FIELDS = [
  'familyName',
  'givenName',
  'company',
  'numbers',
] as const satisfies readonly RecordField[];

const SLOTS = [
  ['workPhone', 'work'],
  ['workMobile', 'mobile'],
  ['homePhone', 'home'],
  ['homeMobile', 'mobile'],
] as const satisfies readonly (readonly [keyof ContactBody, NumberKind])[];
type Slot = (typeof SLOTS)[number][0];

const NO_GROUP = 'No group';
/** Files say it in their own language. */
const NO_GROUPS = new Set([NO_GROUP, 'Aucune', 'None', '']);

/** The book wants a first name of everybody, companies included. */
const NO_FIRST_NAME = '-';

/** The prefix of a country and nothing behind it: what the API makes of an empty number. */
const PREFIX_ALONE = /^(?:00|\+)\d{1,3}$/;

export function recordOf(contact: RemoteBookContact): DeviceRecord {
  const first = contact.name.trim();
  const group = contact.group.trim();
  return {
    ...emptyFields(),
    familyName: contact.surname.trim(),
    givenName: first === NO_FIRST_NAME ? '' : first,
    company: NO_GROUPS.has(group) ? '' : group,
    numbers: SLOTS.flatMap(([slot, kind]) => {
      const value = digitsOf(contact[slot]);
      return value === '' ? [] : [{ kind, value }];
    }),
  };
}

/** The digits with `00` before the country; empty for every way to say nothing. */
function digitsOf(written: string | null | undefined): string {
  const text = (written ?? '').replaceAll(/[\s.-]/g, '');
  return PREFIX_ALONE.test(text) ? '' : text.replace(/^\+/, '00');
}

/**
 * All that the book shall hold of the contact.
 *
 * @param before What it holds now: a number that stays keeps its place.
 */
export function bodyOf(record: DeviceRecord, before?: RemoteBookContact): ContactBody {
  return {
    surname: record.familyName,
    name: record.givenName === '' ? NO_FIRST_NAME : record.givenName,
    group: record.company === '' ? NO_GROUP : record.company,
    ...slotsOf(record.numbers, before),
  };
}

function slotsOf(numbers: readonly StoredNumber[], before?: RemoteBookContact): Record<Slot, string> {
  const slots = { workPhone: '', workMobile: '', homePhone: '', homeMobile: '' };
  const rest = numbers.filter(({ kind, value }) => {
    const held = SLOTS.find(([slot, its]) => its === kind && digitsOf(before?.[slot]) === value);
    if (held === undefined || slots[held[0]] !== '') return true;
    slots[held[0]] = value;
    return false;
  });
  for (const { kind, value } of rest) {
    const free = SLOTS.find(([slot, its]) => its === kind && slots[slot] === '');
    if (free !== undefined) slots[free[0]] = value;
  }
  return slots;
}

/** Equal for contacts of which the book holds the same, whoever wrote them. */
export const contentKey = ({ familyName, givenName, company, numbers }: DeviceRecord): string =>
  JSON.stringify([familyName, givenName, company, numbers.map(({ kind, value }) => kind + value).sort()]);
