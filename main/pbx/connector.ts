/**
 * The port to a PBX. A connector says what it can do, reads as a stream, and takes a stream of
 * operations: one that writes a record a request answers each in turn, one that writes a whole book
 * (a serial line) or hands over a task (an asynchronous API) collects them and answers at the end.
 *
 * Errors: every method throws `SwitchbookError` with a code of `resources/problems/pbx.json`.
 */
import type { Progress } from '../../core/api/progress.ts';
import type { DeviceRecord, RecordField } from '../../core/device/record.ts';
import type { GroupKind } from '../../core/directory/group.ts';
import type { Grant } from '../../core/directory/subscriber.ts';
import type { Problem } from '../../core/problem/problem.ts';

export interface DeviceIdentity {
  model: string;
  /** Id of a profile in `resources/devices`, or null when the model is unknown. */
  profile: string | null;
  serial: string;
  firmware: string;
  /** Firmware with known holes and the like. */
  warnings: Problem[];
}

export interface Capabilities {
  /** `each`: one request a record; `book`: the whole book at once; `hand-off`: files imported by hand. */
  write: 'each' | 'book' | 'hand-off';
  /** The record's fields that reading returns. Fields that are not read are never compared. */
  fields: readonly RecordField[];
  /** Contact groups can be created, renamed and deleted. */
  writeGroups: boolean;
  /** What subscribers may do with contact groups, and their standard groups; null: this line knows nothing of it. */
  access: 'read' | 'write' | null;
  /** Reading shows everything: what is not there was deleted. Otherwise it may only be hidden from this login. */
  complete: boolean;
  /** Milliseconds that a write may take to show in a reading. */
  settles: number;
}

export interface RemoteGroup {
  id: string;
  name: string;
  kind: GroupKind;
  /** New contacts land in it; null where the line does not say. */
  standardForNew: boolean | null;
  /** When a Google group was last synchronised, `YYYY-MM-DDTHH:MM` in the time of the PBX, where it says so. */
  lastSync?: string;
}

export interface RemoteContact {
  id: string;
  record: DeviceRecord;
}

/** A subscriber whom rights are given to; administrators may do everything and are not listed. */
export interface RemoteSubscriber {
  extension: string;
  name: string;
  /** By names of `groups`; a group that is not named is `none`. Only a group that may be written to is standard. */
  rights: { group: string; grant: Grant; standard: boolean }[];
}

/** What a PBX held at one moment. */
export interface RemoteBook {
  identity: DeviceIdentity;
  groups: RemoteGroup[];
  contacts: RemoteContact[];
  /** Empty where `access` of the capabilities is null. */
  subscribers: RemoteSubscriber[];
  /** How many contacts came in rows of fewer columns than are known: the layout of another firmware. */
  narrow?: number;
}

/**
 * `key` is the caller's own name for the operation and comes back with its outcome. Rights name the group,
 * which may have been created or renamed by an operation before. Taking away a right to write also ends
 * the group's being standard for that subscriber.
 */
export type RemoteOperation =
  | { key: string; kind: 'create-group'; name: string; groupKind: GroupKind; standardForNew: boolean }
  | { key: string; kind: 'rename-group'; id: string; name: string }
  | { key: string; kind: 'mark-group'; id: string; standardForNew: boolean }
  | { key: string; kind: 'set-grant'; extension: string; group: string; grant: Grant }
  | { key: string; kind: 'set-standard'; extension: string; group: string; standard: boolean }
  | { key: string; kind: 'delete-group'; id: string }
  | { key: string; kind: 'create'; record: DeviceRecord }
  | { key: string; kind: 'update'; id: string; record: DeviceRecord; changed: readonly RecordField[] }
  | { key: string; kind: 'delete'; id: string };

export type RemoteOutcome =
  /** `id`: what the PBX calls the new record, where it says so. */
  | { key: string; outcome: 'done'; id: string | null }
  /** The PBX said no; the rest goes on. */
  | { key: string; outcome: 'refused'; problem: Problem };

/** A connector's note of work that goes on at the PBX without us: it outlives every interruption. */
export interface Errand {
  get(): string | null;
  /** Durable before it returns; null: nothing goes on any more. */
  set(note: string | null): void;
}

/** How many contacts a plan writes. */
export type Writes = Record<'create' | 'update' | 'delete', number>;

/** `bytes` where bytes of a file are counted: see `Progress`. */
export interface ReadProgress {
  (done: number, total: number | null, bytes?: Progress['bytes']): void;
}

export interface Connector {
  readonly capabilities: Capabilities;
  /** What a user should know before relying on this line: unconfirmed page names, a login that only reads. */
  readonly notes: readonly Problem[];
  /** What there is to say before a plan is carried out: how it will be sent, and what then is left to do. */
  planNotes?(writes: Writes): Problem[];
  identify(): Promise<DeviceIdentity>;
  /** Group names in the records are those of `groups`. */
  read(progress: ReadProgress, signal: AbortSignal): Promise<RemoteBook>;
  /**
   * Pulls an operation only when it is ready to send it, so that the caller can journal `started` just
   * before; throws when the line drops: whatever was pulled and not answered is then of unknown outcome.
   * `progress` tells of a whole book on its way; where records are answered one by one, they say it themselves.
   */
  apply(
    operations: Iterable<RemoteOperation> | AsyncIterable<RemoteOperation>,
    signal: AbortSignal,
    progress?: ReadProgress,
  ): AsyncIterable<RemoteOutcome>;
  /** Logs out and lets the line go. Never throws. */
  close(): Promise<void>;
}
