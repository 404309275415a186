/**
 * What an upload will do, from three states. Pure and deterministic: the same states give the same plan,
 * whatever the time is.
 */
import type { Comparer } from '../device/same.ts';
import { comparer } from '../device/same.ts';
import type { DeviceRecord } from '../device/record.ts';
import { noAccess, planAccess } from './access.ts';
import { planBoth, planSamePerson } from './both-sides.ts';
import type { Context } from './context.ts';
import type { GroupPlan } from './groups.ts';
import { firstById, planGroups } from './groups.ts';
import type { MergeInput } from './input.ts';
import { leads } from './lead.ts';
import { massLosses } from './loss.ts';
import { planDeletedHere, planDeletedThere, planOnlyHere, planOnlyThere } from './one-side.ts';
import type { Linked, Pairing } from './pair.ts';
import { pairContacts } from './pair.ts';
import type { Direction, UploadPlan } from './plan.ts';

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

const emptyDirection = (): Direction => ({ groups: [], create: [], update: [], delete: [] });

function planLinked(linked: Linked, context: Context): void {
  const { here, there, base } = linked;
  const lead = context.leadOf(base.groups);
  if (here !== undefined && there !== undefined) planBoth({ ...linked, here, there }, lead, context);
  else if (there !== undefined) planDeletedHere(linked, there, lead, context);
  else if (here !== undefined) planDeletedThere(linked, here, lead, context);
}

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
