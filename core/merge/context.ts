/** What the planning of every contact knows, and what all of it does alike. */
import type { DeviceRecord } from '../device/record.ts';
import type { Comparer } from '../device/same.ts';
import type { GroupPlan } from './groups.ts';
import type { MergeInput, SiteContact } from './input.ts';
import type { Lead } from './lead.ts';
import type { Linked } from './pair.ts';
import type { ContactLink, UploadPlan } from './plan.ts';

export interface Context {
  plan: UploadPlan;
  states: MergeInput;
  groups: GroupPlan;
  compare: Comparer;
  leadOf: (groups: readonly string[]) => Lead;
}

/** A pair of which only the base is to be stored. */
export const resting = ({ contactId, remoteId }: Linked, base: DeviceRecord): ContactLink => ({
  contactId,
  remoteId,
  base,
  merged: base,
  toPbx: [],
  toSite: [],
});

/** With an error among its problems it is not sent. */
export const isHeldBack = (here: SiteContact): boolean =>
  here.problems.some((problem) => problem.severity === 'error');

export function complain(here: SiteContact, plan: UploadPlan): void {
  for (const problem of here.problems) plan.losses.push({ contactId: here.id, name: here.name, problem });
}
