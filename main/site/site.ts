/**
 * The site file as everything above it sees it. All calls are synchronous: SQLite answers in
 * microseconds, and long work opens the file a second time in a worker.
 *
 * Errors: `SwitchbookError` with codes of `resources/problems/site.json`; `site-busy` when another
 * connection is writing, after which the whole call may be repeated.
 */
import type {
  ContactPage,
  ContactQuery,
  HistoryStep,
  PageAsked,
  SiteCounts,
  SiteInfo,
  StepAction,
  StepLabel,
} from '../../core/api/shapes.ts';
import type { Departed, Erasure, RecordChange, StepSource, StepUndo } from '../../core/api/history.ts';
import type { Compacted, CopyReason, FileCheck, Keeping, KeptCopy } from '../../core/api/safety.ts';
import type { FileFacts } from '../../core/api/support.ts';
import type { Backup, OvhPlace, UploadSummary } from '../../core/api/upload.ts';
import type { CallWay } from '../../core/api/calls.ts';
import type { ConfirmedPage } from '../../core/device/pages.ts';
import type { DeviceRecord } from '../../core/device/record.ts';
import type { Contact, ContactDraft, ContactFields, Photo } from '../../core/directory/contact.ts';
import type { Membership } from '../../core/directory/hidden.ts';
import type { ContactGroup, GroupDirection, GroupKind } from '../../core/directory/group.ts';
import type { Right } from '../../core/directory/matrix.ts';
import type { ContactChange, ServiceTable } from '../../core/directory/service-contact.ts';
import type { Grant, Role, Subscriber } from '../../core/directory/subscriber.ts';
import type { ServiceEvent, ServicesView } from '../../core/services/history.ts';
import type { ContactOrder } from '../../core/services/order.ts';
import type { AccessBase } from '../../core/merge/access.ts';
import type { BaseGroupState, PendingWrite } from '../../core/merge/input.ts';

/** Where a change came from, which subscriber was signed in, and as what. */
export type Source = StepSource & { by?: string; role?: Role };

export interface FirstContacts {
  contacts: Contact[];
  more: boolean;
}

export interface GroupChanges {
  name?: string;
  standardForNew?: boolean;
  direction?: GroupDirection;
}

/** The writing side, inside one transaction that is one undo step. */
export interface SiteChange {
  /** Unknown group names are an error: create the group first. */
  createContact(draft: ContactDraft): number;
  /** Only what is given changes. Says whether anything did. */
  updateContact(id: number, fields: Partial<ContactFields>, photo?: Photo | null): boolean;
  deleteContact(id: number): void;
  /** Brings a deleted contact back with all that it held. Says whether it was still to be had. */
  returnContact(id: number): boolean;
  /** These two are not the same, however alike they look. Says whether that was not known yet. */
  keepDistinct(one: number, other: number): boolean;
  /** The group's id, new or existing. */
  ensureGroup(name: string, kind: GroupKind): number;
  editGroup(id: number, changes: GroupChanges): void;
  deleteGroup(id: number): void;
  saveSubscriber(subscriber: Pick<Subscriber, 'extension' | 'name' | 'role'>): void;
  deleteSubscriber(extension: string): void;
  setGrant(extension: string, group: string, grant: Grant, standard?: boolean): void;
  /** Several rights of one subscriber, as they will be; those of other groups stay. */
  setRights(extension: string, rights: readonly ({ group: string } & Right)[]): void;
  setDevice(device: string, country: string): void;
}

/** What the PBX held of one contact or group when last read or written: the base of the three-way merge. */
export interface BaseContact {
  contactId: number;
  remoteId: string;
  record: DeviceRecord;
}
export interface BaseGroup extends BaseGroupState {
  groupId: number;
}

/** A write as it is remembered until its outcome is known. */
export interface PendingOperation extends PendingWrite {
  key: string;
  /** For a right or a standard group: the cell if it arrived. */
  access: AccessBase | null;
  startedAt: string;
}

