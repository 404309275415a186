/**
 * The site through the eyes of a subscriber: the contacts of the groups that may be read, those groups, and
 * nothing that tells of others. Whatever a service does with the site of a subscriber, it does with this one.
 *
 * Rights are not decided here: the services ask `mayDo` before they change anything.
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
import type { Contact, Photo } from '../../core/directory/contact.ts';
import type { ContactGroup } from '../../core/directory/group.ts';
import type { Membership } from '../../core/directory/hidden.ts';
import type { Role, Subscriber } from '../../core/directory/subscriber.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type {
  Backups,
  PbxMemory,
  Reports,
  ServiceMemory,
  Site,
  SiteChange,
  SitePast,
  SitePrivacy,
  SiteSafety,
  Source,
  FirstContacts,
} from './site.ts';

const CONTACTS_AT_ONCE = 500;
/** A subscriber's own steps are looked for among the latest so many. */
const STEPS_READ = 1000;

export interface Reader {
  extension: string;
  /** Names of the groups that may be read. */
  groups: readonly string[];
  /** Names of the groups that its new contacts land in. */
  standardGroups: readonly string[];
}

export class SeenSite implements Site {
  readonly path: string;
  readonly memory: PbxMemory;
  readonly backups: Backups;
  readonly reports: Reports;
  readonly safety: SiteSafety;
  readonly past: SitePast;
  readonly privacy: SitePrivacy;
  readonly services: ServiceMemory;
  readonly #site: Site;
  readonly #reader: Reader;
  readonly #groups: ReadonlySet<string>;

  constructor(site: Site, reader: Reader) {
    this.path = site.path;
    this.memory = site.memory;
    this.backups = site.backups;
    this.reports = site.reports;
    this.safety = site.safety;
    this.past = site.past;
    this.privacy = site.privacy;
    this.services = site.services;
    this.#site = site;
    this.#reader = reader;
    this.#groups = new Set(reader.groups);
  }

  info(): SiteInfo {
    const info = this.#site.info();
    return {
      ...info,
      contacts: this.#site.facets(this.#reader.groups).all,
      undo: this.#own(info.undo),
      redo: this.#own(info.redo),
    };
  }

  revision(): number {
    return this.#site.revision();
  }

  find(query: ContactQuery): number[] {
    return this.#site.find(query, this.#reader.groups);
  }

  page(query: ContactQuery, asked: PageAsked): ContactPage {
    return this.#site.page(query, asked, this.#reader.groups);
  }

  first(query: ContactQuery, limit: number): FirstContacts {
    const { contacts, more } = this.#site.first(query, limit, this.#reader.groups);
    return { contacts: this.#seen(contacts), more };
  }

  prepareSearch(): boolean {
    return this.#site.prepareSearch();
  }

  contacts(ids: readonly number[]): Contact[] {
    return this.#seen(this.#site.contacts(ids));
  }

  #seen(contacts: readonly Contact[]): Contact[] {
    return contacts
      .map((contact) => ({ ...contact, groups: contact.groups.filter((name) => this.#groups.has(name)) }))
      .filter(({ groups }) => groups.length > 0);
  }

  *eachContact(): IterableIterator<Contact> {
    const ids = this.find({}).sort((a, b) => a - b);
    for (let from = 0; from < ids.length; from += CONTACTS_AT_ONCE) {
      yield* this.contacts(ids.slice(from, from + CONTACTS_AT_ONCE));
    }
  }

  photo(id: number): Photo | null {
    return this.contacts([id]).length === 0 ? null : this.#site.photo(id);
  }

  facets(): SiteCounts {
    const counts = this.#site.facets(this.#reader.groups);
    return { ...counts, groups: counts.groups.map((group) => this.#standard(group)) };
  }

  memberships(ids?: readonly number[]): Membership[] {
    return this.#site
      .memberships(ids)
      .map(({ groups, contacts }) => ({ groups: groups.filter((name) => this.#groups.has(name)), contacts }))
      .filter(({ groups }) => groups.length > 0);
  }

  groups(): ContactGroup[] {
    return this.#site
      .groups()
      .filter(({ name }) => this.#groups.has(name))
      .map((group) => this.#standard(group));
  }

  subscribers(): Subscriber[] {
    return this.#site.subscribers().filter(({ extension }) => extension === this.#reader.extension);
  }

  distinct(): [number, number][] {
    return this.#site.distinct();
  }

  change<T>(action: StepAction, subject: string, source: Source, work: (change: SiteChange) => T): T {
    const by = this.#reader.extension;
    return this.#site.change(action, subject, { ...source, by }, (change) =>
      work(this.#keepingUnseen(change)),
    );
  }

  /** Errors: `access-own-steps-only`. */
  undo(): StepLabel | null {
    this.#refuseOthers(this.#site.info().undo);
    return this.#site.undo();
  }

  redo(): StepLabel | null {
    this.#refuseOthers(this.#site.info().redo);
    return this.#site.redo();
  }

  history(limit: number, before?: number): HistoryStep[] {
    return this.#site
      .history(STEPS_READ, before)
      .filter(({ by }) => by === this.#reader.extension)
      .slice(0, limit);
  }

  signedIn(who: { role: Role; by?: string }): void {
    this.#site.signedIn(who);
  }

  saveTemplate(name: string, content: unknown, id?: string): string {
    return this.#site.saveTemplate(name, content, id);
  }

  deleteTemplate(id: string): void {
    this.#site.deleteTemplate(id);
  }

  templates(): { id: string; name: string; content: unknown }[] {
    return this.#site.templates();
  }

  close(): void {
    this.#site.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** "New contacts land there automatically": where, is each subscriber's own. */
  #standard<G extends ContactGroup>(group: G): G {
    return { ...group, standardForNew: this.#reader.standardGroups.includes(group.name) };
  }

  #own(step: StepLabel | null): StepLabel | null {
    return step?.by === this.#reader.extension ? step : null;
  }

  #refuseOthers(step: StepLabel | null): void {
    if (step !== null && this.#own(step) === null) throw new SwitchbookError('access-own-steps-only');
  }

  /** Whoever does not see a group does not move a contact out of it. */
  #keepingUnseen(change: SiteChange): SiteChange {
    const unseen = (id: number): string[] => {
      const [contact] = this.#site.contacts([id]);
      return (contact?.groups ?? []).filter((name) => !this.#groups.has(name));
    };
    return {
      createContact: (draft) => change.createContact(draft),
      updateContact: (id, fields, photo) =>
        change.updateContact(
          id,
          fields.groups === undefined ? fields : { ...fields, groups: [...fields.groups, ...unseen(id)] },
          photo,
        ),
      deleteContact: (id) => change.deleteContact(id),
      returnContact: (id) => change.returnContact(id),
      keepDistinct: (one, other) => change.keepDistinct(one, other),
      ensureGroup: (name, kind) => change.ensureGroup(name, kind),
      editGroup: (id, changes) => change.editGroup(id, changes),
      deleteGroup: (id) => change.deleteGroup(id),
      saveSubscriber: (subscriber) => change.saveSubscriber(subscriber),
      deleteSubscriber: (extension) => change.deleteSubscriber(extension),
      setGrant: (extension, group, grant, standard) => change.setGrant(extension, group, grant, standard),
      setRights: (extension, rights) => change.setRights(extension, rights),
      setDevice: (device, country) => change.setDevice(device, country),
    };
  }
}
