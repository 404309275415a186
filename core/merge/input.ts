/** The three states that an upload is planned from. Plain values: reading them is the business of jobs. */
import type { DeviceProfile } from '../device/profile.ts';
import type { DeviceRecord, RecordField } from '../device/record.ts';
import type { GroupDirection, GroupKind } from '../directory/group.ts';
import type { Problem } from '../problem/problem.ts';
import type { AccessStates } from './access.ts';

export interface SiteContact {
  id: number;
  name: string;
  /** As `toDevice` makes it. */
  record: DeviceRecord;
  /** As `checkContact` finds them. With an error among them the contact is not sent to the device. */
  problems: readonly Problem[];
}

export interface SiteGroup {
  id: number;
  name: string;
  kind: GroupKind;
  standardForNew: boolean;
  direction: GroupDirection;
}

export interface RemoteContactState {
  id: string;
  record: DeviceRecord;
}

export interface RemoteGroupState {
  id: string;
  name: string;
  kind: GroupKind;
  /** Null where the line does not say. */
  standardForNew: boolean | null;
}

/** What is written to a PBX: groups, contacts and rights. */
export const WRITE_KINDS = [
  'create-group',
  'rename-group',
  'mark-group',
  'delete-group',
  'create',
  'update',
  'delete',
  'set-grant',
  'set-standard',
] as const;
export type WriteKind = (typeof WRITE_KINDS)[number];

/** A write that was sent and whose outcome was never learnt. Those of rights find themselves. */
export interface PendingWrite {
  kind: WriteKind;
  contactId: number | null;
  groupId: number | null;
  remoteId: string | null;
  /** For a group: the name that it was given. */
  target: string;
  /** What was sent; null for deletions and groups. */
  record: DeviceRecord | null;
  /**
   * For an update: the base if it arrived, as `nextBase` says. The sent record itself is none: it may carry
   * what the PBX changed and the site never took over.
   */
  agreed: DeviceRecord | null;
}

/** What both sides agreed on of a group. */
export interface BaseGroupState {
  remoteId: string;
  name: string;
  standardForNew: boolean;
}

export interface MergeInput {
  /** What both sides agreed on when the PBX was last read or written, by contact of the site. */
  baseContacts: ReadonlyMap<number, { remoteId: string; record: DeviceRecord }>;
  baseGroups: ReadonlyMap<number, BaseGroupState>;
  pending: readonly PendingWrite[];
  /** Ids of the contacts that the PBX held when the creations among them were sent; null: nobody knows. */
  heldBefore: ReadonlySet<string> | null;
  site: { contacts: readonly SiteContact[]; groups: readonly SiteGroup[] };
  remote: {
    contacts: readonly RemoteContactState[];
    groups: readonly RemoteGroupState[];
    /** How many contacts came in rows of fewer columns than are known: the layout of another firmware. */
    narrow?: number;
  };
  /** Null where the connector knows nothing of them. */
  access: AccessStates | null;
  /** The fields that the connector reads; no other is compared. */
  fields: readonly RecordField[];
  profile: DeviceProfile;
  /** ISO code of the country that the PBX stands in. */
  country: string;
}
