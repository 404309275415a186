/** The phone books as they were last read: kept while other screens are shown. */
import { create } from 'zustand';
import type { BookInfo, BookList } from '../../core/api/ovh.ts';
import { useChanges } from '../changes/state.ts';
import type { Host } from '../host/host.ts';
import { useSite } from '../state/site.ts';
import { taskOf } from '../state/task.ts';

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
const TASKS = [listing, creating, renaming, protecting, deleting, exporting, rebooting] as const;

/** What runs now, if anything, and why the last run failed. */
export function useTasks() {
  const states = [
    listing.use(whole),
    creating.use(whole),
    renaming.use(whole),
    protecting.use(whole),
    deleting.use(whole),
    exporting.use(whole),
    rebooting.use(whole),
  ];
  return {
    running: TASKS.find((_task, at) => states[at]?.running === true) ?? null,
    problem: states.map(({ problem }) => problem).find((problem) => problem !== null) ?? null,
  };
}

const whole = <T>(state: T): T => state;

/** The failure of one thing says nothing of the next. */
export function forgetProblems(): void {
  for (const task of TASKS) if (!task.state().running) task.clear();
}

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

useSite.subscribe(({ site }, { site: before }) => {
  if (site?.path === before?.path) return;
  for (const task of TASKS) task.clear();
  useBooks.setState(nothing, true);
});
