/** The device's own rules about contacts: a sentence for the first one that is broken, null when all is well. */
import type { DeviceProfile } from '../../../core/device/profile.ts';
import type { GroupKind } from '../../../core/directory/group.ts';
import { AT, cell, entries, NUMBER_WORDS, PLACE_WORDS, RUN_NAMES, RUNS } from './columns.ts';
import type { StoredContact, StoredGroup } from './rows.ts';
import type { Store } from './store.ts';

/** Which length of the profile belongs to a single column. */
const SINGLE_LENGTHS: Record<number, Exclude<keyof DeviceProfile['lengths'], 'version1Name'>> = {
  [AT.salutation]: 'salutation',
  [AT.givenName]: 'givenName',
  [AT.familyName]: 'familyName',
  [AT.displayName]: 'displayName',
  [AT.company]: 'company',
  [AT.department]: 'department',
  [AT.position]: 'position',
  [AT.shortCode]: 'shortCode',
};

/** Whether two lists hold the same in the same order. */
export const same = (a: readonly (string | number)[], b: readonly (string | number)[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

function isDate(text: string): boolean {
  const match = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text);
  if (match === null) return false;
  const [, day, month, year] = match.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  return date.getUTCDate() === day && date.getUTCMonth() + 1 === month;
}

/** Fills in the type words that are missing and clears those that nothing follows. */
export function withTypeWords(cells: readonly string[]): string[] {
  const filled = [...cells];
  for (const run of RUN_NAMES) {
    const { at, times, width } = RUNS[run];
    for (let from = at; from < at + times * width; from += width) {
      const empty = filled.slice(from + 1, from + width).every((value) => value === '');
      if (empty) filled[from] = '';
      else if (filled[from] === '') filled[from] = run === 'numbers' ? 'Haupttelefon' : 'Geschäftlich';
    }
  }
  return filled;
}

/** Null: no limit is known. */
const over = (count: number, limit: { value: number | null }): boolean =>
  limit.value !== null && count > limit.value;

/** The first text that is longer than the profile says that it may be. */
function tooLong(cells: readonly string[], { lengths }: DeviceProfile): string | undefined {
  const limitOf = (at: number): { value: number | null } => {
    const single = SINGLE_LENGTHS[at];
    if (single !== undefined) return lengths[single];
    if (at < AT.emails) return lengths.number;
    if (at < AT.urls) return lengths.email;
    return at < AT.addresses ? lengths.url : lengths.addressPart;
  };
  return cells.find((text, at) => at !== AT.photoId && at !== AT.birthday && over(text.length, limitOf(at)));
}

function checkCells(cells: readonly string[], profile: DeviceProfile): string | null {
  const numbers = entries(cells, 'numbers');
  const named = cell(cells, AT.familyName) !== '' || cell(cells, AT.company) !== '';
  if (numbers.length === 0) return 'at least one phone number is required';
  if (!named) return 'a surname or a company is required';
  for (const run of RUN_NAMES) {
    const limit = profile.limits[run];
    if (over(entries(cells, run).length, limit)) return `more than ${limit.value} ${run}`;
  }
  const long = tooLong(cells, profile);
  if (long !== undefined) return `text too long: ${long.slice(0, 40)}`;
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (cells.some((value) => /[\u0000-\u0008\u000b-\u001f]/.test(value)))
    return 'control characters in a text';
  const allowed = profile.numberForm.characters.value;
  for (const [, number = ''] of numbers) {
    if (number.split('').some((character) => !allowed.includes(character)))
      return `not a phone number: ${number}`;
  }
  const shortCode = cell(cells, AT.shortCode);
  if (shortCode !== '' && !/^\d+$/.test(shortCode)) return `not a short-code number: ${shortCode}`;
  const birthday = cell(cells, AT.birthday);
  if (birthday !== '' && !isDate(birthday)) return `not a date (dd.mm.yyyy): ${birthday}`;
  for (const run of RUN_NAMES) {
    const words: readonly string[] = run === 'numbers' ? NUMBER_WORDS : PLACE_WORDS;
    const wrong = entries(cells, run).find(([type = '']) => !words.includes(type));
    if (wrong !== undefined) return `unknown type: ${wrong[0]}`;
  }
  return null;
}

function checkGroups(
  contact: Omit<StoredContact, 'id'>,
  before: StoredContact | null,
  groups: ReadonlyMap<number, StoredGroup>,
  profile: DeviceProfile,
  store: Store,
): string | null {
  const kinds = new Set<GroupKind>();
  for (const id of contact.groups) {
    const group = groups.get(id);
    if (group === undefined) return `unknown contact group: ${id}`;
    kinds.add(group.kind);
    if (before?.groups.includes(id) === true) continue;
    const limit = profile.groupKinds[group.kind]?.contacts;
    if (limit !== undefined && over(store.memberCount(id) + 1, limit)) {
      return `the contact group ${group.name} is full (${limit.value} contacts)`;
    }
  }
  for (const kind of kinds) {
    const rules = profile.groupKinds[kind];
    if (rules === undefined) continue;
    if (rules.companion !== null && !kinds.has(rules.companion)) {
      return `contacts of a ${kind} group must also be in the ${rules.companion} group`;
    }
    if (over(entries(contact.cells, 'numbers').length, rules.numbers)) {
      return `a ${kind} group stores ${rules.numbers.value} number(s) a contact`;
    }
  }
  return null;
}

const inGoogle = (contact: StoredContact | null, groups: ReadonlyMap<number, StoredGroup>): number[] =>
  (contact?.groups ?? []).filter((id) => groups.get(id)?.kind === 'google');

/** May `contact` be stored in place of `before` (null: as a new one)? */
export function checkContact(
  contact: Omit<StoredContact, 'id'>,
  before: StoredContact | null,
  profile: DeviceProfile,
  store: Store,
): string | null {
  const groups = new Map(store.groups().map((group) => [group.id, group]));
  const google = contact.groups.filter((id) => groups.get(id)?.kind === 'google');
  if (!same(google, inGoogle(before, groups))) return 'the members of a Google group change at Google only';
  if (before === null && over(store.contactCount() + 1, profile.limits.contacts)) {
    return `the address book is full (${profile.limits.contacts.value} contacts)`;
  }
  if (before !== null && google.length > 0) {
    if (!same(contact.cells, before.cells)) return 'contacts of a Google group change at Google only';
    return checkGroups(contact, before, groups, profile, store);
  }
  return checkCells(contact.cells, profile) ?? checkGroups(contact, before, groups, profile, store);
}

export function checkDelete(contact: StoredContact, store: Store): string | null {
  const groups = new Map(store.groups().map((group) => [group.id, group]));
  return inGoogle(contact, groups).length > 0
    ? 'contacts of a Google group are deleted at Google only'
    : null;
}

/** May `group` be stored in place of `before` (null: as a new one)? */
export function checkGroup(
  group: Omit<StoredGroup, 'id'>,
  before: StoredGroup | null,
  profile: DeviceProfile,
  groups: readonly StoredGroup[],
): string | null {
  const rules = profile.groupKinds[group.kind];
  if (rules === undefined) return `the ${profile.name} has no groups of this type`;
  if (!rules.writable || before?.kind === 'google') return 'Google groups are managed at Google only';
  if (before !== null && before.kind !== group.kind) return 'the type of a contact group cannot be changed';
  if (before === null && !rules.creatable) return 'phone book version 1 is created by the system';
  if (before === null && over(groups.length + 1, profile.limits.groups)) {
    return `at most ${profile.limits.groups.value} contact groups`;
  }
  if (group.name.trim() === '') return 'a contact group needs a name';
  if (over(group.name.length, profile.lengths.groupName)) return `text too long: ${group.name.slice(0, 40)}`;
  const twin = groups.find((other) => other.name === group.name && other.id !== before?.id);
  return twin === undefined ? null : `a contact group named ${group.name} exists`;
}

export function checkDeleteGroup(group: StoredGroup, profile: DeviceProfile): string | null {
  const rules = profile.groupKinds[group.kind];
  if (rules?.writable === false) return 'Google groups are managed at Google only';
  return rules?.creatable === false ? 'phone book version 1 belongs to the system' : null;
}
