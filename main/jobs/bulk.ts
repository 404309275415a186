/** One operation on many contacts: shown with counts and samples first, then done as one step. */
import type { BulkOperation, BulkPreview, BulkScope } from '../../core/api/bulk.ts';
import type { StepAction } from '../../core/api/shapes.ts';
import { withCompanions } from '../../core/device/companion.ts';
import { deviceProfile, type DeviceProfile } from '../../core/device/profile.ts';
import type { Action } from '../../core/directory/access.ts';
import { bulkEdit, differences } from '../../core/directory/bulk.ts';
import { shownName, type Contact, type KnownFields } from '../../core/directory/contact.ts';
import type { ContactGroup } from '../../core/directory/group.ts';
import { SwitchbookError, type Problem } from '../../core/problem/problem.ts';
import type { Site } from '../site/site.ts';
import { stopIfCancelled, type JobContext } from './job.ts';

const AT_ONCE = 500;
const SAMPLES = 12;

/** Why contacts, by id, may not be treated so; those that may are absent. */
export type BulkRefusals = (
  ids: readonly number[],
  actions: readonly Action[],
) => ReadonlyMap<number, Problem>;

/** What becomes of one contact: nothing where `changes` is empty. */
interface Planned {
  contact: Contact;
  changes: Partial<KnownFields> | 'delete';
  /** A group that the device wants it in too. */
  companion: string | null;
}

interface Surroundings {
  groups: readonly ContactGroup[];
  profile: DeviceProfile;
  country: string;
}

/** Errors: `cancelled`. Reads while others may write: `revision` says what it is true of. */
export async function previewBulk(
  site: Site,
  scope: BulkScope,
  operation: BulkOperation,
  refusals: BulkRefusals,
  context: JobContext,
): Promise<BulkPreview> {
  const revision = site.revision();
  const preview: BulkPreview = {
    contacts: 0,
    changed: 0,
    refused: null,
    companion: null,
    samples: [],
    revision,
  };
  const ids = idsOf(site, scope);
  const around = surroundings(site);
  for (const some of chunks(ids)) {
    context.progress({ phase: 'compare', done: preview.contacts, total: ids.length });
    await new Promise((resume) => setImmediate(resume));
    stopIfCancelled(context);
    const { allowed, refused } = planned(site, some, operation, around, refusals);
    preview.contacts += some.length;
    preview.changed += allowed.length;
    for (const problem of refused) {
      preview.refused = { problem, ...preview.refused, contacts: (preview.refused?.contacts ?? 0) + 1 };
    }
    for (const { contact, changes, companion } of allowed) {
      if (companion !== null) {
        preview.companion = { group: companion, contacts: (preview.companion?.contacts ?? 0) + 1 };
      }
      if (preview.samples.length >= SAMPLES) continue;
      preview.samples.push({
        id: contact.id,
        name: shownName(contact) || (contact.numbers[0]?.value ?? ''),
        differences: changes === 'delete' ? [] : differences(contact, changes),
      });
    }
  }
  return preview;
}

/**
 * Does what a preview has shown, all of it or nothing. Says how many contacts changed.
 * Errors: `bulk-moved` when the site is no longer the one that was shown, `cancelled`.
 */
export function applyBulk(
  site: Site,
  scope: BulkScope,
  operation: BulkOperation,
  refusals: BulkRefusals,
  shown: number,
  context: JobContext,
): number {
  const { action, subject } = stepOf(operation);
  return site.change(action, subject, { kind: 'hand' }, (change) => {
    // Inside the change nobody else writes: what is read here is what was shown, or nothing happens.
    if (site.revision() !== shown) throw new SwitchbookError('bulk-moved');
    const ids = idsOf(site, scope);
    const around = surroundings(site);
    let [done, changed] = [0, 0];
    for (const some of chunks(ids)) {
      context.progress({ phase: 'store', done, total: ids.length });
      stopIfCancelled(context);
      for (const { contact, changes } of planned(site, some, operation, around, refusals).allowed) {
        if (changes === 'delete') change.deleteContact(contact.id);
        else change.updateContact(contact.id, changes);
        changed++;
      }
      done += some.length;
    }
    return changed;
  });
}

function stepOf(operation: BulkOperation): { action: StepAction; subject: string } {
  if (operation.kind === 'join') return { action: 'assign-group', subject: groupOf(operation) };
  if (operation.kind === 'leave') return { action: 'unassign-group', subject: groupOf(operation) };
  if (operation.kind === 'delete') return { action: 'delete-contacts', subject: '' };
  return { action: 'edit-contacts', subject: '' };
}

const groupOf = ({ group }: { group: string }): string => group.normalize('NFC').trim();

const surroundings = (site: Site): Surroundings => {
  const { device, country } = site.info();
  return { groups: site.groups(), profile: deviceProfile(device), country };
};

const idsOf = (site: Site, scope: BulkScope): readonly number[] =>
  'ids' in scope ? [...new Set(scope.ids)] : site.find(scope.query);

function* chunks(ids: readonly number[]): Generator<readonly number[]> {
  for (let from = 0; from < ids.length; from += AT_ONCE) yield ids.slice(from, from + AT_ONCE);
}

function planned(
  site: Site,
  ids: readonly number[],
  operation: BulkOperation,
  around: Surroundings,
  refusals: BulkRefusals,
): { allowed: Planned[]; refused: Problem[] } {
  const touched = site
    .contacts(ids)
    .map((contact) => planOf(contact, operation, around))
    .filter(({ changes }) => changes === 'delete' || Object.keys(changes).length > 0);
  const actions = actionsOf(operation);
  if (actions.length === 0 || touched.length === 0) return { allowed: touched, refused: [] };
  const why = refusals(
    touched.map(({ contact }) => contact.id),
    actions,
  );
  return { allowed: touched.filter(({ contact }) => !why.has(contact.id)), refused: [...why.values()] };
}

function planOf(
  contact: Contact,
  operation: BulkOperation,
  { groups, profile, country }: Surroundings,
): Planned {
  if (operation.kind === 'delete') return { contact, changes: 'delete', companion: null };
  if (operation.kind !== 'join' && operation.kind !== 'leave') {
    return { contact, changes: bulkEdit(contact, operation, country), companion: null };
  }
  const name = groupOf(operation);
  const others = contact.groups.filter((held) => held !== name);
  const wanted = operation.kind === 'join' ? [...others, name] : others;
  const next = withCompanions(wanted, groups, profile);
  const same = next.length === contact.groups.length && next.every((one) => contact.groups.includes(one));
  const companion = next.find((one) => !contact.groups.includes(one) && one !== name) ?? null;
  return { contact, changes: same ? {} : { groups: next }, companion };
}

/** Joining and leaving need a right to the group, not to the contact. */
function actionsOf(operation: BulkOperation): Action[] {
  switch (operation.kind) {
    case 'join':
    case 'leave':
      return [];
    case 'delete':
      return ['delete'];
    case 'set':
      return operation.field === 'shortCode' ? ['edit', 'set-short-code'] : ['edit'];
    case 'replace':
      return ['all', 'shortCode'].includes(operation.field) ? ['edit', 'set-short-code'] : ['edit'];
    case 'tidy':
    case 'numbers':
    default:
      return ['edit'];
  }
}
