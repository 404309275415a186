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
import { addChanges } from './decide.ts';
import { mergeContact } from './fields.ts';
import type { GroupPlan } from './groups.ts';
import { firstById, planGroups } from './groups.ts';
import type { MergeInput, RemoteContactState, SiteContact } from './input.ts';
import { massLosses } from './loss.ts';
import type { Linked, Pairing } from './pair.ts';
import { pairContacts } from './pair.ts';
import type { Direction, FieldConflict, UploadPlan } from './plan.ts';

/**
 * The three-way merge of site and PBX since their common base. Nothing is overwritten unseen: where both
 * sides changed the same, the plan has a conflict and leaves the contact alone. A change beats a deletion
 * and the contact is created again, which the plan shows.
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

  const context: Context = { plan, states, groups, compare };
  for (const linked of pairing.linked) planLinked(linked, context);
  for (const { here, there } of pairing.samePerson) planSamePerson(here, there, context);
  for (const contact of pairing.onlyHere) createOnPbx(contact, false, context);
  for (const contact of pairing.onlyThere) createInSite(contact, false, context);

  plan.massLoss = massLosses(plan, states);
  return plan;
}

interface Context {
  plan: UploadPlan;
  states: MergeInput;
  groups: GroupPlan;
  compare: Comparer;
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
  const { plan, states, compare, groups } = context;
  const { here, there, base } = linked;
  const held = (record: DeviceRecord): boolean =>
    states.fields.every((field) => compare.same(field, record, base));
  if (here !== undefined && there !== undefined) {
    planBoth({ ...linked, here, there }, context);
  } else if (there !== undefined) {
    // Deleted here.
    const google = there.record.groups.some((group) => groups.google.has(group));
    if (held(there.record) && !google) {
      const name = shownName(there.record);
      const { contactId, remoteId } = linked;
      plan.toPbx.delete.push({ contactId, remoteId, name, changes: [], record: null, revived: false });
    } else createInSite(there, true, context);
  } else if (here !== undefined) {
    // Deleted there.
    if (held(here.record)) {
      const { contactId, remoteId } = linked;
      plan.toSite.delete.push({
        contactId,
        remoteId,
        name: here.name,
        changes: [],
        record: null,
        revived: false,
      });
    } else createOnPbx(here, true, context);
  }
}

type Both = Linked & { here: SiteContact; there: RemoteContactState };

function planBoth(linked: Both, context: Context): void {
  const { plan, states, compare } = context;
  const { contactId, remoteId, here, there } = linked;
  const base = googleBase(linked, context);
  const result = mergeContact(
    base ?? linked.base,
    here.record,
    there.record,
    states.fields,
    compare,
    states.profile,
  );
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
    addChanges(plan, changes, {
      contactId,
      remoteId,
      name: here.name,
      base: agreed,
      siteRecord: here.record,
      pbxRecord: pbxRecord(here, there, context),
    });
    return;
  }
  plan.unchanged++;
  const stored = linked.fresh || !states.fields.every((field) => compare.same(field, agreed, linked.base));
  if (stored) {
    plan.links.push({ contactId, remoteId, base: agreed, merged: here.record, toPbx: [], toSite: [] });
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
  plan.conflicts.push({
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
  });
}

function createOnPbx(here: SiteContact, revived: boolean, { plan, groups }: Context): void {
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
  });
}

function createInSite(there: RemoteContactState, revived: boolean, { plan }: Context): void {
  plan.toSite.create.push({
    contactId: null,
    remoteId: there.id,
    name: shownName(there.record),
    changes: [],
    record: there.record,
    revived,
  });
}

const isHeldBack = (here: SiteContact): boolean =>
  here.problems.some((problem) => problem.severity === 'error');

function complain(here: SiteContact, plan: UploadPlan): void {
  for (const problem of here.problems) plan.losses.push({ contactId: here.id, name: here.name, problem });
}
