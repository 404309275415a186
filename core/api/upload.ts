/** Connection, comparison and upload as they cross the contract. */
import { z } from 'zod';
import type { DeviceRecord, RecordField } from '../device/record.ts';
import { EDIT_FIELDS } from '../merge/edit.ts';
import type { WriteKind } from '../merge/input.ts';
import type { PageName, PageUse } from '../device/pages.ts';
import type { AccessChange, Direction, UploadPlan } from '../merge/plan.ts';
import type { Problem } from '../problem/problem.ts';

export const CONNECTORS = ['commander', 'console', 'ovh'] as const;

/** Whose phone book of OVHcloud, and which of them. */
export const ovhPlace = z.object({
  billingAccount: z.string().trim().min(1).max(100),
  /** The line's service name; empty for the book of the billing account. */
  line: z.string().trim().max(100).default(''),
  /** The name of the book; empty: the only one there is, else the one named after the site. */
  book: z.string().trim().max(50).default(''),
});
export type OvhPlace = z.infer<typeof ovhPlace>;

export const connectionInput = z.object({
  connector: z.enum(CONNECTORS),
  url: z.string().max(500),
  /** The login; at OVHcloud the application key. */
  user: z.string().max(100),
  /** The profile by which a console is talked to; empty for the other connectors. */
  console: z.string().max(500).default(''),
  /** Null for the other connectors. */
  ovh: ovhPlace.nullable().default(null),
});
export type ConnectionInput = z.infer<typeof connectionInput>;

/** With its accepted certificate and what is secret; empty: what is known already. */
export const connectionSecrets = connectionInput.extend({
  fingerprint: z.string().nullable(),
  password: z.string().max(200),
  /** Of OVHcloud. */
  consumerKey: z.string().max(200).default(''),
});

export interface Connection extends ConnectionInput {
  /** SHA-256 of the pinned certificate, upper-case hexadecimal with colons; null until it was accepted. */
  fingerprint: string | null;
  /** A password is at hand: in the keychain or in memory. */
  passwordKnown: boolean;
  /** When the PBX was last read in full, ISO 8601 UTC. */
  lastRead: string | null;
  /** The names of the PBX's pages that are used; empty where it has none. */
  pages: ({ use: PageUse } & PageName)[];
}

export interface PbxIdentity {
  model: string;
  serial: string;
  firmware: string;
}

/** What a first contact with the address shows, before any password is sent. */
export interface ConnectionProbe extends PbxIdentity {
  /** Null where the line has no certificate. */
  fingerprint: string | null;
  /** There is no certificate, or one that this machine trusts without being asked. */
  trusted: boolean;
  warnings: Problem[];
}

/** A serial port of this machine. */
export interface PortChoice {
  /** What `serial:` takes: `/dev/ttyUSB0`, `COM3`. */
  path: string;
  /** What the USB adapter calls itself, empty where it has no name. */
  name: string;
}

/** A way in which a console is talked to. */
export interface ConsoleChoice {
  /** For `console` of the connection: the id of a shipped profile, or the path of somebody's own. */
  id: string;
  name: string;
  /** `own`: this product's simulated console; `vendor`: as the manufacturer says; `assumption`: unconfirmed. */
  certainty: 'own' | 'vendor' | 'assumption';
  /** The usual one first; none where no book is spoken, only call records. */
  protocols: string[];
  /** It may ask who logs in. */
  asksLogin: boolean;
}

export interface Comparison {
  /** Names the plan that `pbx.upload` carries out. */
  plan: string;
  at: string;
  upload: UploadPlan;
  /** Facts about the device worth saying: unconfirmed page names, old firmware. */
  notes: Problem[];
  /** The backup that the plan brings the PBX back to; null for a comparison with the site. */
  restores: Backup | null;
  /** The revision of the site that was compared: an upload of the plan is refused once it has moved on. */
  revision: number;
}

const side = z.enum(['local', 'pbx']);

/** By conflict key: one for the whole conflict, or field by field. */
export const decisions = z.record(z.string(), z.union([side, z.partialRecord(z.enum(EDIT_FIELDS), side)]));

export const uploadOptions = z.object({
  plan: z.string(),
  decisions: decisions.default({}),
  /** Also take over what has changed on the PBX. */
  takeOver: z.boolean(),
  /** The number typed by the user where `massLoss` is set. */
  confirmedDeletions: z.number().int().optional(),
});
export type UploadOptions = z.infer<typeof uploadOptions>;

/** What giving up local changes does to the site. */
export interface Discard {
  /** The revision that it was computed from. */
  revision: number;
  toSite: Direction;
  access: AccessChange[];
}

export interface OperationResult {
  kind: WriteKind;
  /** The name of the contact or group; subscriber and group where a right was changed. */
  target: string;
  outcome: 'done' | 'refused' | 'unknown';
  problem: Problem | null;
  changes: ReportedChange[];
}

/** Values of fields are as the device holds them; switches are `yes` or `no`. */
export interface ReportedChange {
  field: RecordField | 'name' | 'standardForNew' | 'grant' | 'standard';
  before: DeviceRecord[RecordField];
  after: DeviceRecord[RecordField];
}

/** A line of the list of reports. Reports of earlier versions do not say who. */
export interface UploadSummary {
  id: number;
  at: string;
  person: string | null;
  login: string | null;
  operations: number;
  failed: number;
  takenOver: number;
  verified: boolean;
  restored: number | null;
}

export interface Difference {
  /** The name of the contact or group. */
  target: string;
  field: string;
  expected: string;
  found: string;
}

export interface UploadReport {
  id: number;
  at: string;
  by: {
    /** The account on this computer. */
    person: string;
    /** The login at the PBX. */
    login: string;
  };
  pbx: PbxIdentity;
  /** What the PBX held before, in the site's backups; null where nothing was sent. */
  backup: number | null;
  /** The backup that was restored; null for an upload of the site. */
  restored: number | null;
  operations: OperationResult[];
  /** Contacts changed in the site by taking over. */
  takenOver: number;
  /** Rights and subscribers changed in the site by taking over. */
  takenOverRights: number;
  /** The step of the history that takes that back; null where nothing was, or where it is not known any more. */
  pullStep: number | null;
  /** The PBX was read again and holds exactly what the plan says. */
  verified: boolean;
  differences: Difference[];
}

/** What the PBX held before an upload, kept in the site file. */
export interface Backup {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  model: string;
  serial: string;
  firmware: string;
  contacts: number;
  groups: number;
}

/** Files to import by hand, with the instruction sheet. Names for `files.read`. */
export interface HandOff {
  files: { file: string; fileName: string; bytes: number }[];
  /** Numbered steps in the user's language. */
  steps: string[];
}
