/** What one running application has on its desk: the open site, files in passing, plans to be carried out. */
import type { EventName, Events } from '../../core/api/contract.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { ComparisonState } from '../jobs/compare.ts';
import { ImportSession } from '../jobs/import.ts';
import { createSite, openSite } from '../site/open.ts';
import type { Site } from '../site/site.ts';
import type { FileStore } from './files.ts';
import type { Secrets } from './secrets.ts';

export type ShellName = 'electron' | 'browser' | 'cli';

export interface DeskOptions {
  shell: ShellName;
  files: FileStore;
  secrets: Secrets;
}

export class Desk {
  readonly shell: ShellName;
  readonly files: FileStore;
  readonly secrets: Secrets;
  /** The last comparison: `pbx.upload` and `pbx.takeOver` carry out what was shown, nothing else. */
  comparison: ComparisonState | null = null;
  #site: Site | null = null;
  #imports: ImportSession | null = null;
  readonly #listeners = new Set<(name: EventName, data: Events[EventName]) => void>();

  constructor(options: DeskOptions) {
    this.shell = options.shell;
    this.files = options.files;
    this.secrets = options.secrets;
  }

  get site(): Site {
    if (this.#site === null) throw new SwitchbookError('no-site-open');
    return this.#site;
  }

  get siteOrNull(): Site | null {
    return this.#site;
  }

  get imports(): ImportSession {
    this.#imports ??= new ImportSession(this.site);
    return this.#imports;
  }

  open(path: string): Site {
    return this.#take(openSite(path));
  }

  create(path: string, device: string, country: string): Site {
    return this.#take(createSite(path, device, country));
  }

  #take(site: Site): Site {
    this.closeSite();
    this.#site = site;
    return site;
  }

  closeSite(): void {
    this.comparison = null;
    this.#imports = null;
    this.#site?.close();
    this.#site = null;
  }

  onEvent(listener: (name: EventName, data: Events[EventName]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit<E extends EventName>(name: E, data: Events[E]): void {
    for (const listener of this.#listeners) listener(name, data);
  }

  close(): void {
    this.closeSite();
    this.files.close();
  }
}
