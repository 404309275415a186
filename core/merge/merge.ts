/**
 * What an upload will do, from three states. Pure and deterministic: the same states give the same plan,
 * whatever the time is.
 */
import type { Comparer } from '../device/same.ts';
import { comparer } from '../device/same.ts';
import type { DeviceRecord } from '../device/record.ts';
import { shownName } from '../directory/contact.ts';
import { noAccess, planAccess } from './access.ts';
import type { Changes } from './decide.ts';
import { addChanges, decidedChanges } from './decide.ts';
import { mergeContact } from './fields.ts';
import type { GroupPlan } from './groups.ts';
import { firstById, planGroups } from './groups.ts';
import type { MergeInput, RemoteContactState, SiteContact } from './input.ts';
import type { Lead } from './lead.ts';
import { leads } from './lead.ts';
import { massLosses } from './loss.ts';
import type { Linked, Pairing } from './pair.ts';
import { pairContacts } from './pair.ts';
import type { Conflict, ContactLink, Direction, FieldConflict, UploadPlan } from './plan.ts';

/**
 * The three-way merge of site and PBX since their common base. Nothing is overwritten unseen: where both
 * sides changed the same, the plan has a conflict and leaves the contact alone. A change beats a deletion
 * and the contact is created again, which the plan shows. Where one side leads, it is right.
 */
export function planUpload(states: MergeInput): UploadPlan {
  const compare = comparer(states.profile, states.country);
  const groups = planGroups(states);
  const pairing = pair(states, groups, compare);
  const plan: UploadPlan = {
    toPbx: emptyDirection(),
    toSite: emptyDirection(),
    conflicts: [],
    access:
      states.access === null
        ? noAccess()
        : planAccess(states.access, groups, new Map(states.site.groups.map(({ id, name }) => [id, name]))),
    unchanged: 0,
    losses: [],
    massLoss: [],
    links: [],
    groupLinks: groups.links,
    unlinked: { contacts: pairing.unlinked, groups: groups.unlinked },
  };
  plan.toPbx.groups = groups.toPbx;
  plan.toSite.groups = groups.toSite;

  const context: Context = { plan, states, groups, compare, leadOf: leads(states.site.groups, groups) };
  for (const linked of pairing.linked) planLinked(linked, context);
  for (const { here, there } of pairing.samePerson) planSamePerson(here, there, context);
  for (const contact of pairing.onlyHere) planOnlyHere(contact, context);
  for (const contact of pairing.onlyThere) planOnlyThere(contact, context);

  plan.massLoss = massLosses(plan, states);
  return plan;
}

interface Context {
  plan: UploadPlan;
  states: MergeInput;
  groups: GroupPlan;
  compare: Comparer;
  leadOf: (groups: readonly string[]) => Lead;
}

const emptyDirection = (): Direction => ({ groups: [], create: [], update: [], delete: [] });

function pair(states: MergeInput, { translate }: GroupPlan, compare: Comparer): Pairing {
  const writes = states.pending;
  return pairContacts(
    {
      bases: [...states.baseContacts].map(([contactId, { remoteId, record }]) => {
        const translated = translate.base(record);
        const fresh = translated !== record && translated.groups.join('\n') !== record.groups.join('\n');
        return { contactId, remoteId, record: translated, fresh };
      }),
      sentCreates: writes.flatMap(({ kind, contactId, record }) =>
        kind === 'create' && contactId !== null && record !== null
          ? [{ contactId, record: translate.remote(record) }]
          : [],
      ),
      sentUpdates: new Map(
        writes.flatMap(({ kind, remoteId, record, agreed }) =>
          kind === 'update' && remoteId !== null && record !== null && agreed !== null
            ? [[remoteId, { record: translate.remote(record), agreed: translate.remote(agreed) }] as const]
            : [],
        ),
      ),
      heldBefore: states.heldBefore,
      sentDeletes: new Set(
        writes.flatMap(({ kind, remoteId }) => (kind === 'delete' && remoteId !== null ? [remoteId] : [])),
      ),
      here: new Map(states.site.contacts.map((contact) => [contact.id, withRecord(contact, translate.site)])),
      there: firstById(states.remote.contacts.map((contact) => withRecord(contact, translate.remote))),
    },
    states.fields,
    compare,
  );
}

/** The contact itself where its record stays as it is, which is the usual case. */
function withRecord<T extends { record: DeviceRecord }>(
  contact: T,
  translate: (record: DeviceRecord) => DeviceRecord,
): T {
  const record = translate(contact.record);
  return record === contact.record ? contact : { ...contact, record };
}

function planLinked(linked: Linked, context: Context): void {
  const { states, compare, groups, leadOf } = context;
  const { contactId, here, there, base } = linked;
  const lead = leadOf(base.groups);
  const held = (record: DeviceRecord): boolean =>
    states.fields.every((field) => compare.same(field, record, base));
  if (here !== undefined && there !== undefined) {
    planBoth({ ...linked, here, there }, lead, context);
  } else if (there !== undefined) {
    // Deleted here.
    const google = there.record.groups.some((group) => groups.google.has(group));
    const unchanged = held(there.record) && !google;
    if (lead === 'pbx') createInSite(there, !unchanged, context, lead);
    else if (unchanged || lead === 'site') {
      deleteOnPbx(contactId, there, context, unchanged ? null : lead);
      // Should this upload stop before the deletion, the next one must know what is known now.
      if (linked.fresh) context.plan.links.push(resting(linked, base));
    } else createInSite(there, true, context);
  } else if (here !== undefined) {
    // Deleted there.
    const unchanged = held(here.record);
    if (lead === 'site') createOnPbx(here, !unchanged, context, lead);
    else if (unchanged || lead === 'pbx')
      deleteInSite(here, linked.remoteId, context, unchanged ? null : lead);
    else createOnPbx(here, true, context);
  }
}

