/** The phone books of a billing account or of a line: two trees of one shape. */
import { z } from 'zod';
import { foldLatin } from '../../../core/device/text.ts';
import type { OvhPlace } from '../../../core/api/upload.ts';
import type { OvhClient } from './client.ts';
import { route } from './sign.ts';

export type Owner = Pick<OvhPlace, 'billingAccount' | 'line'>;

export interface Book {
  key: string;
  name: string;
  readOnly: boolean;
}

const LONGEST_NAME = 50;

const bookShape = z.object({
  bookKey: z.string(),
  name: z.string(),
  /** Only books of lines say so. */
  isReadonly: z.boolean().nullish(),
});
const nothing = z.unknown();

const lineOf = ({ billingAccount, line }: Owner): string => route`/telephony/${billingAccount}/line/${line}`;

const treeOf = (owner: Owner): string =>
  owner.line === ''
    ? route`/telephony/${owner.billingAccount}/phonebook`
    : `${lineOf(owner)}/phone/phonebook`;

export const bookPath = (owner: Owner, key: string): string => treeOf(owner) + route`/${key}`;

/** Where the tasks of its books are listed. */
export const tasksPath = ({ billingAccount, line }: Owner): string =>
  line === ''
    ? route`/telephony/${billingAccount}/task`
    : route`/telephony/${billingAccount}/service/${line}/task`;

/** In the order in which the API lists them. */
export async function readBooks(client: OvhClient, owner: Owner, signal: AbortSignal): Promise<Book[]> {
  const tree = treeOf(owner);
  const keys = await client.get(tree, z.array(z.string()), signal);
  const books: Book[] = [];
  for await (const part of client.batches(tree, keys, bookShape, signal)) {
    for (const { bookKey, name, isReadonly } of part) {
      books.push({ key: bookKey, name, readOnly: isReadonly ?? false });
    }
  }
  return books;
}

/** Says its key. Errors: `ovh-phone-unsupported` for a line whose phone has no phone book. */
export const createBook = (
  client: OvhClient,
  owner: Owner,
  name: string,
  signal: AbortSignal,
): Promise<string> => client.post(treeOf(owner), { name }, z.string().min(1), signal);

export const renameBook = (
  client: OvhClient,
  owner: Owner,
  key: string,
  name: string,
  signal: AbortSignal,
): Promise<void> => client.put(bookPath(owner, key), { name }, signal);

/** Only books of lines can be protected. */
export const protectBook = (
  client: OvhClient,
  owner: Owner,
  { key, name }: Book,
  isReadonly: boolean,
  signal: AbortSignal,
): Promise<void> => client.put(bookPath(owner, key), { name, isReadonly }, signal);

/** With all that is in it. */
export const deleteBook = (
  client: OvhClient,
  owner: Owner,
  key: string,
  signal: AbortSignal,
): Promise<void> => client.delete(bookPath(owner, key), signal);

export const contactIds = (
  client: OvhClient,
  owner: Owner,
  key: string,
  signal: AbortSignal,
): Promise<number[]> =>
  client.get(`${bookPath(owner, key)}/phonebookContact`, z.array(z.number().int()), signal);

/** Null for a billing account, whose books need no phone. */
export const supportsBooks = async (
  client: OvhClient,
  owner: Owner,
  signal: AbortSignal,
): Promise<boolean | null> =>
  owner.line === '' ? null : client.get(`${lineOf(owner)}/phone/supportsPhonebook`, z.boolean(), signal);

/** The phone loads its books when it starts. */
export const rebootPhone = async (client: OvhClient, owner: Owner, signal: AbortSignal): Promise<void> => {
  await client.post(`${lineOf(owner)}/phone/reboot`, undefined, nothing, signal);
};

/** What the control panel takes as a name of a book. */
export const isBookName = (name: string): boolean =>
  /^[\w\s.-]+$/.test(name) && name.trim() !== '' && name.length <= LONGEST_NAME;

/** A name for the book of a site. */
export function bookName(siteName: string): string {
  const name = foldLatin(siteName)
    .replaceAll(/[^\w .-]+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .trim();
  return name === '' ? 'Switchbook' : name;
}

/** The book that was asked for, the one of the site’s name, or the only one; null where it is none of these. */
export function currentBook(
  books: readonly Book[],
  { book: asked, siteName }: { book: string; siteName: string },
): Book | null {
  const wanted = books.find(({ name }) => name === (asked === '' ? bookName(siteName) : asked));
  const [first, ...others] = books;
  return wanted ?? (asked === '' && others.length === 0 ? first : undefined) ?? null;
}

/** What tells one book from another, before it exists and after: whose it is, and its name. */
export const bookSerial = ({ billingAccount, line }: Owner, name: string): string =>
  `${line === '' ? billingAccount : `${billingAccount}/${line}`}: ${name}`;
