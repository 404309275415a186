/** What the PBX has changed, carried into the site as one step that can be undone. */
import type { DeviceRecord, RecordField } from '../../core/device/record.ts';
import { comparer } from '../../core/device/same.ts';
import { fromDevice, toDevice } from '../../core/device/store.ts';
import type { KnownFields } from '../../core/directory/contact.ts';
import { emptyDraft } from '../../core/directory/contact.ts';
import { nextBase } from '../../core/merge/decide.ts';
import type { AccessPlan, PlannedContact, PlannedGroup, UploadPlan } from '../../core/merge/plan.ts';
import type { PbxMemory, Site, SiteChange } from '../site/site.ts';
import { removeGroupBase, setGroupBase } from './group-base.ts';
import type { DeviceView } from './states.ts';

export interface TakenOver {
  /** Contacts that changed. */
  takenOver: number;
  /** Subscribers and rights that changed. */
  takenOverRights: number;
  /** The step of the history; null where nothing changed. */
  pullStep: number | null;
}

/**
 * Writes the plan's side of the site and remembers what both now agree on, all in one transaction.
 *
 * @param pbx What the journal calls the PBX.
 * @param action What the journal calls the step.
 */
export function takeOverPlan(
  site: Site,
  plan: UploadPlan,
  pbx: string,
  view: DeviceView,
  action: 'pull' | 'discard' = 'pull',
): TakenOver {
  const { groups, create, update, delete: gone } = plan.toSite;
  const { access } = plan;
  const takenOverRights =
    access.toSite.length + access.newSubscribers.length + access.renamedSubscribers.length;
  if (groups.length + create.length + update.length + gone.length + takenOverRights === 0) {
    return { takenOver: 0, takenOverRights, pullStep: null };
  }
  const { memory } = site;
  const contacts = new Map(
    site.contacts(update.flatMap(({ contactId }) => contactId ?? [])).map((contact) => [contact.id, contact]),
  );
  return memory.together(() => {
    const [before] = site.history(1);
    const taken = site.change(action, pbx, { kind: 'pbx', name: pbx }, (change) => {
      let changed = create.length + gone.length;
      takeOverGroups(
        change,
        memory,
        groups.filter(({ kind }) => kind !== 'delete-group'),
      );
      const deleted = deletedContacts(site);
      for (const planned of create) takeOverNew(change, site, planned, deleted, view);
      for (const { contactId, record, changes } of update) {
        const contact = contacts.get(contactId ?? 0);
        if (contact === undefined || record === null) continue;
        const fields = changes.map(({ field }) => field);
        if (change.updateContact(contact.id, takenFields(contact, record, fields, view))) changed++;
      }
      for (const { contactId } of gone) {
        if (contactId === null) continue;
        change.deleteContact(contactId);
        memory.removeBaseContact(contactId);
      }
      takeOverAccess(change, site, access);
      takeOverGroups(
        change,
        memory,
        groups.filter(({ kind }) => kind === 'delete-group'),
      );
      for (const link of plan.links) {
        const record = link.toSite.length === 0 ? null : nextBase(link, { pushed: false, taken: true });
        if (record !== null) memory.setBaseContact({ ...link, record });
      }
      return { takenOver: changed, takenOverRights };
    });
    const [step] = site.history(1);
    return { ...taken, pullStep: step === undefined || step.id === before?.id ? null : step.id };
  });
}

function takeOverGroups(change: SiteChange, memory: PbxMemory, groups: readonly PlannedGroup[]): void {
  for (const { kind, groupId, remoteId, name, groupKind, standardForNew } of groups) {
    if (kind === 'delete-group') {
      if (groupId === null) continue;
      change.deleteGroup(groupId);
      removeGroupBase(memory, groupId);
    } else {
      const id = kind === 'create-group' ? change.ensureGroup(name, groupKind) : groupId;
      if (id === null) continue;
      const changes =
        kind === 'rename-group'
          ? { name }
          : kind === 'mark-group'
            ? { standardForNew }
            : { name, standardForNew };
      change.editGroup(id, changes);
      if (remoteId !== null) setGroupBase(memory, { groupId: id, remoteId, ...changes });
    }
  }
}

