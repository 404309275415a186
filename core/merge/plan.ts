/**
 * The plan of an upload: a value that can be shown, printed, saved and carried out. It is computed from
 * three states (what the PBX held when last read, what the site holds, what the PBX holds now).
 */
import type { GroupKind } from '../directory/group.ts';
import type { DeviceRecord, RecordField } from '../device/record.ts';
import type { Problem } from '../problem/problem.ts';

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
}

export interface PlannedGroup {
  kind: 'create-group' | 'rename-group' | 'delete-group';
  groupId: number | null;
  remoteId: string | null;
  name: string;
  groupKind: GroupKind;
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
}

export type Decision = 'local' | 'pbx';

export interface UploadPlan {
  toPbx: Direction;
  toSite: Direction;
  conflicts: Conflict[];
  /** Contacts that stay as they are on both sides. */
  unchanged: number;
  /** What the device cannot hold, one complaint a contact and rule. */
  losses: { contactId: number; name: string; problem: Problem }[];
  /** Set when so much would be deleted that the number must be typed to go on. */
  massLoss: { side: 'pbx' | 'site'; deletions: number; of: number } | null;
}