/** Never compared, and without a counterpart: new here, unless the PBX alone says who is in its groups. */
function planOnlyHere(here: SiteContact, context: Context): void {
  const lead = context.leadOf(here.record.groups);
  if (lead === 'pbx') deleteInSite(here, null, context, lead);
  else createOnPbx(here, false, context);
}

function planOnlyThere(there: RemoteContactState, context: Context): void {
  const lead = context.leadOf(there.record.groups);
  if (lead === 'site') deleteOnPbx(null, there, context, lead);
  else createInSite(there, false, context);
}

/** A pair of which only the base is to be stored. */
const resting = ({ contactId, remoteId }: Linked, base: DeviceRecord): ContactLink => ({
  contactId,
  remoteId,
  base,
  merged: base,
  toPbx: [],
  toSite: [],
});

type Both = Linked & { here: SiteContact; there: RemoteContactState };

function planBoth(linked: Both, lead: Lead, context: Context): void {
  const { plan, states, compare } = context;
  const { contactId, remoteId, here, there } = linked;
  const base = googleBase(linked, context);
  const merge = (from: DeviceRecord) =>
    mergeContact(from, here.record, there.record, states.fields, compare, states.profile);
  const both = merge(base ?? linked.base);
  // Seen from the side that follows, nothing was changed there.
  const result =
    lead === null ? both : { ...merge(lead === 'pbx' ? here.record : there.record), base: both.base };
  const lost = lead === 'pbx' ? both.toPbx : both.toSite;
  const overruledBy = lost.length + both.conflicts.length > 0 ? lead : null;
  const agreed = base === null ? result.base : { ...there.record, groups: result.base.groups };
  if (result.conflicts.length > 0) {
    plan.conflicts.push({
      key: `${contactId}:${remoteId}`,
      contactId,
      remoteId,
      name: here.name,
      kind: 'both-changed',
      fields: result.conflicts,
      undisputed: { toPbx: result.toPbx, toSite: result.toSite },
      siteRecord: here.record,
      pbxRecord: pbxRecord(here, there, context),
      base: agreed,
    });
    return;
  }
  if (result.toPbx.length > 0) complain(here, plan);
  const changes = isHeldBack(here) ? heldBack(result) : result;
  if (changes.toPbx.length + changes.toSite.length > 0) {
    const pair = {
      contactId,
      remoteId,
      name: here.name,
      base: agreed,
      siteRecord: here.record,
      pbxRecord: pbxRecord(here, there, context),
    };
    addChanges(plan, changes, pair, overruledBy);
    return;
  }
  plan.unchanged++;
  const stored = linked.fresh || !states.fields.every((field) => compare.same(field, agreed, linked.base));
  if (stored) {
    plan.links.push(resting(linked, agreed));
  }
}

/** Nothing goes to the PBX; fields that change on both sides wait with it. */
const heldBack = ({ toPbx, toSite }: Changes): Changes => {
  const waiting = new Set(toPbx.map(({ field }) => field));
  return { toPbx: [], toSite: toSite.filter(({ field }) => !waiting.has(field)) };
};

/**
 * Google's contacts change at Google only: there the PBX is right whatever the site says, except for
 * membership in other groups. A base that says what the site says has that effect. Null for all others.
 */
function googleBase({ base, here, there }: Both, { groups: { google } }: Context): DeviceRecord | null {
  const isGoogle = (group: string): boolean => google.has(group);
  const inGoogle = there.record.groups.some(isGoogle);
  if (!inGoogle && !here.record.groups.some(isGoogle)) return null;
  const groups = [
    ...base.groups.filter((group) => !isGoogle(group)),
    ...here.record.groups.filter(isGoogle),
  ].sort();
  return { ...(inGoogle ? here.record : base), groups };
}

/** What the PBX holds, with the site's values where the connector does not read. */
const pbxRecord = (here: SiteContact, there: RemoteContactState, { states }: Context): DeviceRecord => {
  const record = { ...here.record };
  for (const field of states.fields) Object.assign(record, { [field]: there.record[field] });
  return record;
};

/** Two entries for one person, never compared before: only people know which of two values is right. */
function planSamePerson(here: SiteContact, there: RemoteContactState, context: Context): void {
  const { plan, states, compare } = context;
  const fields: FieldConflict[] = states.fields
    .filter((field) => !compare.same(field, here.record, there.record))
    .map((field) => ({ field, base: null, site: here.record[field], pbx: there.record[field] }));
  const conflict: Conflict = {
    key: `${here.id}:${there.id}`,
    contactId: here.id,
    remoteId: there.id,
    name: here.name,
    kind: 'no-base',
    fields,
    undisputed: { toPbx: [], toSite: [] },
    siteRecord: here.record,
    pbxRecord: pbxRecord(here, there, context),
    base: null,
  };
  const lead = context.leadOf([...here.record.groups, ...there.record.groups]);
  const changes = lead === null ? null : decidedChanges(conflict, lead === 'pbx' ? 'pbx' : 'local');
  if (changes === null || (changes.toPbx.length > 0 && isHeldBack(here))) plan.conflicts.push(conflict);
  else addChanges(plan, changes, conflict, lead);
}

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

const isHeldBack = (here: SiteContact): boolean =>
  here.problems.some((problem) => problem.severity === 'error');

function complain(here: SiteContact, plan: UploadPlan): void {
  for (const problem of here.problems) plan.losses.push({ contactId: here.id, name: here.name, problem });
}
