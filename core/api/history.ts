/** The journal as it crosses the contract: what each change held before and after, and what taking it back meets. */
import type { FieldContent } from '../exchange/field-parts.ts';

/** `distinct`: that two contacts which look alike are two. */
export const RECORDS = ['contact', 'group', 'subscriber', 'site', 'distinct'] as const;
export type RecordName = (typeof RECORDS)[number];

/** `return`: what had vanished is there again. */
export const CHANGES = ['appear', 'vanish', 'return', 'edit'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** Where a change came from: typed here, an imported file, a PBX, an earlier step that was taken back. */
export type StepSource =
  | { kind: 'hand' }
  | { kind: 'file'; name: string }
  | { kind: 'pbx'; name: string }
  | { kind: 'step'; step: number };

/** One record, or records with ids in a row that all appeared or vanished. */
export interface RecordChange {
  /** Of the entry: pages of a step begin after it. */
  entry: number;
  step: number;
  record: RecordName;
  change: ChangeKind;
  first: number;
  last: number;
  /** Of the first one, as it is now; empty where it is gone for good. */
  name: string;
  fields: { field: string; before: FieldContent; after: FieldContent }[];
}

/** Why a part of a step cannot be taken back without taking a later change along. */
export type CollisionReason = 'changed-later' | 'deleted-later' | 'gone' | 'taken' | 'in-use';

export interface Collision {
  record: RecordName;
  id: number;
  name: string;
  /** The field that was changed later; null where it is the whole record. */
  field: string | null;
  reason: CollisionReason;
}

export interface StepUndo {
  /** Whether it was done: not for a preview, and not where something collides and is not to be left as it is. */
  done: boolean;
  /** Records that are, or would be, as they were before the step. */
  count: number;
  /** The first hundred of them. */
  collisions: Collision[];
  collided: number;
}

/** A contact that was deleted and that undo could still bring back. */
export interface Departed {
  id: number;
  name: string;
  company: string;
  /** When it last changed, ISO 8601, UTC; null where the history does not say any more. */
  at: string | null;
}

/** What erasing did or would do, and where else the person may still be found. */
export interface Erasure {
  contacts: number;
  /** Entries of the journal that spoke of them. */
  entries: number;
  /** Reports in which their names and numbers were blanked. */
  reports: number;
  /** Those that the PBX holds too: they come back with the next comparison unless they are deleted there. */
  onPbx: number;
  /** Numbers of the backups of the PBX, inside of this file, that hold them. */
  pbxBackups: number[];
  /** Copies beside the site that hold them. */
  copies: string[];
}
