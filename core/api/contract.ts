/**
 * The contract between any shell and the services: every operation with its input and output.
 * `query` reads; `command` is one user action, one transaction, one undo step; `job` is long work off
 * the main thread, with progress and cancel.
 */
import { z } from 'zod';
import type { Action } from '../directory/access.ts';
import { GROUP_DIRECTIONS } from '../directory/group.ts';
import type { Grant, Subscriber } from '../directory/subscriber.ts';
import type { LdapSettings } from '../device/ldap.ts';
import type { PageCandidate } from '../device/pages.ts';
import type { CheckedRule } from '../device/rule.ts';
import { GRANTS, ROLES } from '../directory/subscriber.ts';
import type { ContactChange } from '../directory/service-contact.ts';
import type { ServicesView } from '../services/history.ts';
import type { ContactOrder } from '../services/order.ts';
import type { LeftOut } from '../formats/vcard/qr.ts';
import { LANGUAGES } from '../language/text.ts';
import type { Problem } from '../problem/problem.ts';
import type { AccessImport, AccessMatrix } from './access.ts';
import type { Call, Caller, CallMade, CallSettings } from './calls.ts';
import { callWay, recordsLine } from './calls.ts';
import { rightChanges } from './access.ts';
import type { BulkPreview } from './bulk.ts';
import { bulkOperation, bulkScope } from './bulk.ts';
import type { DuplicatePage } from './duplicates.ts';
import { distinctAsked, duplicatesAsked, mergeAsked } from './duplicates.ts';
import type { BookList, KeyState, OvhPlaces } from './ovh.ts';
import { bookChosen, bookNamed, bookOwner, ovhKeyOwner, placesAsked } from './ovh.ts';
import type {
  ExportResult,
  ImportPreview,
  ImportReport,
  ImportRow,
  ImportRowDetail,
  Inspection,
  ReportBlock,
} from './exchange.ts';
import { exportOptions, importOptions, OUTCOMES, templateContent, templateName } from './exchange.ts';
import type { Contact, ContactPage, Facets, HistoryStep, RecentSite, SiteInfo, StepLabel } from './shapes.ts';
import { contactInput, contactQuery, groupKind, pageAsked } from './shapes.ts';
import type {
  Backup,
  Comparison,
  Connection,
  ConnectionProbe,
  ConsoleChoice,
  Discard,
  HandOff,
  PbxIdentity,
  PortChoice,
  UploadReport,
  UploadSummary,
} from './upload.ts';
import type { AnsweredChange, PlannedContacts, ServicesRead } from './services.ts';
import { changeAnswer, changeId, contactWish } from './services.ts';
import type { Departed, Erasure, RecordChange, StepUndo } from './history.ts';
import type { Compacted, FileCheck, Keeping, KeptCopy, Restored, Salvage } from './safety.ts';
import { keeping } from './safety.ts';
import type { Session } from './session.ts';
import type { SupportBundle } from './support.ts';
import { signIn } from './session.ts';
import { chosenPages, ldapChanges } from './pages.ts';
import { connectionInput, connectionSecrets, decisions, uploadOptions } from './upload.ts';

type Kind = 'query' | 'command' | 'job';

interface Operation<I extends z.ZodType, O, K extends Kind> {
  kind: K;
  input: I;
  /** Carries the type of the reply; has no value. */
  output?: O;
}

const operation =
  <K extends Kind>(kind: K) =>
  <O>() =>
  <I extends z.ZodType>(input: I): Operation<I, O, K> => ({ kind, input });

const query = operation('query');
const command = operation('command');
const job = operation('job');

const none = z.object({});
const id = z.number().int().positive();
const ids = z.array(id);
const fileId = z.string().max(100);
const extension = z.string().max(20);
/**
 * `square`: what is kept of it, in pixels of the upright picture; scaled down to a portrait. Without it the file
 * is kept as it is.
 */
const pixels = z.number().int().min(0).max(100_000);
const chosenPicture = z.object({
  file: fileId,
  square: z.object({ left: pixels, top: pixels, side: pixels.min(1) }).nullable(),
});
const templateId = z.string().max(100);

/** What the device makes of a contact. */
export interface Fit {
  /** The numbers as the device will store them, in its order. */
  numbers: { kind: string; value: string }[];
  /** The name telephones will show. */
  shownName: string;
  problems: Problem[];
}

export interface CheckResult {
  contacts: number;
  findings: { contactId: number | null; name: string; problem: Problem }[];
  /** What the findings break, each once. */
  rules: CheckedRule[];
}

