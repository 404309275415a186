/** A site file that is open: its tables behind the one interface that the rest of Switchbook knows. */
import { basename, extname } from 'node:path';
import { z } from 'zod';
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
import { deviceProfile } from '../../core/device/profile.ts';
import type { Contact, Photo } from '../../core/directory/contact.ts';
import type { Membership } from '../../core/directory/hidden.ts';
import type { ContactGroup } from '../../core/directory/group.ts';
import type { Role, Subscriber } from '../../core/directory/subscriber.ts';
import { BackupStore } from './backups.ts';
import type { Stores } from './change.ts';
import { Change } from './change.ts';
import { ContactReader } from './contact-reader.ts';
import { ContactStore } from './contacts.ts';
import type { Database } from './database.ts';
import { DistinctStore } from './distinct.ts';
import { GroupStore } from './groups.ts';
import { Haystacks } from './haystacks.ts';
import { Journal, labelOf } from './journal.ts';
import { Memory } from './memory.ts';
import { Past } from './past.ts';
import { Privacy } from './privacy.ts';
import { ReportStore } from './reports.ts';
import { Safety } from './safety.ts';
import { Search } from './search.ts';
import { ServiceStore } from './services.ts';
import { SettingsStore } from './settings.ts';
import type {
  Backups,
  FirstContacts,
  PbxMemory,
  Reports,
  ServiceMemory,
  Site,
  SiteChange,
  SitePast,
  SitePrivacy,
  SiteSafety,
  Source,
} from './site.ts';
import type { Step } from './step.ts';
import { SubscriberStore } from './subscribers.ts';

export class SiteFile implements Site {
  readonly path: string;
  readonly memory: PbxMemory;
  readonly backups: Backups;
  readonly reports: Reports;
  readonly safety: SiteSafety;
  readonly past: SitePast;
  readonly privacy: SitePrivacy;
  readonly services: ServiceMemory;
  readonly #db: Database;
  readonly #stores: Stores;
  readonly #reader: ContactReader;
  readonly #search: Search;
  readonly #journal: Journal;
  readonly #afterClose: () => void;
  #who: { role?: Role; by?: string } = {};

  /** `afterClose`: for what the file was opened by. */
  constructor(db: Database, afterClose: () => void = () => undefined) {
    this.#afterClose = afterClose;
    this.path = db.path;
    this.#db = db;
    const haystacks = new Haystacks(db);
    const contacts = new ContactStore(db, haystacks);
    const groups = new GroupStore(db);
    const subscribers = new SubscriberStore(db);
    const settings = new SettingsStore(db);
    const distinct = new DistinctStore(db);
    this.#stores = { contacts, groups, subscribers, settings, distinct };
    this.#reader = new ContactReader(db);
    this.#search = new Search(db, groups, haystacks);
    const keepers = { contact: contacts, group: groups, subscriber: subscribers, site: settings, distinct };
    this.#journal = new Journal(db, keepers, () => contacts.dropUnusedPhotos());
    this.memory = new Memory(db);
    this.backups = new BackupStore(db);
    this.reports = new ReportStore(db);
    this.safety = new Safety(db, settings);
    this.past = new Past(db, this.#journal, keepers, (id, work) =>
      this.#step('undo-step', String(id), { kind: 'step', step: id }, work),
    );
    this.privacy = new Privacy(db, this.#stores, { past: this.past, backups: this.backups });
    this.services = new ServiceStore(db);
  }

  info(): SiteInfo {
    return this.#db.snapshot(() => {
      const { device, country } = this.#stores.settings.device();
      return {
        path: this.path,
        name: basename(this.path, extname(this.path)),
        device,
        deviceName: deviceProfile(device).name,
        country,
        contacts: this.#stores.contacts.count(),
        revision: this.revision(),
        undo: labelOf(this.#journal.nextUndo()),
        redo: labelOf(this.#journal.nextRedo()),
        locked: this.#db.locked,
      };
    });
  }

  revision(): number {
    return this.#stores.settings.revision();
  }

  find(query: ContactQuery, within?: readonly string[]): number[] {
    return this.#db.snapshot(() => this.#search.find(query, within));
  }

  page(query: ContactQuery, asked: PageAsked, within?: readonly string[]): ContactPage {
    return this.#db.snapshot(() => this.#search.page(query, asked, within));
  }

  first(query: ContactQuery, limit: number, within?: readonly string[]): FirstContacts {
    return this.#db.snapshot(() => {
      const groups = this.#stores.groups.names();
      const walked = this.#search.walked(query, within);
      if (walked !== null) return this.#reader.first(walked, limit, groups);
      const { ids, next } = this.#search.page(query, { limit }, within);
      return { contacts: this.#reader.byId(ids, groups), more: next !== null };
    });
  }

