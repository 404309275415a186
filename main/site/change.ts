/** The writing side of a site: every write goes to its table and to the journal in one breath. */
import type { ContactDraft, ContactFields, Photo } from '../../core/directory/contact.ts';
import type { ContactGroup, GroupKind } from '../../core/directory/group.ts';
import type { Right } from '../../core/directory/matrix.ts';
import { rightAfter, sameRight } from '../../core/directory/matrix.ts';
import type { Grant, Subscriber } from '../../core/directory/subscriber.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { ContactPatch, ContactStore, StoredContact } from './contacts.ts';
import { columnsOf } from './contacts.ts';
import type { GroupPatch, GroupStore } from './groups.ts';
import { groupName, nameAsStored } from './groups.ts';
import type { DistinctStore } from './distinct.ts';
import type { Step } from './step.ts';
import type { SettingsStore } from './settings.ts';
import { SITE_ID } from './settings.ts';
import type { GroupChanges, SiteChange } from './site.ts';
import type { StoredSubscriber, SubscriberPatch, SubscriberStore } from './subscribers.ts';

export interface Stores {
  contacts: ContactStore;
  groups: GroupStore;
  subscribers: SubscriberStore;
  settings: SettingsStore;
  distinct: DistinctStore;
}

export class Change implements SiteChange {
  readonly #stores: Stores;
  readonly #step: Step;
  #known: Map<string, ContactGroup> | null = null;

  constructor(stores: Stores, step: Step) {
    this.#stores = stores;
    this.#step = step;
  }

