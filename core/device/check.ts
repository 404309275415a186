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
    ...missing(contact, stored),
    ...stored.losses,
    ...inOldPhoneBook(contact, stored, profile, groupKinds),
    ...withoutCompanion(contact, profile, groupKinds),
  ];
}

/** Auerswald's minimum: one number, and a family name or a company. */
function missing(contact: KnownFields, { record }: Stored): Problem[] {
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
    problems.push({ code: 'contact-no-name', severity: 'error', params: { field: 'familyName' } });
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