/** Groups have their new names and exist by now. */
function takeOverAccess(change: SiteChange, site: Site, access: AccessPlan): void {
  const roles = new Map(site.subscribers().map(({ extension, role }) => [extension, role]));
  for (const { extension, name } of [...access.newSubscribers, ...access.renamedSubscribers]) {
    change.saveSubscriber({ extension, name, role: roles.get(extension) ?? 'subscriber' });
  }
  const groupIds = new Map(site.groups().map(({ id, name }) => [name, id]));
  for (const { extension, group, after } of access.toSite) {
    const groupId = groupIds.get(group);
    if (groupId === undefined) continue;
    change.setGrant(extension, group, after.grant, after.standard);
    site.memory.setBaseAccess({ extension, groupId, ...after });
  }
}

/** Contacts that the site has deleted and the PBX still had, by the id of the PBX. */
function deletedContacts(site: Site): Map<string, number> {
  const bases = site.memory.baseContacts();
  const present = new Set(site.contacts([...bases.keys()]).map(({ id }) => id));
  return new Map(
    [...bases.values()]
      .filter(({ contactId }) => !present.has(contactId))
      .map(({ contactId, remoteId }) => [remoteId, contactId]),
  );
}

function takeOverNew(
  change: SiteChange,
  site: Site,
  { record, remoteId }: PlannedContact,
  deleted: ReadonlyMap<string, number>,
  view: DeviceView,
): void {
  if (record === null) return;
  const known = remoteId === null ? undefined : deleted.get(remoteId);
  const returns = known !== undefined && change.returnContact(known);
  const contactId = returns
    ? known
    : change.createContact({ ...emptyDraft(), ...fromDevice(record, view.profile, view.country) });
  if (returns) takeBack(change, site, known, record, view);
  if (remoteId !== null) site.memory.setBaseContact({ contactId, remoteId, record });
}

/** A contact that was deleted here comes back with what the PBX cannot hold, such as its picture. */
function takeBack(change: SiteChange, site: Site, id: number, record: DeviceRecord, view: DeviceView): void {
  const { profile, country } = view;
  const compare = comparer(profile, country);
  for (const contact of site.contacts([id])) {
    const held = toDevice(contact, profile, country).record;
    const changed = profile.fields.value.filter((field) => !compare.same(field, held, record));
    change.updateContact(id, takenFields(contact, record, changed, view));
  }
}

/**
 * The fields of a contact that the PBX has changed. Entries of a list that mean the same as before stay
 * as they were typed, and entries that the device could not hold stay too: the PBX says nothing about them.
 */
function takenFields(
  contact: KnownFields,
  record: DeviceRecord,
  changed: readonly RecordField[],
  { profile, country }: DeviceView,
): Partial<KnownFields> {
  const taken = fromDevice(record, profile, country);
  const held = fromDevice(toDevice(contact, profile, country).record, profile, country);
  const compare = comparer(profile, country);
  const keep = <T>(
    field: RecordField,
    of: (fields: KnownFields) => T[],
    alone: (one: T) => Partial<KnownFields>,
  ) => {
    const key = (one: T) =>
      compare.key(toDevice({ ...emptyDraft(), ...alone(one) }, profile, country).record, [field]);
    const known = new Map(of(contact).map((one) => [key(one), one]));
    const stored = new Set(of(held).map(key));
    return [
      ...of(taken).map((one) => known.get(key(one)) ?? one),
      ...of(contact).filter((one) => !stored.has(key(one))),
    ];
  };
  const fields: Partial<KnownFields> = {};
  for (const field of changed) {
    if (field === 'numbers')
      fields.numbers = keep(
        field,
        (of) => of.numbers,
        (one) => ({ numbers: [one] }),
      );
    else if (field === 'emails')
      fields.emails = keep(
        field,
        (of) => of.emails,
        (one) => ({ emails: [one] }),
      );
    else if (field === 'urls')
      fields.urls = keep(
        field,
        (of) => of.urls,
        (one) => ({ urls: [one] }),
      );
    else if (field === 'addresses') {
      fields.addresses = keep(
        field,
        (of) => of.addresses,
        (one) => ({ addresses: [one] }),
      );
    } else if (field === 'groups') fields.groups = taken.groups;
    else fields[field] = taken[field];
  }
  return fields;
}