export interface NewConnection {
  connector: string;
  url: string;
  user: string;
  /** The profile of a console; empty for other connectors. */
  console?: string;
  /** Null for other connectors. */
  ovh?: OvhPlace | null;
  fingerprint: string | null;
}
export interface KnownConnection extends Required<NewConnection> {
  lastRead: string | null;
}

/** Not part of undo: the state of the PBX does not go back because we do. */
export interface PbxMemory {
  connection(): KnownConnection | null;
  setConnection(connection: NewConnection): void;
  /** The serial number of the PBX last read, to notice when the cable is in another one. */
  serial(): string | null;
  setRead(serial: string, at: string): void;
  /** When that was; null before, and after another PBX was put in its place. */
  lastRead(): string | null;
  /** Another PBX stands there now: forgets what the old one held and was being sent. */
  replace(serial: string): void;
  baseContacts(): Map<number, BaseContact>;
  baseGroups(): Map<number, BaseGroup>;
  /** A creation that was sent for this contact is known to have arrived then. */
  setBaseContact(base: BaseContact): void;
  removeBaseContact(contactId: number): void;
  setBaseGroup(base: BaseGroup): void;
  /** When the PBX last synchronised its groups with Google, by its own id of the group; see `RemoteGroup`. */
  setLastSyncs(syncs: ReadonlyMap<string, string>): void;
  removeBaseGroup(groupId: number): void;
  baseAccess(): AccessBase[];
  /** A cell that is none is not kept. */
  setBaseAccess(base: AccessBase): void;
  /** Names of pages that a person has confirmed for this connection. */
  confirmedPages(): ConfirmedPage[];
  setConfirmedPages(pages: readonly ConfirmedPage[]): void;
  /** A connector's own note of work that goes on at the PBX without us, in its own words. */
  errand(): string | null;
  /** Durable before it returns. */
  setErrand(errand: string | null): void;
  /** How a subscriber calls; null: nothing was chosen. */
  callWay(extension: string): CallWay | null;
  setCallWay(extension: string, way: CallWay): void;
  pending(): PendingOperation[];
  /** Durable before it returns: the operation is sent right after. */
  start(operation: PendingOperation): void;
  finish(key: string): void;
  /** Many of the calls above in one transaction. */
  together<T>(work: () => T): T;
}

/** Not part of undo either: a backup is of the PBX. */
export interface Backups {
  /** The latest first. */
  list(): Backup[];
  /** Errors: `backup-missing`, `site-damaged`. */
  read(id: number): { about: Backup; book: unknown };
  /** Keeps the book, durable before it returns, and lets the oldest go where there are too many. Says its id. */
  add(about: Omit<Backup, 'id'>, book: unknown): number;
}

/** Not part of undo: what was asked of the vendor stays asked. */
export interface ServiceMemory {
  /** All that is remembered of a billing account. */
  view(billingAccount: string): ServicesView;
  setTable(table: ServiceTable): void;
  /** Requests that this handle is involved in, the latest first. */
  changes(me: string): ContactChange[];
  setChange(me: string, change: ContactChange): void;
  /** The latest first. */
  orders(billingAccount: string): ContactOrder[];
  /** Durable before it returns. A new one gets its id. */
  saveOrder(order: ContactOrder): ContactOrder;
  /** The latest first. */
  events(billingAccount: string): ServiceEvent[];
  addEvent(billingAccount: string, event: ServiceEvent): void;
  /** Many of the calls above in one transaction. */
  together<T>(work: () => T): T;
}

/** What imports and uploads did. */
export interface Reports {
  /** Says the report's number. */
  save(kind: 'import' | 'upload', at: string, report: unknown): number;
  /** The latest first. */
  uploads(limit: number): UploadSummary[];
  /** Errors: `upload-report-missing`. */
  upload(id: number): unknown;
}

/** What keeps the file itself safe. Not part of undo. */
export interface SiteSafety {
  keeping(): Keeping;
  setKeeping(keeping: Keeping): void;
  /** Of the file, read as a whole: every page and every row. */
  check(): FileCheck;
  /** What the file is like, without reading what it says. */
  facts(): FileFacts;
  /** A verified copy under a new name. Errors: `site-exists`, `site-disk-full`, `site-read-only`. */
  copyTo(path: string): void;
  /** Keeps a verified copy beside the site, and lets the oldest go. Null: there is nothing to lose yet. */
  keep(reason: CopyReason): KeptCopy | null;
  /** The latest first. */
  copies(): KeptCopy[];
}

