/**
 * The guard against mass loss: an empty or cut answer, a half-started PBX, another layout of its pages or a
 * slip of the hand must not empty the other side. A person says the number before it happens.
 */
import type { RecordField } from '../device/record.ts';
import type { Problem } from '../problem/problem.ts';
import type { MergeInput } from './input.ts';
import type { UploadPlan } from './plan.ts';

/** So much is a mass: this share of a side, or so many of its contacts. */
const SHARE = 0.2;
const COUNT = 25;
/** One contact is no mass, however small the book is. */
const LEAST = 2;

export interface MassLoss {
  /** Where it would be lost. */
  side: 'pbx' | 'site';
  /**
   * `deletions`: contacts are deleted; `empty`: the PBX answers that it holds no contacts at all;
   * `groups`: it answers that it has none of its groups; `field`: none of its contacts has `field` any more;
   * `layout`: its rows have fewer columns than the connector writes.
   */
  reason: 'deletions' | 'empty' | 'groups' | 'field' | 'layout';
  field: RecordField | null;
  /** How many contacts it concerns (for `groups`, groups): the number to be typed. */
  deletions: number;
  /** Of how many. */
  of: number;
}

/** Each alarm that a plan raises; none where there is nothing to lose. */
export function massLosses(plan: UploadPlan, states: MergeInput): MassLoss[] {
  const { remote, site, baseGroups } = states;
  const found: MassLoss[] = [];
  const alarm = (
    side: MassLoss['side'],
    reason: MassLoss['reason'],
    deletions: number,
    of: number,
    field: RecordField | null = null,
  ) => found.push({ side, reason, field, deletions, of });

  const narrow = remote.narrow ?? 0;
  if (narrow > 0) alarm('pbx', 'layout', narrow, remote.contacts.length);
  const toPbx = plan.toPbx.delete.length;
  if (isMass(toPbx, remote.contacts.length)) alarm('pbx', 'deletions', toPbx, remote.contacts.length);

  const toSite = plan.toSite.delete.length;
  if (toSite > 0 && remote.contacts.length === 0) alarm('site', 'empty', toSite, site.contacts.length);
  else if (isMass(toSite, site.contacts.length)) alarm('site', 'deletions', toSite, site.contacts.length);
  const groups = plan.toSite.groups.filter(({ kind }) => kind === 'delete-group').length;
  if (groups >= LEAST && groups === baseGroups.size) alarm('site', 'groups', groups, site.groups.length);
  for (const [field, contacts] of emptied(plan, states)) {
    if (isMass(contacts, site.contacts.length)) alarm('site', 'field', contacts, site.contacts.length, field);
  }
  return found;
}

const isMass = (lost: number, of: number): boolean => lost >= LEAST && (lost >= COUNT || lost >= of * SHARE);

const isEmpty = (value: string | readonly unknown[]): boolean => value.length === 0;

/** The fields that no contact of the PBX has any more, with the number of contacts that would lose theirs. */
function emptied({ toSite }: UploadPlan, { remote }: MergeInput): Map<RecordField, number> {
  const lost = new Map<RecordField, number>();
  for (const { changes } of toSite.update) {
    for (const { field, before, after } of changes) {
      if (!isEmpty(before) && isEmpty(after)) lost.set(field, (lost.get(field) ?? 0) + 1);
    }
  }
  for (const field of lost.keys()) {
    if (remote.contacts.some(({ record }) => !isEmpty(record[field]))) lost.delete(field);
  }
  return lost;
}

/** What concerns an upload: the site loses nothing where it takes nothing over. */
export const lossesOf = (losses: readonly MassLoss[], takeOver: boolean): MassLoss[] =>
  losses.filter(({ side }) => takeOver || side === 'pbx');

/** The sentence of an alarm. `confirm`: as `numberToConfirm` says. */
export const lossProblem = ({ side, reason, field, deletions, of }: MassLoss, confirm: number): Problem => ({
  code: 'mass-loss',
  severity: 'error',
  params: { side, reason, field: field ?? '', deletions, of, confirm },
});

/** The number that a person types to go on; null where nobody is asked. */
export function numberToConfirm(losses: readonly MassLoss[], takeOver: boolean): number | null {
  const concerning = lossesOf(losses, takeOver);
  return concerning.length === 0 ? null : concerning.reduce((sum, { deletions }) => sum + deletions, 0);
}