  prepareSearch(): boolean {
    return this.#db.snapshot(() => this.#search.prepare());
  }

  contacts(ids: readonly number[]): Contact[] {
    return this.#db.snapshot(() => this.#reader.byId(ids, this.#stores.groups.names()));
  }

  *eachContact(): IterableIterator<Contact> {
    let last = 0;
    for (;;) {
      const from = last;
      const some = this.#db.snapshot(() => this.#reader.after(from, this.#stores.groups.names()));
      yield* some;
      const end = some.at(-1);
      if (end === undefined) return;
      last = end.id;
    }
  }

  photo(id: number): Photo | null {
    return this.#stores.contacts.photo(id);
  }

  facets(within?: readonly string[]): SiteCounts {
    return this.#db.snapshot(() => this.#search.facets(within));
  }

  memberships(ids?: readonly number[]): Membership[] {
    return this.#db.snapshot(() => this.#search.memberships(ids));
  }

  groups(): ContactGroup[] {
    return this.#stores.groups.all();
  }

  subscribers(): Subscriber[] {
    return this.#db.snapshot(() => this.#stores.subscribers.all(this.#stores.groups.names()));
  }

  distinct(): [number, number][] {
    return this.#stores.distinct.all();
  }

  change<T>(action: StepAction, subject: string, source: Source, work: (change: SiteChange) => T): T {
    return this.#step(action, subject, source, (step) => work(new Change(this.#stores, step)));
  }

  signedIn(who: { role: Role; by?: string }): void {
    this.#who = who;
  }

  #step<T>(action: StepAction, subject: string, source: Source, work: (step: Step) => T): T {
    return this.#db.transaction(() => {
      const step = this.#journal.begin(action, subject, { ...this.#who, ...source });
      const result = work(step);
      step.finish();
      return result;
    });
  }

  undo(): StepLabel | null {
    return this.#db.transaction(() => {
      const step = this.#journal.nextUndo();
      if (step === null) return null;
      this.#journal.undo(step);
      this.#stores.settings.grow();
      return labelOf(step);
    });
  }

  redo(): StepLabel | null {
    return this.#db.transaction(() => {
      const step = this.#journal.nextRedo();
      if (step === null) return null;
      this.#journal.redo(step);
      this.#stores.settings.grow();
      return labelOf(step);
    });
  }

  history(limit: number, before: number = Number.MAX_SAFE_INTEGER): HistoryStep[] {
    return this.#journal.history(limit, before);
  }

  saveTemplate(name: string, content: unknown, id?: string): string {
    if (id !== undefined) {
      const sql = 'UPDATE template SET name = ?, content = ? WHERE id = ?';
      this.#db.run(sql, name, JSON.stringify(content), templateNumber(id));
      return id;
    }
    const sql = `INSERT INTO template (name, content) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET content = excluded.content RETURNING id`;
    const [row] = this.#db.transaction(() => this.#db.column(z.number(), sql, name, JSON.stringify(content)));
    return templateId(this.#db.checked(z.number(), row));
  }

  deleteTemplate(id: string): void {
    this.#db.run('DELETE FROM template WHERE id = ?', templateNumber(id));
  }

  templates(): { id: string; name: string; content: unknown }[] {
    const shape = z.object({ id: z.number(), name: z.string(), content: z.string() });
    return this.#db
      .rows(shape, 'SELECT id, name, content FROM template ORDER BY name')
      .map(({ id, name, content }) => ({
        id: templateId(id),
        name,
        content: this.#db.json(z.unknown(), content),
      }));
  }

  close(): void {
    this.#db.close();
    this.#afterClose();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Told apart from the templates that Switchbook brings along, which are named after programs. */
const templateId = (id: number): string => `own-${id}`;
const templateNumber = (id: string): number => Number(/^own-(\d{1,15})$/.exec(id)?.[1] ?? 0);
