/** What people do to contacts and groups, at a site file or at the PBX itself, entered in the ledger. */
import type { DeviceRecord, RecordField } from '../../core/device/record.ts';
import { emptyDraft, emptyFields } from '../../core/directory/contact.ts';
import type { SiteChange } from '../../main/site/site.ts';
import type { Holding, Ledger } from './ledger.ts';
import type { Desk, Office } from './office.ts';

/** A person's name is unique and stays; a group's begins with what it is and changes after the slash. */
interface Person {
  name: string;
  company: string;
  position: string;
  /** E.164. */
  numbers: string[];
  groups: string[];
}

const FIELDS = ['company', 'position', 'numbers'] as const;

/** Where people work. */
export interface Place {
  look(): Promise<{ people: Person[]; groups: string[] }>;
  create(person: Person): Promise<void>;
  /** `field`: the one that is to be as the person says now. */
  change(person: Person, field: keyof Person & RecordField): Promise<void>;
  remove(name: string): Promise<void>;
  addGroup(name: string): Promise<void>;
  renameGroup(from: string, to: string): Promise<void>;
  removeGroup(name: string): Promise<void>;
}

const isOurs = (group: string): boolean => group.includes('/');
const keyOf = (group: string): string => group.split('/', 1)[0] ?? '';

export function atDesk(desk: Desk): Place {
  const idOf = (name: string): number => {
    const found = [...desk.site.eachContact()].find(({ familyName }) => familyName === name);
    return found?.id ?? -1;
  };
  const groupId = (name: string): number => desk.site.groups().find((group) => group.name === name)?.id ?? -1;
  const change = async (work: (change: SiteChange) => unknown): Promise<void> => {
    desk.site.change('edit-contact', 'test', { kind: 'hand' }, work);
  };
  const fields = ({ company, position, numbers, groups }: Person) => ({
    company,
    position,
    numbers: numbers.map((e164) => ({ kind: 'work' as const, value: e164, e164 })),
    groups,
  });
  return {
    look: async () => ({
      people: [...desk.site.eachContact()].map(({ familyName, company, position, numbers, groups }) => ({
        name: familyName,
        company,
        position,
        numbers: numbers.map(({ value, e164 }) => e164 ?? value),
        groups: groups.filter(isOurs),
      })),
      groups: desk.site
        .groups()
        .map(({ name }) => name)
        .filter(isOurs),
    }),
    create: (person) =>
      change((it) => it.createContact({ ...emptyDraft(), familyName: person.name, ...fields(person) })),
    change: (person, field) =>
      change((it) => it.updateContact(idOf(person.name), { [field]: fields(person)[field] })),
    remove: (name) => change((it) => it.deleteContact(idOf(name))),
    addGroup: (name) => change((it) => it.ensureGroup(name, 'standard')),
    renameGroup: (from, to) => change((it) => it.editGroup(groupId(from), { name: to })),
    removeGroup: (name) => change((it) => it.deleteGroup(groupId(name))),
  };
}

export function atPbx(office: Office): Place {
  const recordOf = ({ name, company, position, numbers, groups }: Person): DeviceRecord => ({
    ...emptyFields(),
    familyName: name,
    company,
    position,
    numbers: numbers.map((number) => ({ kind: 'work', value: number.replace('+', '00') })),
    groups: groups.toSorted(),
  });
  return {
    look: async () => {
      const { contacts, groups } = await office.book();
      return {
        people: contacts.map(({ record: { familyName, company, position, numbers, groups: of } }) => ({
          name: familyName,
          company,
          position,
          numbers: numbers.map(({ value }) => value.replace(/^00/, '+')),
          groups: of.filter(isOurs),
        })),
        groups: groups.map(({ name }) => name).filter(isOurs),
      };
    },
    create: (person) => office.atPbx(() => [{ key: 'x', kind: 'create', record: recordOf(person) }]),
    change: (person, field) =>
      office.atPbx(({ contacts }) =>
        contacts
          .filter(({ record }) => record.familyName === person.name)
          .map(({ id }) => ({ key: id, kind: 'update', id, record: recordOf(person), changed: [field] })),
      ),
    remove: (name) =>
      office.atPbx(({ contacts }) =>
        contacts
          .filter(({ record }) => record.familyName === name)
          .map(({ id }) => ({ key: id, kind: 'delete', id })),
      ),
    addGroup: (name) =>
      office.atPbx(() => [
        { key: 'x', kind: 'create-group', name, groupKind: 'standard', standardForNew: false },
      ]),
    renameGroup: (from, to) =>
      office.atPbx(({ groups }) =>
        groups
          .filter(({ name }) => name === from)
          .map(({ id }) => ({ key: id, kind: 'rename-group', id, name: to })),
      ),
    removeGroup: (name) =>
      office.atPbx(({ groups }) =>
        groups
          .filter((group) => group.name === name)
          .map(({ id }) => ({ key: id, kind: 'delete-group', id })),
      ),
  };
}

