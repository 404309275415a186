/** Local changes given up: the site goes back to what the PBX held when it was last read or written. */
import type { Discard } from '../../core/api/upload.ts';
import type { AccessBase } from '../../core/merge/access.ts';
import type { MergeInput } from '../../core/merge/input.ts';
import { planUpload } from '../../core/merge/merge.ts';
import type { UploadPlan } from '../../core/merge/plan.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Site } from '../site/site.ts';
import type { DeviceView } from './states.ts';
import { statesSinceLastRead } from './states.ts';
import { takeOverPlan } from './take-over.ts';

/**
 * What discarding does to the site; with the revision that was shown it is done, as one step that can be
 * undone. The PBX is not asked.
 *
 * Errors: `discard-never-read`, `comparison-outdated`.
 */
export function discard(site: Site, view: DeviceView, shown: number | null): Discard {
  if (site.memory.lastRead() === null) throw new SwitchbookError('discard-never-read');
  const revision = site.revision();
  if (shown !== null && shown !== revision) throw new SwitchbookError('comparison-outdated');
  const plan = planDiscard(statesSinceLastRead(site, view));
  if (shown !== null) takeOverPlan(site, plan, site.info().name, view, 'discard');
  return { revision, toSite: plan.toSite, access: plan.access.toSite };
}

/**
 * A merge in which the site has changed nothing and the PBX has gone back to the base: all that differs is
 * then the PBX's to say.
 */
function planDiscard(states: MergeInput): UploadPlan {
  const { site, baseContacts, baseGroups, access } = states;
  const plan = planUpload({
    ...states,
    baseContacts: new Map(
      site.contacts.map(({ id, record }) => [
        id,
        { remoteId: baseContacts.get(id)?.remoteId ?? `only here ${id}`, record },
      ]),
    ),
    baseGroups: new Map(
      site.groups.map(({ id, name, standardForNew }) => [
        id,
        { remoteId: baseGroups.get(id)?.remoteId ?? `only here ${id}`, name, standardForNew },
      ]),
    ),
    // Whoever leads: all goes back.
    site: { ...site, groups: site.groups.map((group) => ({ ...group, direction: 'both' })) },
    // Rights that were never read are nobody's to take back.
    access:
      access === null || access.base.length === 0 ? null : { ...access, base: cellsOf(states), sent: [] },
  });
  return { ...plan, toPbx: { groups: [], create: [], update: [], delete: [] } };
}

/** The site's rights, as a base that agrees with them. */
function cellsOf({ site, access }: MergeInput): AccessBase[] {
  const groupIds = new Map(site.groups.map(({ id, name }) => [name, id]));
  return (access?.site ?? []).flatMap(({ extension, grants, standardGroups }) =>
    Object.entries(grants).flatMap(([group, grant]) => {
      const groupId = groupIds.get(group);
      const standard = grant === 'write' && standardGroups.includes(group);
      return groupId === undefined ? [] : [{ extension, groupId, grant, standard }];
    }),
  );
}
