/** Does it fit the device? Every rule of a profile, contact by contact and for the book as a whole. */
import type { Contact, KnownFields } from '../directory/contact.ts';
import { shownName } from '../directory/contact.ts';
import type { ContactGroup, GroupKind } from '../directory/group.ts';
import { readNumber } from '../phone/number.ts';
import type { Problem, ProblemCode } from '../problem/problem.ts';
import type { DeviceProfile, Limit } from './profile.ts';
import type { Stored } from './store.ts';
import { toDevice } from './store.ts';

export interface Finding {
  /** Null for what concerns a group or the whole book. */
  contactId: number | null;
  /** Of the contact, of the group, or of the device. */
  name: string;
  problem: Problem;
}

/**
 * Errors: the device cannot hold the contact at all. Warnings: it fits with a loss. `groupKinds`: the
 * kind of each contact group by name. `params.field` names the field where there is one.
 */
export function checkContact(
  contact: KnownFields,
  profile: DeviceProfile,
  country: string,
  groupKinds: ReadonlyMap<string, GroupKind>,
): Problem[] {
  const stored = toDevice(contact, profile, country);
  return [
    ...missing(contact, stored, profile),
    ...special(stored, profile),
    ...stored.losses,
    ...inOldPhoneBook(contact, stored, profile, groupKinds),
    ...withoutCompanion(contact, profile, groupKinds),
  ];
}

/** What no name may hold on the device: it refuses the contact, not only the character. */
function special({ record }: Stored, { nameCharacters, fields }: DeviceProfile): Problem[] {
  const allowed = nameCharacters.value;
  if (allowed === null) return [];
  return (['familyName', 'givenName', 'company'] as const).flatMap((field) => {
    const found = new Set(Array.from(record[field]).filter((it) => !allowed.includes(it)));
    if (found.size === 0 || !fields.value.includes(field)) return [];
    const params = { field, characters: [...found].join(' ') };
    return { code: 'contact-special-characters', severity: 'error', value: record[field], params } as const;
  });
}

/** A number, and a family name or a company: Auerswald's minimum; elsewhere some name, whatever it is. */
function missing(contact: KnownFields, { record }: Stored, { minimumContent }: DeviceProfile): Problem[] {
  const problems: Problem[] = [];
  if (record.numbers.length === 0) {
    const typed = contact.numbers.map((number) => number.value.trim()).filter((value) => value !== '');
    problems.push(
      typed.length === 0
        ? { code: 'contact-no-number', severity: 'error', params: { field: 'numbers' } }
        : {
            code: 'contact-no-usable-number',
            severity: 'error',
            value: typed.join(', ').slice(0, 60),
            params: { field: 'numbers' },
          },
    );
  }
  if (record.familyName.trim() === '' && record.company.trim() === '') {
    const code = minimumContent.value === 'number and name' ? 'contact-no-name-at-all' : 'contact-no-name';
    problems.push({ code, severity: 'error', params: { field: 'familyName' } });
  }
  return problems;
}

function inOldPhoneBook(
  contact: KnownFields,
  { record }: Stored,
  profile: DeviceProfile,
  groupKinds: ReadonlyMap<string, GroupKind>,
): Problem[] {
  if (!contact.groups.some((group) => groupKinds.get(group) === 'version-1')) return [];
  const problems: Problem[] = [];
  const numbers = profile.groupKinds['version-1']?.numbers.value ?? Infinity;
  const first = record.numbers[0];
  if (first !== undefined && record.numbers.length > numbers) {
    problems.push({
      code: 'version-1-one-number',
      severity: 'warning',
      value: first.value,
      params: { field: 'numbers' },
    });
  }
  const name = shownName(record);
  const most = profile.lengths.version1Name.value ?? Infinity;
  if (name.length > most) {
    problems.push({
      code: 'version-1-name',
      severity: 'warning',
      value: name,
      params: { field: 'displayName', most },
    });
  }
  return problems;
}

function withoutCompanion(
  contact: KnownFields,
  profile: DeviceProfile,
  groupKinds: ReadonlyMap<string, GroupKind>,
): Problem[] {
  const kinds = new Set(contact.groups.map((group) => groupKinds.get(group)));
  return contact.groups.flatMap((group) => {
    const kind = groupKinds.get(group);
    const companion = kind === undefined ? null : (profile.groupKinds[kind]?.companion ?? null);
    if (companion === null || kinds.has(companion)) return [];
    return [
      {
        code: 'group-companion-missing',
        severity: 'warning',
        value: group,
        params: { field: 'groups' },
      } as const satisfies Problem,
    ];
  });
}

/** The whole site: every contact, every group, and the counts of the book. */
export function checkBook(
  contacts: Iterable<Contact>,
  groups: ContactGroup[],
  profile: DeviceProfile,
  country: string,
): Finding[] {
  const groupKinds = new Map(groups.map((group) => [group.name, group.kind]));
  const members = new Map<string, number>();
  const findings: Finding[] = [];
  let count = 0;
  for (const contact of contacts) {
    count++;
    for (const group of new Set(contact.groups)) members.set(group, (members.get(group) ?? 0) + 1);
    for (const problem of [
      ...checkContact(contact, profile, country, groupKinds),
      ...oddNumbers(contact, country),
    ]) {
      findings.push({ contactId: contact.id, name: shownName(contact), problem });
    }
  }
  return [...countFindings(count, groups, members, profile), ...findings];
}

/** Numbers without an E.164 form that do not look like extensions or feature codes either. */
const oddNumbers = (contact: Contact, country: string): Problem[] =>
  contact.numbers.flatMap((number) =>
    number.e164 === null ? (readNumber(number.value, country).problem ?? []) : [],
  );

/** More contacts than are good for the device: it takes them all the same. Null where it is fine. */
export function adviceOn(contacts: number, { advised, name }: DeviceProfile): Problem | null {
  const most = advised.contacts.value;
  if (most === null || contacts <= most) return null;
  return {
    code: 'device-contacts-advised',
    severity: 'warning',
    value: String(contacts),
    params: { most, name },
  };
}

function countFindings(
  contacts: number,
  groups: ContactGroup[],
  members: ReadonlyMap<string, number>,
  profile: DeviceProfile,
): Finding[] {
  const findings: Finding[] = [];
  const atMost = (code: ProblemCode, name: string, value: number, limit: Limit, group = ''): void => {
    if (limit.value === null || value <= limit.value) return;
    const problem: Problem = {
      code,
      severity: 'error',
      value: String(value),
      params: { most: limit.value, group },
    };
    findings.push({ contactId: null, name, problem });
  };
  const google = groups.filter((group) => group.kind === 'google').length;
  atMost('device-contacts-full', profile.name, contacts, profile.limits.contacts);
  const advice = adviceOn(contacts, profile);
  if (advice !== null) findings.push({ contactId: null, name: profile.name, problem: advice });
  atMost('device-groups-full', profile.name, groups.length, profile.limits.groups);
  atMost('device-google-groups-full', profile.name, google, profile.limits.googleGroups);
  for (const { name, kind } of groups) {
    const rules = profile.groupKinds[kind];
    if (rules !== undefined) atMost('group-full', name, members.get(name) ?? 0, rules.contacts, name);
    else {
      const problem: Problem = {
        code: 'group-kind-unavailable',
        severity: 'error',
        value: name,
        params: { device: profile.name },
      };
      findings.push({ contactId: null, name, problem });
    }
  }
  return findings;
}