/** What a place holds, in the ledger's words. A name that is there twice is an error. */
export async function holdingOf(place: Place): Promise<Holding> {
  const held = new Map<string, Map<string, string>>();
  const { people, groups } = await place.look();
  const put = (name: string, fields: [string, string][]): void => {
    if (held.has(name)) throw new Error(`${name} is there twice`);
    held.set(name, new Map(fields));
  };
  for (const group of groups) put(keyOf(group), [['name', group]]);
  for (const person of people) {
    put(person.name, [
      ['company', person.company],
      ['position', person.position],
      ['numbers', person.numbers.toSorted().join(' ')],
      ...groups.map((group): [string, string] => [
        `in ${keyOf(group)}`,
        person.groups.includes(group) ? 'yes' : '',
      ]),
    ]);
  }
  return held;
}

export const ACTIONS = [
  'create',
  'edit',
  'edit',
  'member',
  'member',
  'delete',
  'add-group',
  'rename-group',
  'delete-group',
] as const;
export type Action = (typeof ACTIONS)[number];

/** The device holds 20 groups, and each side may make some that the other does not know. */
const MOST_GROUPS = 4;

/** `which` chooses among what is there, the newest first; nothing happens where nothing is. */
export async function act(
  action: Action,
  which: readonly [number, number],
  who: string,
  place: Place,
  ledger: Ledger,
): Promise<void> {
  const { people, groups } = await place.look();
  const person = people.at(-1 - (which[0] % Math.max(people.length, 1)));
  const group = groups.at(-1 - (which[1] % Math.max(groups.length, 1)));
  const number = (): string => `+33140${ledger.fresh('').padStart(6, '0')}`;
  switch (action) {
    case 'create': {
      const name = ledger.fresh('P');
      const fresh = { name, company: ledger.fresh('c'), position: '', numbers: [number()] };
      await place.create({ ...fresh, groups: group === undefined ? [] : [group] });
      for (const field of FIELDS) ledger.wrote(who, name, field, String(fresh[field]));
      if (group !== undefined) ledger.wrote(who, name, `in ${keyOf(group)}`, 'yes');
      break;
    }
    case 'edit': {
      if (person === undefined || !ledger.mayChange(who, person.name)) break;
      const field = FIELDS[which[1] % FIELDS.length] ?? 'company';
      const value = field === 'numbers' ? number() : ledger.fresh(field.slice(0, 1));
      await place.change({ ...person, [field]: field === 'numbers' ? [value] : value }, field);
      ledger.wrote(who, person.name, field, value);
      break;
    }
    case 'member': {
      if (person === undefined || group === undefined || !ledger.mayChange(who, person.name)) break;
      const leaves = person.groups.includes(group);
      const others = person.groups.filter((one) => one !== group);
      await place.change({ ...person, groups: leaves ? others : [...others, group] }, 'groups');
      ledger.wrote(who, person.name, `in ${keyOf(group)}`, leaves ? '' : 'yes');
      break;
    }
    case 'delete':
      if (person === undefined || !ledger.mayDelete(who, person.name)) break;
      await place.remove(person.name);
      ledger.removed(who, person.name);
      break;
    case 'add-group': {
      if (groups.length >= MOST_GROUPS) break;
      const name = `${ledger.fresh('G')}/0`;
      await place.addGroup(name);
      ledger.wrote(who, keyOf(name), 'name', name);
      break;
    }
    case 'rename-group': {
      // A group whose making was never answered for is known by its name alone: under another it is another.
      if (group === undefined || ledger.isNews(who, keyOf(group))) break;
      if (!ledger.mayChange(who, keyOf(group))) break;
      const name = ledger.fresh(`${keyOf(group)}/`);
      await place.renameGroup(group, name);
      ledger.wrote(who, keyOf(group), 'name', name);
      break;
    }
    case 'delete-group':
      if (group === undefined || !ledger.mayDelete(who, keyOf(group))) break;
      await place.removeGroup(group);
      ledger.removed(who, keyOf(group));
      break;
  }
}
