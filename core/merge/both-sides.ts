/** Contacts that both sides have: what each changed, field by field. */
import type { DeviceRecord } from '../device/record.ts';
import type { Context } from './context.ts';
import { complain, isHeldBack, resting } from './context.ts';
import type { Changes } from './decide.ts';
import { addChanges, decidedChanges } from './decide.ts';
import { mergeContact } from './fields.ts';
import type { RemoteContactState, SiteContact } from './input.ts';
import type { Lead } from './lead.ts';
import type { Linked } from './pair.ts';
import type { Conflict, FieldConflict } from './plan.ts';

type Both = Linked & { here: SiteContact; there: RemoteContactState };

export function planBoth(linked: Both, lead: Lead, context: Context): void {
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
export function planSamePerson(here: SiteContact, there: RemoteContactState, context: Context): void {
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
