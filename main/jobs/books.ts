/** The phone books of OVHcloud beside the one that is uploaded to: listed, made, renamed, deleted, exported. */
import type { BookInfo, BookList } from '../../core/api/ovh.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { ConnectionTarget, OvhTarget } from '../pbx/connect.ts';
import {
  type Book,
  bookSerial,
  contactIds,
  createBook,
  currentBook,
  deleteBook,
  isBookName,
  type Owner,
  protectBook,
  readBooks,
  rebootPhone,
  renameBook,
  supportsBooks,
} from '../pbx/ovh/books.ts';
import type { OvhClient } from '../pbx/ovh/client.ts';
import { ovhClient } from '../pbx/ovh/connect.ts';
import { OvhConnector } from '../pbx/ovh/connector.ts';
import { exportBook } from '../pbx/ovh/export.ts';
import type { Site } from '../site/site.ts';
import { keepBackup } from './backup.ts';
import { during, type JobContext } from './job.ts';

/** A connection to OVHcloud, and the site that it belongs to. */
export class PhoneBooks {
  readonly #site: Site;
  readonly #target: OvhTarget;
  readonly #country: string;
  readonly #client: OvhClient;

  /** Errors: `ovh-place-needed` where the connection is none to OVHcloud. */
  constructor(site: Site, target: ConnectionTarget) {
    const { ovh } = target;
    if (ovh === undefined || ovh === null) throw new SwitchbookError('ovh-place-needed');
    this.#site = site;
    this.#target = ovh;
    this.#country = target.country;
    this.#client = ovhClient(target);
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  /** Those of the billing account, and those of a line: the connection's where none is named. */
  async list(line: string, { signal }: JobContext): Promise<BookList> {
    const client = this.#client;
    const asked = line === '' ? this.#target.line : line;
    const owners = [this.#owner(''), ...(asked === '' ? [] : [this.#owner(asked)])];
    const books: BookInfo[] = [];
    for (const owner of owners) {
      const found = await readBooks(client, owner, signal);
      const current = this.#isHere(owner) ? currentBook(found, this.#target) : null;
      for (const book of found) {
        const { length } = await contactIds(client, owner, book.key, signal);
        books.push({ ...book, line: owner.line, contacts: length, current: book === current });
      }
    }
    return { books, supported: await supportsBooks(client, this.#owner(asked), signal) };
  }

  /** Errors: `ovh-book-name`; `ovh-phone-unsupported`. */
  async create(line: string, name: string, { signal }: JobContext): Promise<string> {
    const wanted = checkedName(name);
    return createBook(this.#client, this.#owner(line), wanted, signal);
  }

  /** Errors: `ovh-book-name`, `ovh-book-missing`. */
  async rename(line: string, key: string, name: string, { signal }: JobContext): Promise<void> {
    const owner = this.#owner(line);
    const wanted = checkedName(name);
    const { book, isCurrent } = await this.#find(owner, key, signal);
    await renameBook(this.#client, owner, book.key, wanted, signal);
    if (!isCurrent) return;
    const { memory } = this.#site;
    memory.together(() => {
      const connection = memory.connection();
      if (connection?.ovh) memory.setConnection({ ...connection, ovh: { ...connection.ovh, book: wanted } });
      const lastRead = memory.lastRead();
      // It is the same book: what is known of it stays.
      if (lastRead !== null) memory.setRead(bookSerial(owner, wanted), lastRead);
    });
  }

  /** Only books of lines can be protected. Errors: `ovh-book-missing`. */
  async protect(line: string, key: string, readOnly: boolean, { signal }: JobContext): Promise<void> {
    const owner = this.#owner(line);
    const { book } = await this.#find(owner, key, signal);
    await protectBook(this.#client, owner, book, readOnly, signal);
  }

  /**
   * Deletes a book with all that is in it, which is kept as a backup before. Says how many contacts those were.
   * Errors: `ovh-book-missing`; `ovh-book-not-empty` unless `confirmed` is their number.
   */
  async delete(
    line: string,
    key: string,
    confirmed: number | null,
    context: JobContext,
  ): Promise<{ contacts: number; backup: number | null }> {
    const { signal } = context;
    const owner = this.#owner(line);
    const { book, isCurrent } = await this.#find(owner, key, signal);
    const { length } = await contactIds(this.#client, owner, book.key, signal);
    if (length !== (confirmed ?? 0)) {
      throw new SwitchbookError('ovh-book-not-empty', { value: book.name, params: { count: length } });
    }
    const backup = length === 0 ? null : await this.#keep(owner, book, context);
    await deleteBook(this.#client, owner, book.key, signal);
    // What the site and this book agreed on says nothing about the next one.
    if (isCurrent) this.#site.memory.replace(bookSerial(owner, book.name));
    return { contacts: length, backup };
  }

  /** As the API writes it: one CSV file in the documented columns. Errors: `ovh-book-missing`. */
  async export(line: string, key: string, context: JobContext): Promise<{ name: string; bytes: Uint8Array }> {
    const owner = this.#owner(line);
    const { book } = await this.#find(owner, key, context.signal);
    const bytes = await exportBook(
      this.#client,
      owner,
      book.key,
      during(context, 'read-pbx'),
      context.signal,
    );
    return { name: book.name, bytes };
  }

  /** The phone then loads its books. */
  async reboot(line: string, { signal }: JobContext): Promise<void> {
    await rebootPhone(this.#client, this.#owner(line), signal);
  }

  async #keep(owner: Owner, book: Book, context: JobContext): Promise<number> {
    const place = { ...this.#target, ...owner, book: book.name };
    const connector = new OvhConnector(this.#client, place, this.#country);
    return keepBackup(this.#site, await connector.read(during(context, 'read-pbx'), context.signal));
  }

  #owner(line: string): Owner {
    return { billingAccount: this.#target.billingAccount, line };
  }

  #isHere({ line }: Owner): boolean {
    return line === this.#target.line;
  }

  async #find(owner: Owner, key: string, signal: AbortSignal): Promise<{ book: Book; isCurrent: boolean }> {
    const books = await readBooks(this.#client, owner, signal);
    const book = books.find((one) => one.key === key) ?? only(books.filter(({ name }) => name === key));
    if (book === undefined) {
      const known = books.map(({ name }) => name).join(', ');
      throw new SwitchbookError('ovh-book-missing', { value: key, params: { known } });
    }
    return { book, isCurrent: this.#isHere(owner) && currentBook(books, this.#target) === book };
  }
}

const only = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);

function checkedName(name: string): string {
  const wanted = name.trim();
  if (!isBookName(wanted)) throw new SwitchbookError('ovh-book-name', { value: wanted.slice(0, 60) });
  return wanted;
}
