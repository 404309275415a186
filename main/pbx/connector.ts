/**
 * The port to a PBX. A connector says what it can do, reads as a stream, and takes a stream of
 * operations: one that writes a record a request answers each in turn, one that writes a whole book
 * (a serial line) or hands over a task (an asynchronous API) collects them and answers at the end.
 *
 * Errors: every method throws `SwitchbookError` with a code of `resources/problems/pbx.json`.
 */
import type { DeviceRecord, RecordField } from '../../core/device/record.ts';
import type { GroupKind } from '../../core/directory/group.ts';
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
  /** Reading shows everything: what is not there was deleted. Otherwise it may only be hidden from this login. */
  complete: boolean;
  /** Milliseconds that a write may take to show in a reading. */
  settles: number;
}

export interface RemoteGroup {
  id: string;
  name: string;
  kind: GroupKind;
  standardForNew: boolean;
}

export interface RemoteContact {
  id: string;
  record: DeviceRecord;
}

/** What a PBX held at one moment. */
export interface RemoteBook {
  identity: DeviceIdentity;
  groups: RemoteGroup[];
  contacts: RemoteContact[];
}

/** `key` is the caller's own name for the operation and comes back with its outcome. */
export type RemoteOperation =
  | { key: string; kind: 'create-group'; name: string; groupKind: GroupKind }
  | { key: string; kind: 'rename-group'; id: string; name: string }
  | { key: string; kind: 'delete-group'; id: string }
  | { key: string; kind: 'create'; record: DeviceRecord }
  | { key: string; kind: 'update'; id: string; record: DeviceRecord; changed: readonly RecordField[] }
  | { key: string; kind: 'delete'; id: string };

export type RemoteOutcome =
  /** `id`: what the PBX calls the new record, where it says so. */
  | { key: string; outcome: 'done'; id: string | null }
  /** The PBX said no; the rest goes on. */
  | { key: string; outcome: 'refused'; problem: Problem };

export interface ReadProgress {
  (done: number, total: number | null): void;
}

export interface Connector {
  readonly capabilities: Capabilities;
  /** What a user should know before relying on this line: unconfirmed page names, a login that only reads. */
  readonly notes: readonly Problem[];
  identify(): Promise<DeviceIdentity>;
  /** Group names in the records are those of `groups`. */
  read(progress: ReadProgress, signal: AbortSignal): Promise<RemoteBook>;
  /**
   * Pulls an operation only when it is ready to send it, so that the caller can journal `started` just
   * before; throws when the line drops: whatever was pulled and not answered is then of unknown outcome.
   */
  apply(
    operations: Iterable<RemoteOperation> | AsyncIterable<RemoteOperation>,
    signal: AbortSignal,
  ): AsyncIterable<RemoteOutcome>;
  /** Logs out and lets the line go. Never throws. */
  close(): Promise<void>;
}
