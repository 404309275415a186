/** The phone books of OVHcloud, over the site's connection. */
import { contract } from '../../../core/api/contract.ts';
import { PhoneBooks } from '../../jobs/books.ts';
import type { JobContext } from '../../jobs/job.ts';
import { targetOf } from '../connected.ts';
import type { Desk } from '../desk.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'books.list'
  | 'books.create'
  | 'books.rename'
  | 'books.protect'
  | 'books.delete'
  | 'books.export'
  | 'books.reboot';

async function atBooks<T>(
  desk: Desk,
  context: JobContext,
  work: (books: PhoneBooks) => Promise<T>,
): Promise<T> {
  const books = new PhoneBooks(desk.site, await targetOf(desk));
  context.progress({ phase: 'connect', done: 0, total: null });
  try {
    return await work(books);
  } finally {
    await books.close();
  }
}

export const bookAnswers: Answers<Names> = {
  'books.list': answer(contract['books.list'], ({ line }, desk, context) =>
    atBooks(desk, context, (books) => books.list(line, context)),
  ),
  'books.create': answer(contract['books.create'], ({ line, name }, desk, context) =>
    atBooks(desk, context, async (books) => ({ key: await books.create(line, name, context) })),
  ),
  'books.rename': answer(contract['books.rename'], ({ line, key, name }, desk, context) =>
    atBooks(desk, context, async (books) => {
      await books.rename(line, key, name, context);
      desk.comparison = null;
      return {};
    }),
  ),
  'books.protect': answer(contract['books.protect'], ({ line, key, readOnly }, desk, context) =>
    atBooks(desk, context, async (books) => {
      await books.protect(line, key, readOnly, context);
      return {};
    }),
  ),
  'books.delete': answer(contract['books.delete'], ({ line, key, confirmed }, desk, context) =>
    atBooks(desk, context, async (books) => {
      const deleted = await books.delete(line, key, confirmed, context);
      desk.comparison = null;
      return deleted;
    }),
  ),
  'books.export': answer(contract['books.export'], ({ line, key }, desk, context) =>
    atBooks(desk, context, async (books) => {
      const { name, bytes } = await books.export(line, key, context);
      const fileName = `${name}.csv`;
      return { file: desk.files.add(fileName, bytes), fileName, bytes: bytes.length };
    }),
  ),
  'books.reboot': answer(contract['books.reboot'], ({ line }, desk, context) =>
    atBooks(desk, context, async (books) => {
      await books.reboot(line, context);
      return {};
    }),
  ),
};