/** The journal beyond the next undo. */
export interface SitePast {
  /**
   * Takes one step back, wherever it stands, as a new step. `keepChanged`: what was changed since is left as it
   * is; else nothing is done where there is any. `preview`: says what would happen and does nothing.
   * Errors: `step-missing`, `step-undone`, `step-sealed`.
   */
  undoStep(id: number, options: { keepChanged: boolean; preview: boolean }): StepUndo;
  /** Of one contact, the latest first. */
  ofContact(id: number, limit: number): { step: HistoryStep; change: RecordChange }[];
  /** What a step changed, after an entry of it. Errors: `step-missing`. */
  changes(step: number, after: number, limit: number): RecordChange[];
  /** All steps that are still kept, the oldest first. */
  all(): IterableIterator<{ step: HistoryStep; change: RecordChange }>;
}

/** What is held on people, and how it goes for good. Not part of undo. */
export interface SitePrivacy {
  /** Everything in this file on one contact, as a JSON document. Errors: `contact-missing`. */
  export(id: number): object;
  /** Contacts that were deleted and are still held, the latest first. */
  departed(search: string, limit: number): Departed[];
  /**
   * `copies`: the copies beside the site that hold them go too; `preview`: only says what would be done.
   * Errors: `contact-missing`.
   */
  erase(ids: readonly number[], options: { copies: boolean; preview?: boolean }): Erasure;
  /**
   * Lets go what the rules of keeping say, and steps before the last 10 000, and gives the room back to the
   * disk.
   */
  compact(): Compacted;
}

export interface Site extends Disposable {
  readonly path: string;
  readonly memory: PbxMemory;
  readonly backups: Backups;
  readonly reports: Reports;
  readonly safety: SiteSafety;
  readonly past: SitePast;
  readonly privacy: SitePrivacy;
  readonly services: ServiceMemory;
  info(): SiteInfo;
  revision(): number;

  /** `within`: only contacts of at least one of these groups. */
  find(query: ContactQuery, within?: readonly string[]): number[];
  /** The same in parts. Errors: `bad-request` for an `after` that is no page's `next`. */
  page(query: ContactQuery, asked: PageAsked, within?: readonly string[]): ContactPage;
  /** The contacts of the first page themselves; `more`: others follow. */
  first(query: ContactQuery, limit: number, within?: readonly string[]): FirstContacts;
  /** Some milliseconds of what the first search would have to do. False: nothing of it is left. */
  prepareSearch(): boolean;
  /** In the order asked for; ids that do not exist are left out. */
  contacts(ids: readonly number[]): Contact[];
  /** Every contact, by id, without holding them all in memory. */
  eachContact(): IterableIterator<Contact>;
  photo(id: number): Photo | null;
  /** `within`: only these groups and their contacts. */
  facets(within?: readonly string[]): SiteCounts;
  /** The sets of groups that contacts stand in, each once; of all contacts, or of those with these ids. */
  memberships(ids?: readonly number[]): Membership[];
  groups(): ContactGroup[];
  subscribers(): Subscriber[];
  /** Pairs of contacts, by id, that somebody has said are not the same; the lower id first. */
  distinct(): [number, number][];

  /** One transaction, one undo step. Nothing is written when `work` throws or changes nothing. */
  change<T>(action: StepAction, subject: string, source: Source, work: (change: SiteChange) => T): T;
  undo(): StepLabel | null;
  redo(): StepLabel | null;
  history(limit: number, before?: number): HistoryStep[];
  /** Whose changes follow: the journal says it of each. */
  signedIn(who: { role: Role; by?: string }): void;

  /** Replaces the template `id`, else one of the same name; else it is new. Returns its id. */
  saveTemplate(name: string, content: unknown, id?: string): string;
  deleteTemplate(id: string): void;
  /** By name. */
  templates(): { id: string; name: string; content: unknown }[];

  close(): void;
}
