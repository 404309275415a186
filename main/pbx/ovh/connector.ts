/** A phone book of OVHcloud as a PBX: few contacts are written one by one, many as one import. */
import { shownName } from '../../../core/directory/contact.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { OvhTarget } from '../connect.ts';
import type {
  Capabilities,
  Connector,
  DeviceIdentity,
  ReadProgress,
  RemoteBook,
  RemoteContact,
  RemoteOperation,
  RemoteOutcome,
  Writes,
} from '../connector.ts';
import { account } from './account.ts';
import type { Book } from './books.ts';
import {
  bookName,
  bookPath,
  bookSerial,
  contactIds,
  createBook,
  currentBook,
  readBooks,
  supportsBooks,
} from './books.ts';
import type { OvhClient } from './client.ts';
import { BOOK_FIELDS, bodyOf, contentKey, recordOf, remoteContact } from './contact.ts';
import type { RemoteBookContact } from './contact.ts';
import { importContacts, importCost, settleImport } from './import.ts';
import { answered, leftOut, refused } from './outcome.ts';
import { planNotes } from './plan-notes.ts';
import { isRefused } from './trouble.ts';

type Creation = Extract<RemoteOperation, { kind: 'create' }>;

export class OvhConnector implements Connector {
  readonly capabilities: Capabilities = {
    write: 'each',
    fields: BOOK_FIELDS,
    writeGroups: false,
    access: null,
    complete: true,
    settles: 2000,
  };
  readonly #client: OvhClient;
  readonly #target: OvhTarget;
  readonly #country: string;
  /** Undefined before the first look; null: it is yet to be made. */
  #book: Book | null | undefined;
  #contacts = new Map<number, RemoteBookContact>();
  /** Read after the last write, and not told yet: reading these again would show the same. */
  #readBack = new Map<number, RemoteBookContact>();

  /** @param country The site's. */
  constructor(client: OvhClient, target: OvhTarget, country: string) {
    this.#client = client;
    this.#target = target;
    this.#country = country;
  }

  get notes(): readonly Problem[] {
    const book = this.#book ?? null;
    return book?.readOnly === true
      ? [{ code: 'ovh-book-read-only', severity: 'warning', value: book.name }]
      : [];
  }

  planNotes(writes: Writes): Problem[] {
    return planNotes(writes, {
      held: this.#contacts.size,
      newBook: this.#book === null ? this.#bookName : null,
      line: this.#target.line,
    });
  }

