/** Contacts that only one side has: new there, or deleted on the other. */
import type { DeviceRecord } from '../device/record.ts';
import { shownName } from '../directory/contact.ts';
import type { Context } from './context.ts';
import { complain, isHeldBack, resting } from './context.ts';
import type { RemoteContactState, SiteContact } from './input.ts';
import type { Lead } from './lead.ts';
import type { Linked } from './pair.ts';

/** Never compared, and without a counterpart: new here, unless the PBX alone says who is in its groups. */
export function planOnlyHere(here: SiteContact, context: Context): void {
  const lead = context.leadOf(here.record.groups);
  if (lead === 'pbx') deleteInSite(here, null, context, lead);
  else createOnPbx(here, false, context);
}

export function planOnlyThere(there: RemoteContactState, context: Context): void {
  const lead = context.leadOf(there.record.groups);
  if (lead === 'site') deleteOnPbx(null, there, context, lead);
  else createInSite(there, false, context);
}

/**
 * What was linked and is gone on one side. Unchanged on the other since, it goes there too; a change beats
 * the deletion.
 */
export function planDeletedHere(
  linked: Linked,
  there: RemoteContactState,
  lead: Lead,
  context: Context,
): void {
  const google = there.record.groups.some((group) => context.groups.google.has(group));
  const unchanged = isAsBefore(linked, there.record, context) && !google;
  if (lead === 'pbx') createInSite(there, !unchanged, context, lead);
  else if (unchanged || lead === 'site') {
    deleteOnPbx(linked.contactId, there, context, unchanged ? null : lead);
    // Should this upload stop before the deletion, the next one must know what is known now.
    if (linked.fresh) context.plan.links.push(resting(linked, linked.base));
  } else createInSite(there, true, context);
}

export function planDeletedThere(linked: Linked, here: SiteContact, lead: Lead, context: Context): void {
  const unchanged = isAsBefore(linked, here.record, context);
  if (lead === 'site') createOnPbx(here, !unchanged, context, lead);
  else if (unchanged || lead === 'pbx') deleteInSite(here, linked.remoteId, context, unchanged ? null : lead);
  else createOnPbx(here, true, context);
}

const isAsBefore = ({ base }: Linked, record: DeviceRecord, { states, compare }: Context): boolean =>
  states.fields.every((field) => compare.same(field, record, base));

function deleteOnPbx(
  contactId: number | null,
  { id, record }: RemoteContactState,
  { plan }: Context,
  overruledBy: Lead,
): void {
  const gone = { changes: [], record: null, revived: false, overruledBy };
  plan.toPbx.delete.push({ contactId, remoteId: id, name: shownName(record), ...gone });
}

function deleteInSite(
  { id, name }: SiteContact,
  remoteId: string | null,
  { plan }: Context,
  overruledBy: Lead,
): void {
  const gone = { changes: [], record: null, revived: false, overruledBy };
  plan.toSite.delete.push({ contactId: id, remoteId, name, ...gone });
}

function createOnPbx(
  here: SiteContact,
  revived: boolean,
  { plan, groups }: Context,
  overruledBy: Lead = null,
): void {
  complain(here, plan);
  if (isHeldBack(here)) return;
  const record = {
    ...here.record,
    groups: here.record.groups.filter((group) => !groups.google.has(group)),
  };
  plan.toPbx.create.push({
    contactId: here.id,
    remoteId: null,
    name: here.name,
    changes: [],
    record,
    revived,
    overruledBy,
  });
}

function createInSite(
  there: RemoteContactState,
  revived: boolean,
  { plan }: Context,
  overruledBy: Lead = null,
): void {
  plan.toSite.create.push({
    contactId: null,
    remoteId: there.id,
    name: shownName(there.record),
    changes: [],
    record: there.record,
    revived,
    overruledBy,
  });
}
