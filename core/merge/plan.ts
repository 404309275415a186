/**
 * The plan of an upload: a value that can be shown, printed, saved and carried out. It is computed from
 * three states (what the PBX held when last read, what the site holds, what the PBX holds now).
 */
import type { GroupKind } from '../directory/group.ts';
import type { Grant } from '../directory/subscriber.ts';
import type { DeviceRecord, RecordField } from '../device/record.ts';
import type { Problem } from '../problem/problem.ts';
import type { Lead } from './lead.ts';
import type { MassLoss } from './loss.ts';

/** One field that differs. Values are the field's own: text, or a list. */
export interface FieldChange {
  field: RecordField;
  before: DeviceRecord[RecordField];
  after: DeviceRecord[RecordField];
}

export interface PlannedContact {
  /** The contact of the site; null for one that only the PBX has. */
  contactId: number | null;
  /** What the PBX calls it; null for one that it does not have yet. */
  remoteId: string | null;
  name: string;
  changes: FieldChange[];
  /** The record as it will stand on the side that changes; null for a deletion. */
  record: DeviceRecord | null;
  /** It was deleted on the side where it is created again, and changed on the other meanwhile. */
  revived: boolean;
  /** This side leads its groups, and what the other one changed goes back. */
  overruledBy: Lead;
}

export interface PlannedGroup {
  /** `mark-group`: new contacts land in it from then on, or no more. */
  kind: 'create-group' | 'rename-group' | 'mark-group' | 'delete-group';
  groupId: number | null;
  remoteId: string | null;
  /** The name that the group will have; for a deletion the one it has. */
  name: string;
  groupKind: GroupKind;
  standardForNew: boolean;
}

export interface Direction {
  groups: PlannedGroup[];
  create: PlannedContact[];
  update: PlannedContact[];
  delete: PlannedContact[];
}

export interface FieldConflict {
  field: RecordField;
  base: DeviceRecord[RecordField] | null;
  site: DeviceRecord[RecordField];
  pbx: DeviceRecord[RecordField];
}

export interface Conflict {
  /** Stable across two comparisons of the same states. */
  key: string;
  contactId: number;
  remoteId: string;
  name: string;
  /** `both-changed`: see `fields`; `no-base`: two entries look like the same person and differ. */
  kind: 'both-changed' | 'no-base';
  fields: FieldConflict[];
  /** What else changes once the conflict is decided: a contact in dispute is left alone until then. */
  undisputed: { toPbx: FieldChange[]; toSite: FieldChange[] };
  siteRecord: DeviceRecord;
  pbxRecord: DeviceRecord;
  /** What both sides last agreed on, with what they agree on now; null where they never did. */
  base: DeviceRecord | null;
}

export type Decision = 'local' | 'pbx';

/** One decision for the whole conflict, or one for each field in dispute. */
export type Decided = Decision | Partial<Record<RecordField, Decision>>;

/**
 * A contact of the site and a contact of the PBX that are the same. `base` may be stored at once: it is
 * what both last agreed on, with what they agree on now. Null after deciding a conflict without a base:
 * then there is nothing to store before an operation was done (see `nextBase`).
 */
export interface ContactLink {
  contactId: number;
  remoteId: string;
  base: DeviceRecord | null;
  /** What both sides hold when the whole plan was carried out. */
  merged: DeviceRecord;
  /** The fields that the plan changes, by direction. */
  toPbx: RecordField[];
  toSite: RecordField[];
}

export interface GroupLink {
  groupId: number;
  remoteId: string;
  /** The name to store as base at once: the one agreed on, before any renaming of this plan. */
  name: string;
  /** The name that the group will have: bases of contacts in `ContactLink` say this one. */
  final: string;
  standardForNew: boolean;
}

/** What a subscriber may do with a contact group. Only a group that may be written to is standard. */
export interface AccessCell {
  grant: Grant;
  standard: boolean;
}

interface AccessPlace {
  extension: string;
  subscriber: string;
  /** The name that the group will have. */
  group: string;
  /** Null for a group that the site does not have yet. */
  groupId: number | null;
}

export interface AccessChange extends AccessPlace {
  before: AccessCell;
  after: AccessCell;
}

export interface AccessConflict extends AccessPlace {
  /** Stable across two comparisons of the same states; no contact's conflict has the same. */
  key: string;
  base: AccessCell;
  site: AccessCell;
  pbx: AccessCell;
}

interface Named {
  extension: string;
  name: string;
}

export interface AccessPlan {
  toPbx: AccessChange[];
  toSite: AccessChange[];
  conflicts: AccessConflict[];
  /** Subscribers that the site will take over from the PBX. */
  newSubscribers: Named[];
  /** Subscribers by the name that the PBX gives them: it has no page to change it. */
  renamedSubscribers: Named[];
  /** Subscribers that the PBX does not list: they cannot be created there from here. */
  onlyHere: Named[];
  /** What the device cannot hold. */
  losses: { name: string; problem: Problem }[];
  /** Cells whose base is to be stored at once. */
  agreed: (AccessCell & { extension: string; groupId: number })[];
}

export interface UploadPlan {
  toPbx: Direction;
  toSite: Direction;
  conflicts: Conflict[];
  access: AccessPlan;
  /** Contacts that stay as they are on both sides. */
  unchanged: number;
  /** What the device cannot hold, one complaint a contact and rule. */
  losses: { contactId: number; name: string; problem: Problem }[];
  /** Where so much would be lost that its number must be typed to go on. */
  massLoss: MassLoss[];
  /** Pairs with operations, and pairs whose base is to be stored anew. Pairs that rest are not listed. */
  links: ContactLink[];
  groupLinks: GroupLink[];
  /** Contacts and groups of the site whose base says nothing any more: to be removed at once. */
  unlinked: { contacts: number[]; groups: number[] };
}