export interface DeviceChoice {
  id: string;
  name: string;
}

export const contract = {
  'app.info': query<{
    version: string;
    shell: 'electron' | 'browser' | 'cli';
    devices: DeviceChoice[];
    countries: string[];
    /** The path of the demonstration site whose simulated PBX runs here; null without one. */
    demonstration: string | null;
  }>()(none),

  /**
   * What a helper needs to know and nothing about people, to be shown before it is saved. `path`: of a site file
   * that is not open; null for the one that is, if any.
   */
  'support.prepare': job<SupportBundle>()(z.object({ path: z.string().nullable() })),
  /** An error of the page that nobody expected. Of the stack only places in our own files are noted. */
  'support.fault': command<Record<string, never>>()(
    z.object({ kind: z.string().max(100), message: z.string().max(5000), stack: z.string().max(20_000) }),
  ),

  /** Files travel in base64 pieces of at most 1 MiB, the same way in every shell. */
  'files.begin': command<{ file: string }>()(z.object({ name: z.string().max(500) })),
  'files.append': command<Record<string, never>>()(
    z.object({ file: fileId, piece: z.string().max(1_500_000) }),
  ),
  'files.read': query<{ piece: string; next: number | null }>()(
    z.object({ file: fileId, offset: z.number().int().min(0) }),
  ),

  'site.info': query<SiteInfo | null>()(none),
  'site.create': command<SiteInfo>()(
    z.object({ path: z.string(), device: z.string(), country: z.string().length(2) }),
  ),
  'site.open': command<SiteInfo>()(z.object({ path: z.string() })),
  /** Of this user on this machine, the latest first. `there`: the file can be found now. */
  'site.recent': query<{ sites: RecentSite[] }>()(none),
  'site.check': query<CheckResult>()(none),
  /** Reads the whole file, and the copies beside it. */
  'site.verify': job<FileCheck>()(none),
  /**
   * Keeps a verified copy beside the site. `daily`: where there is none of the last day or nothing has changed
   * since, null.
   */
  'site.keep': job<KeptCopy | null>()(z.object({ reason: z.enum(['hand', 'daily']) })),
  'site.copies': query<{ copies: KeptCopy[]; keeping: Keeping }>()(none),
  /** Those beside a site that cannot be opened any more. */
  'site.copiesOf': query<{ copies: KeptCopy[] }>()(z.object({ path: z.string() })),
  'site.setKeeping': command<Record<string, never>>()(keeping),
  /** A verified copy under a new name. */
  'site.copy': job<{ path: string }>()(z.object({ path: z.string() })),
  /**
   * Puts a kept copy in the place of its site, which need not be open or sound. What stood there is kept as a copy
   * first. Windows that have the site open see the new state; open it again to begin with it.
   */
  'site.restore': job<Restored>()(z.object({ path: z.string(), number: z.number().int().positive() })),
  /** Lets go what the rules of keeping say, and gives free room back to the disk. */
  'site.compact': job<Compacted>()(none),
  /** A new site from what can still be read of a damaged file, which need not be open. */
  'site.salvage': job<Salvage>()(z.object({ path: z.string(), output: z.string() })),

  /** Who works with the open site: the administrator until somebody signs in. See `session.ts`. */
  'session.get': query<Session>()(none),
  'session.signIn': command<Session>()(signIn),
  'session.signOut': command<Session>()(none),
  /** Who can sign in by extension. */
  'session.people': query<{ people: Pick<Subscriber, 'extension' | 'name' | 'role'>[] }>()(none),

  /** All ids in order: a list shows any part of it without counting rows again. */
  'contacts.find': query<{ ids: number[] }>()(contactQuery),
  /** The same in parts, each found by its place in the order: the first is there at once, however long the list. */
  'contacts.page': query<ContactPage>()(contactQuery.extend(pageAsked.shape)),
  /** The first of them as they are shown: one question between a key and its answer. `more`: there are others. */
  'contacts.first': query<{ contacts: Contact[]; more: boolean }>()(
    contactQuery.extend({ limit: pageAsked.shape.limit }),
  ),
  'contacts.rows': query<{ contacts: Contact[] }>()(z.object({ ids: ids.max(1000) })),
  'contacts.facets': query<Facets>()(none),
  /** The initials that occur in a group. */
  'contacts.initials': query<{ initials: string[] }>()(z.object({ group: z.string() })),
  'contacts.photo': query<{ type: string; base64: string } | null>()(z.object({ id })),
  /** The picture of a file, which is deleted once it was read; null: none. Errors: `photo-…`, `access-…`. */
  'contacts.setPhoto': command<Contact>()(z.object({ id, picture: chosenPicture.nullable() })),
  'contacts.create': command<Contact>()(z.object({ contact: contactInput })),
  /**
   * `from`: what the form began with. Only what differs from it is written. Errors: `contact-collides` where
   * somebody else has changed the same field meanwhile.
   */
  'contacts.edit': command<Contact>()(z.object({ id, from: contactInput, contact: contactInput })),
  'contacts.delete': command<{ deleted: number }>()(z.object({ ids })),
  /** How many contacts *delete all* deletes; those of Google groups are kept. */
  'contacts.deletable': query<{ deletable: number; kept: number }>()(none),
  /** `confirmed`: the number that was typed; nothing is deleted when it is another one. */
  'contacts.deleteAll': command<{ deleted: number; kept: number }>()(
    z.object({ confirmed: z.number().int().min(0) }),
  ),
  /**
   * `companion`: how many contacts were put or kept in the group that those of a DECT group must also
   * stand in.
   */
  'contacts.assign': command<{ changed: number; companion: { group: string; contacts: number } | null }>()(
    z.object({ ids, group: z.string(), member: z.boolean() }),
  ),
  /** Why whoever is signed in may not do something with these contacts; what is allowed is absent. */
  'contacts.may': query<{ refused: Partial<Record<Action, Problem>> }>()(
    z.object({ ids, view: z.enum(['all-contacts', 'group']).optional() }),
  ),
  'contacts.fit': query<Fit>()(z.object({ contact: contactInput })),
  /** `leftOut`: what a code that a camera still reads has no room for. */
  'contacts.qr': query<{ svg: string; leftOut: LeftOut[] }>()(z.object({ id })),
  'contacts.qrFile': query<{ file: string; fileName: string; leftOut: LeftOut[] }>()(
    z.object({ id, kind: z.enum(['png', 'svg']) }),
  ),

  /** What an operation would do to the contacts of a selection or a filter. Errors: `access-…`, `group-missing`. */
  'bulk.preview': job<BulkPreview>()(z.object({ scope: bulkScope, operation: bulkOperation })),
  /** Does what the preview of that revision has shown, as one step. Errors: `bulk-moved` besides. */
  'bulk.apply': job<{ changed: number }>()(
    z.object({ scope: bulkScope, operation: bulkOperation, revision: z.number().int() }),
  ),

  /** Contacts that may be one, the likeliest first. Looked for once a state of the site; pages are then at hand. */
  'duplicates.find': job<DuplicatePage>()(duplicatesAsked),
  /** One step. Errors: `contact-missing`, `merge-too-much`, `access-…`. */
  'duplicates.merge': command<Contact>()(mergeAsked),
  /** Remembered, and part of undo. `added`: the pairs that were not known yet. */
  'duplicates.distinct': command<{ added: number }>()(distinctAsked),

  'groups.create': command<{ id: number }>()(z.object({ name: z.string(), kind: groupKind })),
  'groups.edit': command<Record<string, never>>()(z.object({ id, name: z.string() })),
  /** Whose changes of its contacts count. */
  'groups.direction': command<Record<string, never>>()(z.object({ id, direction: z.enum(GROUP_DIRECTIONS) })),
  /** Whether new contacts land in the group: those of the subscriber who is signed in, else everybody's. */
  'groups.standard': command<Record<string, never>>()(z.object({ id, standard: z.boolean() })),
  /** What deleting the group would do: its contacts, those that stand in no other, and warnings. */
  'groups.loss': query<{ contacts: number; losing: number; warnings: Problem[] }>()(z.object({ id })),
  /** Contacts stay; those of no other group are then without group. */
  'groups.delete': command<Record<string, never>>()(z.object({ id })),

  'subscribers.list': query<{ subscribers: Subscriber[] }>()(none),
  'subscribers.save': command<Record<string, never>>()(
    z.object({ extension, name: z.string(), role: z.enum(ROLES) }),
  ),
  'subscribers.delete': command<Record<string, never>>()(z.object({ extension })),
  'access.set': command<Record<string, never>>()(
    z.object({ extension, group: z.string(), grant: z.enum(GRANTS), standard: z.boolean().optional() }),
  ),
  'access.of': query<{
    subscriber: Subscriber;
    groups: { name: string; grant: Grant; standard: boolean; contacts: number }[];
    /** How many contacts the subscriber may read, change and delete for good. */
    readable: number;
    writable: number;
    deletable: number;
  }>()(z.object({ extension })),

  'access.matrix': query<AccessMatrix>()(none),
  /** What the same changes would entail: warnings to be shown before they are made. */
  'access.review': query<{ changed: number; problems: Problem[] }>()(z.object({ changes: rightChanges })),
  /** All or nothing: the first change that a rule forbids is the error, with its place in the list. */
  'access.setMany': command<{ changed: number }>()(z.object({ changes: rightChanges })),
  /** Others get exactly the rights of one. */
  'access.copy': command<{ changed: number }>()(
    z.object({ from: extension, to: z.array(extension).min(1).max(10_000) }),
  ),
  /** The matrix as a CSV file in the words of a language. */
  'access.export': query<{ file: string; fileName: string; subscribers: number }>()(
    z.object({ language: z.enum(LANGUAGES) }),
  ),
  'access.preview': query<AccessImport>()(z.object({ file: fileId })),
  /** Good rows go in, the others are in the report: exactly as the preview said. */
  'access.import': command<AccessImport>()(z.object({ file: fileId })),

  'history.list': query<{ steps: HistoryStep[] }>()(
    z.object({ limit: z.number().int().min(1).max(1000), before: z.number().int().optional() }),
  ),
  /** What a step changed, in parts: those after an entry. */
  'history.step': query<{ changes: RecordChange[] }>()(
    z.object({ step: id, after: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }),
  ),
  'history.contact': query<{ changes: { step: HistoryStep; change: RecordChange }[] }>()(
    z.object({ id, limit: z.number().int().min(1).max(1000) }),
  ),
  /** One step is taken back wherever it stands: an import, a pull. See `StepUndo`. */
  'history.undoStep': job<StepUndo>()(z.object({ step: id, keepChanged: z.boolean(), preview: z.boolean() })),
  /** All that the journal still holds, a line a field. */
  'history.export': job<{ file: string; fileName: string }>()(z.object({ format: z.enum(['csv', 'json']) })),
  'history.undo': command<{ undone: StepLabel | null }>()(none),
  'history.redo': command<{ redone: StepLabel | null }>()(none),

  /** Everything that is held on one contact, as a JSON document. */
  'privacy.export': job<{ file: string; fileName: string }>()(z.object({ id })),
  /** For good: no undo brings them back. `copies`: the copies beside the site that hold them go too. */
  'privacy.erase': job<Erasure>()(
    z.object({ ids: ids.min(1).max(1000), copies: z.boolean(), preview: z.boolean().default(false) }),
  ),
  /** Who was deleted and is still held, the latest first. */
  'privacy.departed': query<{ people: Departed[] }>()(
    z.object({ search: z.string().max(200), limit: z.number().int().min(1).max(1000) }),
  ),

  'import.inspect': job<Inspection>()(z.object({ file: fileId, options: importOptions })),
  'import.preview': job<ImportPreview>()(z.object({ file: fileId, options: importOptions })),
  /** Rows of a preview: problems first, then by row. */
  'import.rows': job<{ total: number; rows: ImportRow[] }>()(
    z.object({
      plan: z.string(),
      show: z.enum(['all', 'problems', ...OUTCOMES]),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1000),
    }),
  ),
  'import.row': job<ImportRowDetail>()(z.object({ plan: z.string(), row: z.number().int() })),
  'import.commit': job<ImportReport>()(z.object({ plan: z.string() })),
  /** The rejected rows as a CSV file with a column of reasons. */
  'import.rejects': job<{ file: string; fileName: string }>()(
    z.object({ plan: z.string(), language: z.enum(LANGUAGES) }),
  ),
  /** What was read and how, and what became of it, to show and as one page to print; before and after the commit. */
  'import.report': job<{ file: string; fileName: string; blocks: ReportBlock[] }>()(
    z.object({ plan: z.string(), language: z.enum(LANGUAGES) }),
  ),
  'templates.list': query<{ templates: { id: string; name: string; own: boolean }[] }>()(none),
  /** Replaces the template named by `id`, else one of the same name; else it is new. */
  'templates.save': command<{ id: string }>()(
    templateContent.extend({ id: templateId.optional(), name: templateName }),
  ),
  'templates.rename': command<Record<string, never>>()(z.object({ id: templateId, name: templateName })),
  'templates.delete': command<Record<string, never>>()(z.object({ id: templateId })),
  /** A saved template as a file, for another site or another user. */
  'templates.share': query<{ file: string; fileName: string }>()(z.object({ id: templateId })),
  /** The template of such a file; a name that is taken gets a number. */
  'templates.take': command<{ id: string; name: string }>()(z.object({ file: fileId })),

  'export.run': job<ExportResult>()(exportOptions),

  'connection.get': job<Connection | null>()(none),
  'connection.probe': job<ConnectionProbe>()(connectionInput),
  /** Remembers the connection with its accepted certificate; an empty password keeps the known one. */
  'connection.save': job<Connection & { identity: (PbxIdentity & { warnings: Problem[] }) | null }>()(
    connectionSecrets,
  ),
  /**
   * Logs in as `connection.save` does, for a site that need not exist yet, and remembers nothing. `identity`: null
   * where nobody identifies itself; its `profile` is that of the model which answers, null for an unknown one.
   */
  'connection.test': job<{
    identity: (PbxIdentity & { profile: string | null; warnings: Problem[] }) | null;
  }>()(connectionSecrets.extend({ device: z.string(), country: z.string().length(2), siteName: z.string() })),
  /** The serial ports of this machine, adapters with a name first. */
  'connection.ports': query<{ ports: PortChoice[] }>()(none),
  /** The shipped ways to talk to a console, and the remembered connection's own. */
  'connection.consoles': query<{ consoles: ConsoleChoice[] }>()(none),
  /** Accepts the PBX in the place of another one, by its serial number: all is compared anew. */
  'connection.replace': job<Record<string, never>>()(z.object({ serial: z.string().max(100) })),
  /** The password of the remembered connection, for as long as the application runs. */
  'connection.password': job<Record<string, never>>()(
    z.object({ password: z.string().max(200), consumerKey: z.string().max(200).default('') }),
  ),
  /** Why passwords and keys are forgotten when the application ends; null where the system's keychain keeps them. */
  'connection.forgetful': job<{ problem: Problem | null }>()(none),
  /** Asks OVHcloud for a consumer key and keeps it: it counts once a person has validated it on that page. */
  'connection.askKey': job<{ validationUrl: string }>()(ovhKeyOwner),
  /** Whether it was. `password`: the application secret; empty: the known one. */
  'connection.keyState': job<KeyState>()(ovhKeyOwner.extend({ password: z.string().max(200) })),
  /** What a key reaches, before the connection is remembered. */
  'connection.places': job<OvhPlaces>()(placesAsked),

  /** Looks through the PBX's menu for its pages; nothing is remembered before a person confirms it. */
  'connection.discover': job<{ candidates: PageCandidate[] }>()(none),
  /** The pages in an exchange that a browser has recorded. The file is deleted once it was read. */
  'connection.readHar': job<{ candidates: PageCandidate[] }>()(z.object({ file: fileId })),
  /** The pages that a person confirms for this connection; for the others the profile's names are used again. */
  'connection.confirmPages': job<Connection>()(z.object({ pages: chosenPages })),

  /** The phone books of OVHcloud: of the billing account, and of a line; `line` empty: the connection's. */
  'books.list': job<BookList>()(bookOwner),
  'books.create': job<{ key: string }>()(bookNamed),
  /** `key`: the book's own, or its name where that is clear. */
  'books.rename': job<Record<string, never>>()(bookChosen.extend(bookNamed.shape)),
  /** Only books of lines can be protected against writing. */
  'books.protect': job<Record<string, never>>()(bookChosen.extend({ readOnly: z.boolean() })),
  /** `confirmed`: the number of contacts that go with it; they are kept as a backup. */
  'books.delete': job<{ contacts: number; backup: number | null }>()(
    bookChosen.extend({ confirmed: z.number().int().nullable() }),
  ),
  /** A book as the CSV file that the API writes of it. */
  'books.export': job<{ file: string; fileName: string; bytes: number }>()(bookChosen),
  /** Restarts the line's phone, which then loads its books. */
  'books.reboot': job<Record<string, never>>()(bookOwner),

  'ldap.get': job<LdapSettings>()(none),
  /** Where a rule of the device is broken nothing is sent; what the PBX refuses is among the problems too. */
  'ldap.save': job<{ settings: LdapSettings; problems: Problem[] }>()(ldapChanges),

  /** The site's own line where call records are pulled from it; null where another one has to be given. */
  'calls.line': query<z.infer<typeof recordsLine> | null>()(none),
  /** The PBX's call records, the oldest first; a subscriber gets the own ones. `line` null: the site's own. */
  'calls.pull': job<{ calls: Call[]; problems: Problem[] }>()(z.object({ line: recordsLine.nullable() })),
  /** Which contacts have these numbers, in whatever writing; numbers of nobody are absent. */
  'calls.known': job<{ callers: { number: string; contacts: Caller[] }[] }>()(
    z.object({ numbers: z.array(z.string().max(100)).max(100_000) }),
  ),
  /** Puts the number of a call to the contact's. For a new contact: `contacts.create`. */
  'calls.adopt': command<Contact>()(z.object({ number: z.string().trim().min(1).max(100), id })),

  /** Through what the subscriber who is signed in calls; nobody else can. */
  'call.settings': query<CallSettings>()(none),
  'call.configure': command<CallSettings>()(callWay),
  /** The certificate of a telephone, before anything secret is sent to it. */
  'call.probePhone': job<{ fingerprint: string; trusted: boolean }>()(
    z.object({ url: z.string().trim().min(1).max(500) }),
  ),
  /**
   * Calls a contact. `number`: the place of the number among the contact's, from 0, or the number itself.
   * `secret`: the subscriber's password at the PBX, or the token of the telephone; remembered once it was right.
   * Never sent twice: a call whose answer got lost may have been made.
   */
  'call.dial': job<CallMade>()(
    z.object({
      contactId: id,
      number: z.union([z.number().int().min(0), z.string().min(1).max(10_000)]),
      secret: z.string().min(1).max(500).optional(),
    }),
  ),

  /** What is remembered of the services; null where the connection is not one to OVHcloud. */
  'services.get': query<ServicesView | null>()(none),
  'services.read': job<ServicesRead>()(none),
  'services.plan': job<PlannedContacts>()(contactWish),
  /** `plan`: the one that was shown. One request at a time: repeating it goes on as soon as that is possible. */
  'services.request': job<ContactOrder>()(contactWish.extend({ plan: z.string().max(100) })),
  'services.answer': job<AnsweredChange>()(changeAnswer),
  'services.resend': job<{ change: ContactChange }>()(changeId),

  'pbx.compare': job<Comparison>()(none),
  'pbx.upload': job<UploadReport>()(uploadOptions),
  /** Takes over what has changed on the PBX, and nothing else. */
  'pbx.takeOver': job<{ takenOver: number; takenOverRights: number; pullStep: number | null }>()(
    z.object({
      plan: z.string(),
      decisions: decisions.default({}),
      confirmedDeletions: z.number().int().optional(),
    }),
  ),
  /**
   * Sets the site back to what the PBX held when it was last read or written. `revision`: the one that was
   * shown; null shows what would happen and does nothing.
   */
  'pbx.discard': job<Discard>()(z.object({ revision: z.number().int().nullable() })),
  'backups.list': query<{ backups: Backup[] }>()(none),
  /** All that the PBX held then, as one JSON document. */
  'backups.export': job<{ file: string; fileName: string }>()(z.object({ id })),
  /** The plan that brings the PBX back to it, for `pbx.upload`. */
  'backups.restore': job<Comparison>()(z.object({ id })),
  'uploads.list': query<{ uploads: UploadSummary[] }>()(
    z.object({ limit: z.number().int().min(1).max(1000) }),
  ),
  /** What an upload did, as a JSON document or as pages to print. */
  'uploads.report': job<{ file: string; fileName: string }>()(
    z.object({ id, format: z.enum(['json', 'pdf']), language: z.enum(LANGUAGES) }),
  ),
  'pbx.handOff': job<HandOff>()(z.object({ language: z.enum(LANGUAGES) })),
};

export type Contract = typeof contract;
export type OperationName = keyof Contract;
export type InputOf<N extends OperationName> = z.input<Contract[N]['input']>;
export type OutputOf<N extends OperationName> =
  Contract[N] extends Operation<z.ZodType, infer O, Kind> ? O : never;
export type NamesOfKind<K extends Kind> = {
  [N in OperationName]: Contract[N]['kind'] extends K ? N : never;
}[OperationName];

/** What shells push without being asked. */
export interface Events {
  /** Something in the site changed: read again what is shown. */
  'site-changed': { revision: number };
}
export type EventName = keyof Events;