  /** Errors: `ovh-not-found` for a billing account or line that this login does not see; `ovh-book-unclear`. */
  async identify(signal: AbortSignal = new AbortController().signal): Promise<DeviceIdentity> {
    const { country } = await account(this.#client, signal);
    await this.#findBook(signal);
    const warnings: Problem[] = [];
    if (country !== this.#country && country !== 'UNKNOWN') {
      const params = { country: this.#country };
      warnings.push({ code: 'ovh-country-differs', severity: 'warning', value: country, params });
    }
    if ((await supportsBooks(this.#client, this.#target, signal)) === false) {
      const { line: value } = this.#target;
      warnings.push({ code: 'ovh-phone-unsupported', severity: 'warning', value });
    }
    return { ...this.#identity(), warnings };
  }

  async read(progress: ReadProgress, signal: AbortSignal): Promise<RemoteBook> {
    const client = this.#client;
    await settleImport(client, this.#target.errand, signal);
    const book = await this.#findBook(signal);
    const known = this.#readBack;
    this.#readBack = new Map();
    this.#contacts = new Map();
    if (book !== null) {
      const ids = await contactIds(client, this.#target, book.key, signal);
      await this.#readContacts(book, ids, known, this.#contacts, progress, signal);
    }
    const contacts = [...this.#contacts].map(([id, contact]): RemoteContact => ({
      id: String(id),
      record: recordOf(contact),
    }));
    return { identity: { ...this.#identity(), warnings: [] }, groups: [], contacts, subscribers: [] };
  }

  async *apply(
    operations: Iterable<RemoteOperation> | AsyncIterable<RemoteOperation>,
    signal: AbortSignal,
    progress: ReadProgress = () => undefined,
  ): AsyncGenerator<RemoteOutcome> {
    const creations: Creation[] = [];
    for await (const operation of operations) {
      if (this.#book?.readOnly === true) {
        const { name: value } = this.#book;
        yield refused(operation.key, { code: 'ovh-book-read-only', severity: 'error', value });
      } else if (operation.kind === 'create') creations.push(operation);
      else if (operation.kind === 'update' || operation.kind === 'delete')
        yield await this.#write(operation, signal);
      else yield refused(operation.key, { code: 'ovh-no-groups', severity: 'error' });
    }
    if (creations.length === 0) return;
    const book = await this.#ensureBook(signal);
    if (importCost(creations.length).isWorthIt) yield* this.#import(book, creations, progress, signal);
    else for (const creation of creations) yield await this.#create(book, creation, signal);
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  #identity(): Omit<DeviceIdentity, 'warnings'> {
    const serial = bookSerial(this.#target, this.#bookName);
    return { model: 'OVHcloud', profile: 'ovh-phonebook', serial, firmware: '' };
  }

  get #bookName(): string {
    const { book, siteName } = this.#target;
    return this.#book?.name ?? (book === '' ? bookName(siteName) : book);
  }

  /** Null where it is yet to be made. Errors: `ovh-book-unclear`. */
  async #findBook(signal: AbortSignal): Promise<Book | null> {
    if (this.#book !== undefined && this.#book !== null) return this.#book;
    const books = await readBooks(this.#client, this.#target, signal);
    const found = currentBook(books, this.#target);
    if (found === null && this.#target.book === '' && books.length > 0) {
      const known = books.map(({ name }) => name).join(', ');
      throw new SwitchbookError('ovh-book-unclear', { params: { known } });
    }
    this.#book = found;
    return found;
  }

  async #ensureBook(signal: AbortSignal): Promise<Book> {
    if (this.#book !== undefined && this.#book !== null) return this.#book;
    const name = this.#bookName;
    const key = await createBook(this.#client, this.#target, name, signal);
    this.#book = { key, name, readOnly: false };
    return this.#book;
  }

  async #readContacts(
    book: Book,
    ids: readonly number[],
    known: ReadonlyMap<number, RemoteBookContact>,
    into: Map<number, RemoteBookContact>,
    progress: ReadProgress,
    signal: AbortSignal,
  ): Promise<void> {
    const unread = ids.filter((id) => !known.has(id));
    for (const id of ids) {
      const contact = known.get(id);
      if (contact !== undefined) into.set(id, contact);
    }
    progress(into.size, ids.length);
    const path = `${bookPath(this.#target, book.key)}/phonebookContact`;
    for await (const part of this.#client.batches(path, unread, remoteContact, signal)) {
      for (const contact of part) into.set(contact.id, contact);
      progress(into.size, ids.length);
    }
  }

  async #write(
    operation: Extract<RemoteOperation, { kind: 'update' | 'delete' }>,
    signal: AbortSignal,
  ): Promise<RemoteOutcome> {
    const { key, id, kind } = operation;
    const book = this.#book?.key ?? '';
    const path = `${bookPath(this.#target, book)}/phonebookContact/${encodeURIComponent(id)}`;
    const target = kind === 'update' ? shownName(operation.record) : this.#nameOf(id);
    try {
      if (kind === 'delete') await this.#client.delete(path, signal);
      else {
        const body = bodyOf(operation.record, this.#contacts.get(Number(id)));
        await this.#client.put(path, body, signal);
      }
    } catch (error) {
      // Somebody else was quicker: it is gone, as it should be.
      if (!(kind === 'delete' && isRefused(error, 404))) return answered(key, error, target);
    }
    return { key, outcome: 'done', id };
  }

  #nameOf(id: string): string {
    const contact = this.#contacts.get(Number(id));
    return contact === undefined ? id : shownName(recordOf(contact));
  }

  async #create(book: Book, { key, record }: Creation, signal: AbortSignal): Promise<RemoteOutcome> {
    const path = `${bookPath(this.#target, book.key)}/phonebookContact`;
    try {
      const id = await this.#client.post(path, bodyOf(record), remoteContact.shape.id, signal);
      return { key, outcome: 'done', id: String(id) };
    } catch (error) {
      return answered(key, error, shownName(record));
    }
  }

  /** What arrived is learnt by reading what is new in the book. */
  async *#import(
    book: Book,
    creations: readonly Creation[],
    progress: ReadProgress,
    signal: AbortSignal,
  ): AsyncGenerator<RemoteOutcome> {
    const client = this.#client;
    const target = this.#target;
    const bodies = creations.map(({ record }) => bodyOf(record));
    const end = await importContacts(client, target, book.key, bodies, target.errand, progress, signal);
    const ids = await contactIds(client, target, book.key, signal);
    const added = ids.filter((id) => !this.#contacts.has(id));
    await this.#readContacts(book, added, new Map(), this.#readBack, () => undefined, signal);
    const arrived = Map.groupBy(this.#readBack, ([, contact]) => contentKey(recordOf(contact)));
    for (const { key, record } of creations) {
      const found = arrived.get(contentKey(record))?.shift();
      if (found !== undefined) yield { key, outcome: 'done', id: String(found[0]) };
      else yield refused(key, leftOut(record, end.ended === 'error' ? end.message : ''));
    }
  }
}
