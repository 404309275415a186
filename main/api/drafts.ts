/**
 * What is being typed into forms and is not stored yet, in memory alone: it outlives the page that it was typed into,
 * which may be loaded again, or locked because nobody was there. What is kept can be read by no page that is locked.
 */
import type { FormDraft } from '../../core/api/operations/contacts.ts';
import type { FileStore } from './files.ts';

/** Of pages that are gone for good nobody tells: the oldest drafts make place. */
const MOST = 20;

interface Kept {
  /** The site, and who works with it: nobody finds what another has typed. */
  owner: string;
  draft: FormDraft;
  /** Its page was locked: the same person may go on in another one. */
  free: boolean;
}

export class Drafts {
  readonly #files: FileStore;
  /** By the page, the one that was written to last comes last. */
  readonly #kept = new Map<string, Kept>();

  constructor(files: FileStore) {
    this.#files = files;
  }

  /** Null: there is none any more. A picture that no draft has is deleted. */
  keep(page: string, owner: string, draft: FormDraft | null): void {
    const before = this.#kept.get(page)?.draft.picture?.file;
    if (before !== undefined && before !== draft?.picture?.file) this.#remove(before);
    this.#kept.delete(page);
    if (draft !== null) this.#kept.set(page, { owner, draft, free: false });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.keep(oldest, '', null);
  }

  /** What this page has kept, else what the same person has in a page that was locked; from now on it is of this one. */
  take(page: string, owner: string): FormDraft | null {
    const own = this.#kept.get(page);
    if (own !== undefined) return own.owner === owner ? own.draft : null;
    const found = [...this.#kept].findLast(([, kept]) => kept.free && kept.owner === owner);
    if (found === undefined) return null;
    const [of, { draft }] = found;
    this.#kept.delete(of);
    this.#kept.set(page, { owner, draft, free: false });
    return draft;
  }

  /** Pages were locked. Whoever is still typing in another one takes theirs back with the next letter. */
  free(): void {
    for (const kept of this.#kept.values()) kept.free = true;
  }

  #remove(file: string): void {
    try {
      this.#files.remove(file);
    } catch {
      // It was read and deleted already.
    }
  }
}
