/** The phone books as they were last read: kept while other screens are shown. */
import { create } from 'zustand';
import type { BookInfo, BookList } from '../../core/api/ovh.ts';
import { useChanges } from '../changes/state.ts';
import type { Host } from '../host/host.ts';
import { onOtherSite } from '../state/site.ts';
import { taskOf } from '../state/task.ts';
import { tasksOf } from '../state/tasks.ts';

/** What a person is being asked about. */
type Asking =
  { kind: 'create'; line: string } | { kind: 'rename'; book: BookInfo } | { kind: 'delete'; book: BookInfo };

interface Books {
  /** Null before somebody has read them. */
  list: (BookList & { at: string; line: string }) | null;
  /** The line as typed; null: the connection’s. */
  line: string | null;
  asking: Asking | null;
}

const nothing: Books = { list: null, line: null, asking: null };

export const useBooks = create<Books>()(() => nothing);

const listing = taskOf('books.list');
export const creating = taskOf('books.create');
export const renaming = taskOf('books.rename');
export const protecting = taskOf('books.protect');
export const deleting = taskOf('books.delete');
export const exporting = taskOf('books.export');
export const rebooting = taskOf('books.reboot');
const work = tasksOf(listing, creating, renaming, protecting, deleting, exporting, rebooting);
export const useTasks = work.use;
export const forgetProblems = work.forgetProblems;

/** Those of the billing account and of the line. */
export async function readBooks(host: Host, line: string): Promise<void> {
  const list = await listing.run(host, { line });
  if (list !== null) useBooks.setState({ list: { ...list, at: new Date().toISOString(), line } });
}

/** Shows what a change has made of a book, null: gone. OVHcloud counts requests: nothing is read again for it. */
export function showBook({ line, key }: BookInfo, changed: Partial<BookInfo> | null): void {
  useBooks.setState(({ list }) => ({
    list: list && {
      ...list,
      books: list.books.flatMap((book) => {
        if (book.line !== line || book.key !== key) return [book];
        return changed === null ? [] : [{ ...book, ...changed }];
      }),
    },
  }));
}

/** The book of this site has another name, or is gone: what was compared with it says nothing any more. */
export async function siteBookMoved(host: Host): Promise<void> {
  useChanges.setState({ connection: await host.call('connection.get', {}), comparison: null });
}

onOtherSite(() => {
  work.clear();
  useBooks.setState(nothing, true);
});
