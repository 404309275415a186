/** What one running application has on its desk: the open site, files in passing, plans to be carried out. */
import type { EventName, Events } from '../../core/api/contract.ts';
import type { Session, SignIn } from '../../core/api/session.ts';
import type { SiteInfo } from '../../core/api/shapes.ts';
import { readableGroups } from '../../core/directory/access.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { ComparisonState } from '../jobs/compare.ts';
import type { DuplicateState } from '../jobs/duplicates.ts';
import { ImportSession } from '../jobs/import.ts';
import { createSite, openSite } from '../site/open.ts';
import { SeenSite } from '../site/seen.ts';
import type { Site } from '../site/site.ts';
import { Drafts } from './drafts.ts';
import type { FileStore } from './files.ts';
import { importRights } from './import-rights.ts';
import type { Log } from '../log/log.ts';
import type { RecentSites } from './recent.ts';
import type { Secrets } from './secrets.ts';

export type ShellName = 'electron' | 'browser' | 'cli';

export interface DeskOptions {
  shell: ShellName;
  files: FileStore;
  secrets: Secrets;
  /** Where it is remembered what a person has opened: not by commands and workers. */
  recent?: RecentSites | undefined;
  /** Where failures are noted, without a word of what is in the site. */
  log?: Log | undefined;
}

/** Milliseconds between a list and the first slice of work that nobody waits for: the list is to be drawn first. */
const PAUSE = 100;

/** Whoever has the site file administers it. */
const KEEPER: SignIn = { role: 'administrator' };

export class Desk {
  readonly shell: ShellName;
  readonly files: FileStore;
  readonly drafts: Drafts;
  readonly secrets: Secrets;
  readonly recent: RecentSites | null;
  readonly log: Log | null;
  /** The last comparison: `pbx.upload` and `pbx.takeOver` carry out what was shown, nothing else. */
  comparison: ComparisonState | null = null;
  /** What was last found in this site by whoever is signed in. */
  duplicates: DuplicateState | null = null;
  /** The site that is shown to try everything on: nobody's recent work. */
  demonstration: string | null = null;
  #site: Site | null = null;
  #imports: ImportSession | null = null;
  #signedIn: SignIn = KEEPER;
  /** The revision that windows were last told of. */
  told = -1;
  /** Whether somebody has ever seen a list: a page that is still being loaded has it first. */
  #isListed = false;
  /** The one whose search is being prepared. */
  #prepared: Site | null = null;
  readonly #listeners = new Set<(name: EventName, data: Events[EventName]) => void>();

  constructor(options: DeskOptions) {
    this.shell = options.shell;
    this.files = options.files;
    this.drafts = new Drafts(options.files);
    this.secrets = options.secrets;
    this.recent = options.recent ?? null;
    this.log = options.log ?? null;
  }

  /** As whoever is signed in sees it. */
  get site(): Site {
    const { file, session } = this;
    if (session.role !== 'subscriber' || session.extension === null) return file;
    return new SeenSite(file, {
      extension: session.extension,
      groups: readableGroups(session, file.groups()).map(({ name }) => name),
      standardGroups: session.standardGroups,
    });
  }

  get siteOrNull(): Site | null {
    return this.#site === null ? null : this.site;
  }

  /** All of it, whoever is signed in: for the rules themselves. */
  get file(): Site {
    if (this.#site === null) throw new SwitchbookError('no-site-open');
    return this.#site;
  }

  get signedIn(): SignIn {
    return this.#signedIn;
  }

  /** Errors: `no-site-open`, `subscriber-missing`. */
  signIn(who: SignIn): Session {
    if ('extension' in who && !this.file.subscribers().some(({ extension }) => extension === who.extension)) {
      throw new SwitchbookError('subscriber-missing', { value: who.extension });
    }
    this.actAs(who);
    return this.session;
  }

  /** The same for a desk beside the one where it was checked. */
  actAs(who: SignIn): void {
    this.#signedIn = who;
    this.#sign();
    // A plan was made from what somebody else sees.
    this.#imports = null;
    this.duplicates = null;
  }

  signOut(): Session {
    return this.signIn(KEEPER);
  }

  /** A subscriber who is deleted meanwhile may do nothing any more, but sign out. */
  get session(): Session {
    const who = this.#signedIn;
    if ('role' in who) return { ...who, extension: null, name: '', grants: {}, standardGroups: [] };
    const { extension } = who;
    return (
      this.file.subscribers().find((one) => one.extension === extension) ?? {
        extension,
        name: '',
        role: 'subscriber',
        grants: {},
        standardGroups: [],
      }
    );
  }

  get imports(): ImportSession {
    this.#imports ??= new ImportSession(this.site, importRights(this));
    return this.#imports;
  }

  open(path: string): Site {
    return this.#take(openSite(path));
  }

  create(path: string, device: string, country: string): Site {
    return this.#take(createSite(path, device, country));
  }

  #take(site: Site): Site {
    const { revision, contacts, locked } = infoOf(site);
    this.closeSite();
    this.#site = site;
    this.told = revision;
    this.#sign();
    // The same list may be shown already, and not be asked for again.
    this.#prepareSearch();
    if (site.path !== this.demonstration) this.recent?.add(site.path);
    this.log?.write('info', { event: 'opened', contacts, locked: locked?.code ?? null });
    return site;
  }

  /** Somebody has the list and may type next: the first letter is to be answered as fast as the others. */
  listed(): void {
    this.#isListed = true;
    this.#prepareSearch();
  }

  /** In slices: what comes meanwhile is answered between them. */
  #prepareSearch(): void {
    const site = this.#site;
    if (this.recent === null || site === null || !this.#isListed || this.#prepared === site) return;
    this.#prepared = site;
    const slice = (): void => {
      if (this.#site !== site) return;
      if (hasMoreToPrepare(site)) setImmediate(slice);
      else this.#prepared = null;
    };
    setTimeout(slice, PAUSE).unref();
  }

  /** The journal says of each change whose it is. */
  #sign(): void {
    if (this.#site === null) return;
    const { role, extension } = this.session;
    this.#site.signedIn({ role, ...(extension !== null && { by: extension }) });
  }

  closeSite(): void {
    this.comparison = null;
    this.duplicates = null;
    this.#imports = null;
    this.#signedIn = KEEPER;
    this.#site?.close();
    this.#site = null;
    this.#prepared = null;
  }

  onEvent(listener: (name: EventName, data: Events[EventName]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit<E extends EventName>(name: E, data: Events[E]): void {
    this.told = data.revision;
    for (const listener of this.#listeners) listener(name, data);
    this.#prepareSearch();
  }

  close(): void {
    try {
      this.closeSite();
    } finally {
      this.files.close();
    }
  }
}

/** What cannot even say what it is, is of no use to anybody. */
function infoOf(site: Site): SiteInfo {
  try {
    return site.info();
  } catch (error) {
    site.close();
    throw error;
  }
}

function hasMoreToPrepare(site: Site): boolean {
  try {
    return site.prepareSearch();
  } catch (error) {
    // What is wrong with the file, the search itself will say.
    if (error instanceof SwitchbookError) return false;
    throw error;
  }
}
