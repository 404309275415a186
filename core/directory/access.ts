/**
 * Who may do what to which contacts: the matrix of the vendor's help pages (COMmander 6000, Help V36,
 * "Contacts"; Help V34, "Google contact groups"; COMpact 5000, Help V22, "Address books"). One function
 * answers for services, which refuse, and for the interface, which greys out and says why.
 */
import type { Problem, ProblemCode } from '../problem/problem.ts';
import type { ContactGroup } from './group.ts';
import type { Subscriber } from './subscriber.ts';

export const ACTIONS = [
  'search',
  'view',
  'show-qr',
  'export-vcard',
  'export-csv',
  'soft-call',
  'create',
  'edit',
  'set-photo',
  'set-short-code',
  'import-vcard',
  'adopt-call',
  'delete',
  'assign',
  'unassign',
  'set-standard-group',
  'import-csv',
  'delete-all',
  'change-groups',
  'change-access',
  'manage-site',
] as const;
export type Action = (typeof ACTIONS)[number];

export type Actor = Pick<Subscriber, 'role' | 'grants'>;
type Group = Pick<ContactGroup, 'name' | 'kind'>;

export interface Target {
  /**
   * The groups of the contact; for a new contact those that it will stand in; for `assign`, `unassign` and
   * `set-standard-group` the one group; for an export those exported (none: all that may be read).
   */
  groups: readonly Group[];
  /** Where the action is offered; absent where no view is involved, as on the command line. */
  view?: 'all-contacts' | 'group';
}

export type Answer = { allowed: true } | { allowed: false; problem: Problem };

const YES: Answer = { allowed: true };
const no = (code: ProblemCode, value?: string): Answer => ({
  allowed: false,
  problem: { code, severity: 'error', ...(value === undefined ? {} : { value }) },
});

/** May this actor do this to that? Pure; the groups and grants are those of the moment. */
export function mayDo(actor: Actor, action: Action, target: Target): Answer {
  const google = target.groups.find((group) => group.kind === 'google');
  switch (action) {
    case 'search':
    case 'export-csv':
      return readsAll(actor, target.groups);
    case 'view':
    case 'show-qr':
    case 'export-vcard':
      return readsOne(actor, target.groups);
    case 'soft-call':
      // "Requirements: logged in as subscriber".
      return actor.role === 'subscriber' ? readsOne(actor, target.groups) : no('access-subscriber-only');
    case 'create':
    case 'import-vcard':
    case 'adopt-call':
    case 'assign':
    case 'unassign':
    case 'set-standard-group':
      // What lands in a Google group would have to come from Google.
      return google === undefined ? writesAll(actor, target.groups) : readOnly(actor, google);
    case 'edit':
    case 'set-photo':
    case 'set-short-code':
      return google === undefined ? writesOne(actor, target.groups) : readOnly(actor, google);
    case 'delete':
      // "Supprimer is only available in the view Tous les contacts."
      if (target.view === 'group') return no('access-all-contacts-only');
      // "To delete a contact from this group, you must first delete it in Google."
      if (google !== undefined) return readOnly(actor, google);
      // "Only contacts that are assigned to the contact groups for which the subscriber has write access".
      return writesAll(actor, target.groups);
    case 'delete-all':
    case 'import-csv':
      // Both are "only available in the view Tous les contacts" and for "admin or sub-admin".
      if (target.view === 'group') return no('access-all-contacts-only');
      return isAdministrator(actor) ? YES : no('access-administrator-only');
    case 'change-groups':
      // Google's groups come and go with Google's account.
      if (google !== undefined) return readOnly(actor, google);
      return isAdministrator(actor) ? YES : no('access-administrator-only');
    case 'change-access':
    case 'manage-site':
    default:
      return isAdministrator(actor) ? YES : no('access-administrator-only');
  }
}

/** The groups whose contacts the actor sees: all of them, or those with a grant. */
export const readableGroups = <G extends Pick<Group, 'name'>>(actor: Actor, groups: readonly G[]): G[] =>
  groups.filter(({ name }) => canRead(actor, name));

const isAdministrator = (actor: Actor): boolean => actor.role !== 'subscriber';

const canRead = (actor: Actor, group: string): boolean =>
  isAdministrator(actor) || (grantOf(actor, group) ?? 'none') !== 'none';

const canWrite = (actor: Actor, group: string): boolean =>
  isAdministrator(actor) || grantOf(actor, group) === 'write';

/** Group names are anybody's: one called `constructor` must not find what every object inherits. */
const grantOf = (actor: Actor, group: string) =>
  Object.hasOwn(actor.grants, group) ? actor.grants[group] : undefined;

/** "Read access to at least one contact group": a contact without groups is seen by administrators only. */
const readsOne = (actor: Actor, groups: readonly Group[]): Answer =>
  isAdministrator(actor) || groups.some((group) => canRead(actor, group.name)) ? YES : no('access-no-read');

function readsAll(actor: Actor, groups: readonly Group[]): Answer {
  if (isAdministrator(actor)) return YES;
  const readsAny = Object.values(actor.grants).some((grant) => grant !== 'none');
  return readsAny && groups.every((group) => canRead(actor, group.name)) ? YES : no('access-no-read');
}

const writesOne = (actor: Actor, groups: readonly Group[]): Answer =>
  isAdministrator(actor) || groups.some((group) => canWrite(actor, group.name))
    ? YES
    : unwritable(actor, groups);

function writesAll(actor: Actor, groups: readonly Group[]): Answer {
  if (isAdministrator(actor)) return YES;
  const closed = groups.filter((group) => !canWrite(actor, group.name));
  return groups.length > 0 && closed.length === 0 ? YES : unwritable(actor, closed);
}

/** Groups that the actor may not even read are never named. */
const unwritable = (actor: Actor, groups: readonly Group[]): Answer =>
  no(
    'access-no-write',
    readableGroups(actor, groups)
      .map(({ name }) => name)
      .join(', '),
  );

const readOnly = (actor: Actor, group: Group): Answer =>
  canRead(actor, group.name) ? no('access-google-read-only', group.name) : no('access-google-hidden');
