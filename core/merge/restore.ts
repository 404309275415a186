/**
 * Restoring is an upload whose local side is a backup: whatever the PBX holds differently was changed
 * since, and goes back. The site has no part in it; what it makes of the outcome, the next comparison says.
 */
import { comparer } from '../device/same.ts';
import { shownName } from '../directory/contact.ts';
import type { Subscriber } from '../directory/subscriber.ts';
import type { AccessBase, AccessStates } from './access.ts';
import { noAccess } from './access.ts';
import type { MergeInput, RemoteContactState, RemoteGroupState } from './input.ts';
import { planUpload } from './merge.ts';
import type { Direction, UploadPlan } from './plan.ts';

/** What a PBX held at one moment. */
export interface HeldBook {
  contacts: readonly RemoteContactState[];
  groups: readonly RemoteGroupState[];
  subscribers: AccessStates['remote'];
}

type Device = Pick<MergeInput, 'fields' | 'profile' | 'country'>;

/**
 * What brings the PBX from `held` back to `kept`. Entries are told by the id that the PBX gave them; where
 * that is gone, contacts by saying exactly the same and groups by their name: a restore that broke off
 * goes on without doubling anybody.
 *
 * @param access The connector knows what subscribers may do.
 */
export function planRestore(kept: HeldBook, held: HeldBook, access: boolean, device: Device): UploadPlan {
  const { key } = comparer(device.profile, device.country);
  const contacts = paired(kept.contacts, held.contacts, ({ record }) => key(record, device.fields));
  const groups = paired(kept.groups, held.groups, ({ name }) => name);
  const plan = planUpload({
    ...device,
    baseContacts: new Map(contacts.map(([n, { id, record }]) => [n, { remoteId: id, record }])),
    baseGroups: new Map(
      groups.map(([n, { id, name, standardForNew }]) => [
        n,
        { remoteId: id, name, standardForNew: standardForNew ?? false },
      ]),
    ),
    pending: [],
    heldBefore: null,
    site: {
      contacts: kept.contacts.map(({ record }, at) => ({
        id: at + 1,
        name: shownName(record),
        record,
        problems: [],
      })),
      groups: kept.groups.map(({ name, kind, standardForNew }, at) => ({
        id: at + 1,
        name,
        kind,
        standardForNew: standardForNew ?? false,
        direction: 'both',
      })),
    },
    remote: held,
    access: access ? accessStates(kept, held, new Map(groups.map(([n, { name }]) => [name, n]))) : null,
  });
  return {
    ...plan,
    toPbx: unlinked(plan.toPbx),
    // What Google rules stays as the PBX has it, and nothing here concerns the site.
    toSite: { groups: [], create: [], update: [], delete: [] },
    access: {
      ...noAccess(),
      toPbx: plan.access.toPbx.map((change) => ({ ...change, groupId: null })),
      losses: plan.access.losses,
    },
    losses: [],
    links: [],
    groupLinks: [],
    unlinked: { contacts: [], groups: [] },
  };
}

/** Each entry of the PBX with its place in the backup, counted from 1; what has none counts on from there. */
function paired<T extends { id: string }>(
  kept: readonly T[],
  held: readonly T[],
  keyOf: (entry: T) => string,
): [number, T][] {
  const byId = new Map(kept.map(({ id }, at) => [id, at + 1]));
  const ids = new Set(held.map(({ id }) => id));
  const lost = Map.groupBy(
    kept.map((entry, at) => ({ entry, place: at + 1 })).filter(({ entry }) => !ids.has(entry.id)),
    ({ entry }) => keyOf(entry),
  );
  return held.map((entry, at) => [
    byId.get(entry.id) ??
      (lost.size === 0 ? undefined : lost.get(keyOf(entry))?.shift()?.place) ??
      kept.length + at + 1,
    entry,
  ]);
}

/** Rights that the PBX gives now, by the backup's groups; those of other groups go with their group. */
function accessStates(kept: HeldBook, held: HeldBook, groupIds: ReadonlyMap<string, number>): AccessStates {
  const base = held.subscribers.flatMap(({ extension, rights }) =>
    rights.flatMap(({ group, grant, standard }): AccessBase[] => {
      const groupId = groupIds.get(group);
      return groupId === undefined ? [] : [{ extension, groupId, grant, standard }];
    }),
  );
  const site = kept.subscribers.map(({ extension, name, rights }): Subscriber => ({
    extension,
    name,
    role: 'subscriber',
    grants: Object.fromEntries(rights.map(({ group, grant }) => [group, grant])),
    standardGroups: rights.filter(({ standard }) => standard).map(({ group }) => group),
  }));
  return { site, remote: held.subscribers, base, sent: [] };
}

/** The numbers of the backup's entries are not those of the site's. */
const unlinked = ({ groups, create, update, delete: gone }: Direction): Direction => ({
  groups: groups.map((group) => ({ ...group, groupId: null })),
  create: create.map((contact) => ({ ...contact, contactId: null })),
  update: update.map((contact) => ({ ...contact, contactId: null })),
  delete: gone.map((contact) => ({ ...contact, contactId: null })),
});
