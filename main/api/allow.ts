/** The matrix of rights, as services apply it: an action that is not allowed ends with the rule's own words. */
import type { OperationName } from '../../core/api/contract.ts';
import { mayDo, type Action, type Answer, type Target } from '../../core/directory/access.ts';
import type { ContactGroup } from '../../core/directory/group.ts';
import { errorOf, SwitchbookError, type Problem } from '../../core/problem/problem.ts';
import type { Desk } from './desk.ts';

/**
 * What a subscriber may ask for: these answers look at the rights themselves, and see the site as the
 * subscriber does. All others concern the site as a whole.
 */
const OPEN: ReadonlySet<OperationName> = new Set<OperationName>([
  'app.info',
  'support.fault',
  'files.begin',
  'files.append',
  'files.read',
  'site.info',
  'site.create',
  'site.open',
  'site.recent',
  'session.get',
  'session.signIn',
  'session.signOut',
  'session.people',
  'contacts.find',
  'contacts.page',
  'contacts.first',
  'contacts.rows',
  'contacts.facets',
  'contacts.initials',
  'contacts.photo',
  'contacts.setPhoto',
  'contacts.create',
  'contacts.edit',
  'drafts.keep',
  'drafts.take',
  'contacts.delete',
  'contacts.deletable',
  'contacts.deleteAll',
  'contacts.assign',
  'contacts.may',
  'contacts.fit',
  'contacts.qr',
  'contacts.qrFile',
  'bulk.preview',
  'bulk.apply',
  'duplicates.find',
  'duplicates.merge',
  'duplicates.distinct',
  'connection.forgetful',
  'call.settings',
  'call.configure',
  'call.probePhone',
  'call.dial',
  'calls.line',
  'calls.pull',
  'calls.known',
  'calls.adopt',
  'groups.create',
  'groups.edit',
  'groups.delete',
  'groups.standard',
  'history.list',
  'history.undo',
  'history.redo',
  'import.inspect',
  'import.preview',
  'import.rows',
  'import.row',
  'import.commit',
  'import.rejects',
  'import.report',
  'export.run',
]);

/** Errors: `access-administrator-only`. */
export function allowOperation(desk: Desk, name: OperationName): void {
  if (OPEN.has(name) || desk.siteOrNull === null) return;
  refuse(mayDo(desk.session, 'manage-site', { groups: [] }));
}

/** Errors: `access-…`, as `mayDo` answers; `group-missing`, also for a group that may not be known of. */
export function allow(desk: Desk, action: Action, names: readonly string[] = []): void {
  allowOn(desk, action, knownGroups(desk, names));
}

/** The same for groups at hand, one that is about to be made included. Errors: `access-…`. */
export function allowOn(desk: Desk, action: Action, groups: Target['groups']): void {
  refuse(mayDo(desk.session, action, { groups }));
}

/** The extension of the subscriber who calls. Errors: `access-subscriber-only`. */
export function callerOf({ session }: Desk): string {
  const { extension, role } = session;
  if (extension !== null && role === 'subscriber') return extension;
  throw new SwitchbookError('access-subscriber-only');
}

/** For what needs some group that it may be done in. Errors: `access-…`. */
export function allowSomewhere(desk: Desk, action: Action): void {
  const anywhere = mayDo(desk.session, action, { groups: [] });
  const somewhere = desk.site
    .groups()
    .some((group) => mayDo(desk.session, action, { groups: [group] }).allowed);
  if (!somewhere) refuse(anywhere);
}

/** For contacts that exist, whatever groups they stand in. Errors: `access-…`. */
export function allowFor(desk: Desk, action: Action, ids: readonly number[]): void {
  for (const target of targetsOf(desk, ids)) refuse(mayDo(desk.session, action, target));
}

/** Why the actions are not allowed for these contacts; those that are allowed are absent. */
export function refusals(
  desk: Desk,
  actions: readonly Action[],
  ids: readonly number[],
  view?: Target['view'],
): Partial<Record<Action, Problem>> {
  const targets = targetsOf(desk, ids);
  const found: Partial<Record<Action, Problem>> = {};
  for (const action of actions) {
    for (const { groups } of targets) {
      const answer = mayDo(desk.session, action, { groups, ...(view !== undefined && { view }) });
      if (!answer.allowed) found[action] ??= answer.problem;
    }
  }
  return found;
}

function targetsOf(desk: Desk, ids: readonly number[]): Target[] {
  const groups = new Map(desk.file.groups().map((group) => [group.name, group]));
  return desk.file
    .memberships(ids)
    .map((set) => ({ groups: set.groups.flatMap((name) => groups.get(name) ?? []) }));
}

function knownGroups({ site }: Desk, names: readonly string[]): ContactGroup[] {
  const groups = new Map(site.groups().map((group) => [group.name, group]));
  return names.map((typed) => {
    const group = groups.get(typed.normalize('NFC').trim());
    if (group === undefined) throw new SwitchbookError('group-missing', { value: typed });
    return group;
  });
}

function refuse(answer: Answer): void {
  if (!answer.allowed) throw errorOf(answer.problem);
}
