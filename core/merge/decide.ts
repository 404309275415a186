/** What becomes of a plan: conflicts decided by people, and the base after each operation that was done. */
import type { DeviceRecord } from '../device/record.ts';
import { decideAccess } from './access.ts';
import type { Lead } from './lead.ts';
import type {
  Conflict,
  ContactLink,
  Decided,
  Decision,
  FieldChange,
  FieldConflict,
  GroupLink,
  UploadPlan,
} from './plan.ts';

export interface Changes {
  toPbx: FieldChange[];
  toSite: FieldChange[];
}

type Pair = Pick<Conflict, 'contactId' | 'remoteId' | 'name' | 'base' | 'siteRecord' | 'pbxRecord'>;

/** Adds the updates that a pair's changes mean, and its link; nothing for a pair that rests. */
export function addChanges(
  plan: UploadPlan,
  { toPbx, toSite }: Changes,
  pair: Pair,
  overruledBy: Lead = null,
): void {
  if (toPbx.length + toSite.length === 0) return;
  const { contactId, remoteId, name, base, siteRecord, pbxRecord } = pair;
  const merged = withChanges(siteRecord, toSite);
  const planned = { contactId, remoteId, name, revived: false, overruledBy };
  if (toPbx.length > 0) {
    plan.toPbx.update.push({ ...planned, changes: toPbx, record: withChanges(pbxRecord, toPbx) });
  }
  if (toSite.length > 0) plan.toSite.update.push({ ...planned, changes: toSite, record: merged });
  plan.links.push({
    contactId,
    remoteId,
    base,
    merged,
    toPbx: toPbx.map(({ field }) => field),
    toSite: toSite.map(({ field }) => field),
  });
}

const withChanges = (record: DeviceRecord, changes: readonly FieldChange[]): DeviceRecord => {
  const changed = { ...record };
  for (const { field, after } of changes) Object.assign(changed, { [field]: after });
  return changed;
};

/** What was decided for a field of a conflict; undefined where nothing was. */
export const decisionFor = (
  decided: Decided | undefined,
  field: FieldConflict['field'],
): Decision | undefined => (typeof decided === 'object' ? decided[field] : decided);

type Decisions = Readonly<Record<string, Decided>>;

const decidedOf = (decisions: Decisions, key: string): Decided | undefined =>
  Object.hasOwn(decisions, key) ? decisions[key] : undefined;

const isOpen = ({ key, fields }: Conflict, decisions: Decisions): boolean =>
  decidedOf(decisions, key) === undefined ||
  fields.some(({ field }) => decisionFor(decidedOf(decisions, key), field) === undefined);

const rightDecided = (decisions: Decisions, key: string): Decision | undefined => {
  const decided = decidedOf(decisions, key);
  return typeof decided === 'string' ? decided : undefined;
};

/**
 * The plan with the operations that the decisions mean; conflicts of which a field is undecided stay, and with
 * them their contacts as they are on both sides. `local`: the site's value goes to the PBX; `pbx`: the other way.
 */
export function decide(plan: UploadPlan, decisions: Decisions): UploadPlan {
  const decided: UploadPlan = {
    ...plan,
    access: decideAccess(plan.access, (key) => rightDecided(decisions, key)),
    toPbx: { ...plan.toPbx, update: [...plan.toPbx.update] },
    toSite: { ...plan.toSite, update: [...plan.toSite.update] },
    conflicts: [],
    links: [...plan.links],
  };
  for (const conflict of plan.conflicts) {
    if (isOpen(conflict, decisions)) decided.conflicts.push(conflict);
    else addChanges(decided, decidedChanges(conflict, decidedOf(decisions, conflict.key)), conflict);
  }
  return decided;
}

/** `decided` says something of every field. */
export function decidedChanges({ undisputed, fields }: Conflict, decided: Decided | undefined): Changes {
  const changes: Changes = { toPbx: [...undisputed.toPbx], toSite: [...undisputed.toSite] };
  for (const { field, site, pbx } of fields) {
    if (decisionFor(decided, field) === 'local') changes.toPbx.push({ field, before: pbx, after: site });
    else changes.toSite.push({ field, before: site, after: pbx });
  }
  return changes;
}

/** The keys of the conflicts that still need a decision. */
export const openConflicts = ({ conflicts, access }: UploadPlan, decisions: Decisions): string[] => [
  ...conflicts.flatMap((conflict) => (isOpen(conflict, decisions) ? [conflict.key] : [])),
  ...access.conflicts.flatMap(({ key }) => (rightDecided(decisions, key) === undefined ? [key] : [])),
];

/** The keys of every conflict, of contacts and of rights. */
export const conflictKeys = ({ conflicts, access }: UploadPlan): string[] =>
  [...conflicts, ...access.conflicts].map(({ key }) => key);

/** Every conflict decided the same way. */
export const decideAll = (plan: UploadPlan, decision: Decision): UploadPlan =>
  decide(plan, Object.fromEntries(conflictKeys(plan).map((key) => [key, decision])));

/**
 * The base of a link as it is stored at once: a group that is still to be renamed has the name agreed on,
 * for it may be renamed again before the plan is carried out.
 */
export function baseForNow(base: DeviceRecord, groups: readonly GroupLink[]): DeviceRecord {
  const names = new Map(groups.map(({ final, name }) => [final, name]));
  return { ...base, groups: base.groups.map((name) => names.get(name) ?? name).sort() };
}

/**
 * The base to store once a pair's operations are done. `pushed`: its update reached the PBX; `taken`: the
 * site took over its changes. A field keeps its old base until every direction of the plan that changes
 * it is done, so that what is left out now is seen again next time. Null: there is nothing to store yet.
 *
 * For created contacts no link is needed: the record that was created is the base.
 */
export function nextBase(
  { base, merged, toPbx, toSite }: ContactLink,
  { pushed, taken }: { pushed: boolean; taken: boolean },
): DeviceRecord | null {
  const undone = new Set([...(pushed ? [] : toPbx), ...(taken ? [] : toSite)]);
  if (base === null) return undone.size === 0 ? merged : null;
  const changes = [...new Set([...toPbx, ...toSite])]
    .filter((field) => !undone.has(field))
    .map((field) => ({ field, before: base[field], after: merged[field] }));
  return withChanges(base, changes);
}