  /** By name; read when they are first asked for, and kept: an import asks for the same few with each contact. */
  get #groups(): Map<string, ContactGroup> {
    this.#known ??= new Map(this.#stores.groups.all().map((group) => [group.name, group]));
    return this.#known;
  }

  createContact(draft: ContactDraft): number {
    const id = this.#stores.contacts.insert(draft, this.#groupIds(draft.groups));
    this.#step.appeared('contact', id);
    return id;
  }

  updateContact(id: number, fields: Partial<ContactFields>, photo?: Photo | null): boolean {
    const { contacts } = this.#stores;
    const stored = contacts.stored(id);
    const wanted = columnsOf(fields);
    if (photo !== undefined) wanted.photo = photo && contacts.keepPhoto(photo);
    const next: StoredContact = { ...stored, ...wanted };
    const before: ContactPatch = differing(stored, next);
    const after: ContactPatch = differing(next, stored);
    if (Object.keys(after).length > 0) contacts.write(id, next);
    if (fields.groups !== undefined) {
      const groups = this.#groupIds(fields.groups);
      const held = contacts.setGroups(id, groups);
      if (held !== null) {
        before.groups = held;
        after.groups = groups;
      }
    }
    if (Object.keys(after).length === 0) return false;
    this.#step.edited('contact', id, before, after);
    return true;
  }

  deleteContact(id: number): void {
    this.#stores.contacts.stored(id);
    this.#stores.contacts.setPresent(id, id, false);
    this.#step.vanished('contact', id);
  }

  returnContact(id: number): boolean {
    const { contacts } = this.#stores;
    if (!contacts.isAbsent(id)) return false;
    contacts.setPresent(id, id, true);
    this.#step.returned('contact', id);
    return true;
  }

  keepDistinct(one: number, other: number): boolean {
    const { contacts, distinct } = this.#stores;
    for (const id of [one, other]) contacts.stored(id);
    if (one === other || distinct.has(one, other)) return false;
    this.#step.appeared('distinct', distinct.insert(one, other));
    return true;
  }

  ensureGroup(typed: string, kind: GroupKind): number {
    const name = groupName(typed);
    const known = this.#groups.get(name);
    if (known !== undefined) return known.id;
    const id = this.#stores.groups.insert(name, kind);
    this.#groups.set(name, { id, name, kind, standardForNew: false, direction: 'both' });
    this.#step.appeared('group', id);
    return id;
  }

  editGroup(id: number, changes: GroupChanges): void {
    const group = this.#group(id);
    const name = changes.name === undefined ? group.name : groupName(changes.name);
    const { standardForNew = group.standardForNew, direction = group.direction } = changes;
    const before: GroupPatch = {};
    const after: GroupPatch = {};
    if (name !== group.name) {
      if (this.#groups.has(name)) throw new SwitchbookError('group-exists', { value: name });
      before.name = group.name;
      after.name = name;
    }
    if (standardForNew !== group.standardForNew) {
      before.standardForNew = group.standardForNew;
      after.standardForNew = standardForNew;
    }
    if (direction !== group.direction) {
      before.direction = group.direction;
      after.direction = direction;
    }
    if (Object.keys(after).length === 0) return;
    this.#stores.groups.change(id, after);
    this.#groups.delete(group.name);
    this.#groups.set(name, { ...group, name, standardForNew, direction });
    this.#step.edited('group', id, before, after);
  }

  deleteGroup(id: number): void {
    const { name } = this.#group(id);
    this.#stores.groups.setPresent(id, id, false);
    this.#groups.delete(name);
    this.#step.vanished('group', id);
  }

  saveSubscriber({ extension: typed, name, role }: Pick<Subscriber, 'extension' | 'name' | 'role'>): void {
    const extension = typed.trim();
    if (extension === '') throw new SwitchbookError('subscriber-extension-empty');
    const known = this.#stores.subscribers.find(extension);
    if (known === null) {
      this.#step.appeared('subscriber', this.#stores.subscribers.insert({ extension, name, role }));
    } else if (known.name !== name || known.role !== role) {
      this.#changeSubscriber(known, { name: known.name, role: known.role }, { name, role });
    }
  }

  deleteSubscriber(extension: string): void {
    const { id } = this.#subscriber(extension);
    this.#stores.subscribers.setPresent(id, id, false);
    this.#step.vanished('subscriber', id);
  }

  setGrant(extension: string, group: string, grant: Grant, standard?: boolean): void {
    const id = this.#groupId(group);
    const held = this.#subscriber(extension).access.find((right) => right.group === id);
    const after = rightAfter(held ?? { grant: 'none', standard: false }, { grant, standard });
    this.setRights(extension, [{ group, ...after }]);
  }

  setRights(extension: string, rights: readonly ({ group: string } & Right)[]): void {
    const subscriber = this.#subscriber(extension);
    const access = new Map(subscriber.access.map((right) => [right.group, right]));
    let differs = false;
    for (const { group: name, grant, standard } of rights) {
      const group = this.#groupId(name);
      const held = access.get(group) ?? { grant: 'none', standard: false };
      if (sameRight(held, { grant, standard })) continue;
      differs = true;
      if (grant === 'none') access.delete(group);
      else access.set(group, { group, grant, standard });
    }
    if (differs) {
      this.#changeSubscriber(subscriber, { access: subscriber.access }, { access: [...access.values()] });
    }
  }

  setDevice(device: string, country: string): void {
    const held = this.#stores.settings.device();
    if (held.device === device && held.country === country) return;
    this.#stores.settings.setDevice({ device, country });
    this.#step.edited('site', SITE_ID, held, { device, country });
  }

  #changeSubscriber({ id }: StoredSubscriber, before: SubscriberPatch, after: SubscriberPatch): void {
    this.#stores.subscribers.change(id, after);
    this.#step.edited('subscriber', id, before, after);
  }

  #groupId(name: string): number {
    const group = this.#groups.get(nameAsStored(name));
    if (group === undefined) throw new SwitchbookError('group-missing', { value: name });
    return group.id;
  }

  #groupIds(names: readonly string[]): number[] {
    return [...new Set(names.map((name) => this.#groupId(name)))].sort((a, b) => a - b);
  }

  #group(id: number): ContactGroup {
    for (const group of this.#groups.values()) if (group.id === id) return group;
    throw new SwitchbookError('group-missing', { value: String(id) });
  }

  #subscriber(extension: string): StoredSubscriber {
    const subscriber = this.#stores.subscribers.find(extension.trim());
    if (subscriber === null) throw new SwitchbookError('subscriber-missing', { value: extension });
    return subscriber;
  }
}

/** The columns of `one` that `other` holds differently. */
const differing = (one: StoredContact, other: StoredContact): Partial<StoredContact> => {
  const theirs = new Map<string, string | null>(Object.entries(other));
  return Object.fromEntries(Object.entries(one).filter(([column, value]) => theirs.get(column) !== value));
};
