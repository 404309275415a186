/** The states that the merge planner works from, as the site file and a reading of the PBX give them. */
import { z } from 'zod';
import { checkContact } from '../../core/device/check.ts';
import type { DeviceProfile } from '../../core/device/profile.ts';
import { toDevice } from '../../core/device/store.ts';
import { shownName } from '../../core/directory/contact.ts';
import type { AccessStates } from '../../core/merge/access.ts';
import type { MergeInput, SiteContact } from '../../core/merge/input.ts';
import type { Capabilities, RemoteBook } from '../pbx/connector.ts';
import type { Site } from '../site/site.ts';

export interface DeviceView {
  profile: DeviceProfile;
  /** ISO 3166 code that national numbers are read with. */
  country: string;
}

/** Against what was just read. */
export function statesAgainst(
  site: Site,
  book: RemoteBook,
  { fields, complete, access }: Capabilities,
  view: DeviceView,
): MergeInput {
  const states = {
    ...siteStates(site, view),
    remote: book,
    fields,
    access: access === null ? null : accessStates(site, book.subscribers),
  };
  return complete ? states : withUnseen(states);
}

/** Against what the PBX held when it was last read or written: what is to be done at a PBX out of reach. */
export function statesSinceLastRead(site: Site, view: DeviceView): MergeInput {
  const nothing = { contacts: [], groups: [] };
  const fields = view.profile.fields.value;
  const access = accessStates(site, lastKnownRights(site));
  const states = { ...siteStates(site, view), remote: nothing, fields, access };
  return { ...withUnseen(states), fields, pending: [] };
}

function accessStates(site: Site, remote: AccessStates['remote']): AccessStates {
  const { memory } = site;
  return {
    site: site.subscribers(),
    remote,
    base: memory.baseAccess(),
    sent: memory.pending().flatMap(({ access }) => access ?? []),
  };
}

/** What the PBX gave to the subscribers of the site when it was last read or written. */
function lastKnownRights(site: Site): AccessStates['remote'] {
  const groups = site.memory.baseGroups();
  const cells = Map.groupBy(site.memory.baseAccess(), ({ extension }) => extension);
  return site.subscribers().map(({ extension, name }) => ({
    extension,
    name,
    rights: (cells.get(extension) ?? []).flatMap(({ groupId, grant, standard }) => {
      const group = groups.get(groupId)?.name;
      return group === undefined ? [] : [{ group, grant, standard }];
    }),
  }));
}

function siteStates(
  site: Site,
  { profile, country }: DeviceView,
): Omit<MergeInput, 'remote' | 'fields' | 'access'> {
  const { memory } = site;
  const all = site.groups();
  const kinds = new Map(all.map(({ name, kind }) => [name, kind]));
  // On a device without contact groups they are the site's own business.
  const hasGroups = profile.fields.value.includes('groups');
  const groups = hasGroups ? all : [];
  const contacts: SiteContact[] = [];
  for (const contact of site.eachContact()) {
    contacts.push({
      id: contact.id,
      name: shownName(contact),
      record: toDevice(contact, profile, country).record,
      problems: checkContact(contact, profile, country, kinds),
    });
  }
  return {
    baseContacts: memory.baseContacts(),
    baseGroups: hasGroups ? memory.baseGroups() : new Map(),
    pending: memory.pending(),
    heldBefore: heldBefore(site),
    site: { contacts, groups },
    profile,
    country,
  };
}

const idsShape = z.object({ contacts: z.array(z.object({ id: z.string() })) });

/** What the PBX held before creations that were never answered for, as the backup from before them says. */
function heldBefore(site: Site): MergeInput['heldBefore'] {
  const sent = site.memory.pending().find(({ kind }) => kind === 'create');
  const backup = sent && site.backups.list().find(({ at }) => at <= sent.startedAt);
  if (backup === undefined) return null;
  const { data } = idsShape.safeParse(site.backups.read(backup.id).book);
  return data === undefined ? null : new Set(data.contacts.map(({ id }) => id));
}

/** What this login may not see counts as unchanged, and memberships in groups say nothing. */
function withUnseen(states: MergeInput): MergeInput {
  const { remote, baseContacts, baseGroups } = states;
  const contacts = new Set(remote.contacts.map(({ id }) => id));
  const groups = new Set(remote.groups.map(({ id }) => id));
  const kinds = new Map(states.site.groups.map(({ id, kind }) => [id, kind]));
  return {
    ...states,
    fields: states.fields.filter((field) => field !== 'groups'),
    remote: {
      contacts: [
        ...remote.contacts,
        ...[...baseContacts.values()]
          .filter(({ remoteId }) => !contacts.has(remoteId))
          .map(({ remoteId, record }) => ({ id: remoteId, record })),
      ],
      groups: [
        ...remote.groups,
        ...[...baseGroups]
          .filter(([, { remoteId }]) => !groups.has(remoteId))
          .map(([groupId, { remoteId, name, standardForNew }]) => ({
            id: remoteId,
            name,
            kind: kinds.get(groupId) ?? 'standard',
            standardForNew,
          })),
      ],
    },
  };
}
