/** The rows of the tables, and the few questions that several parts ask of them. */
import { z } from 'zod';
import type { Store } from './store.ts';

/** SQLite has no other. */
export const flag = z.number().transform((value) => value !== 0);
const ID = z.object({ id: z.union([z.number(), z.string()]) });

export const CUSTOMER = z.object({
  nic: z.string(),
  email: z.string(),
  firstname: z.string(),
  name: z.string(),
  country: z.string(),
  zone: z.string(),
  /** By the vendor's procedure for VoIP. */
  validated: flag,
  /** Unpaid, in cents. */
  due: z.number(),
});
export type Customer = z.infer<typeof CUSTOMER>;

export const ACCOUNT = z.object({
  name: z.string(),
  description: z.string(),
  status: z.enum(['enabled', 'expired']),
  /** Has special numbers. */
  special: flag,
});
export type Account = z.infer<typeof ACCOUNT>;

export const KINDS = ['group', 'line', 'alias', 'trunk'] as const;

export const SERVICE = z.object({
  name: z.string(),
  account: z.string(),
  kind: z.enum(KINDS),
  description: z.string(),
  admin: z.string(),
  tech: z.string(),
  billing: z.string(),
  /** The xDSL pack that it belongs to. */
  pack: z.string().nullable(),
  /** Of the telephone on the line, where there is one. */
  brand: z.string().nullable(),
  /** That brand can hold phone books. */
  supports: flag,
  rebooted: z.number().nullable(),
});
export type Service = z.infer<typeof SERVICE>;

export const BOOK = z.object({
  key: z.string(),
  /** A line, or the group itself. */
  service: z.string(),
  name: z.string(),
  readonly: flag,
  revision: z.number(),
});
export type Book = z.infer<typeof BOOK>;

const number = z.string().nullable();
export const CONTACT = z.object({
  id: z.number(),
  surname: z.string(),
  name: z.string(),
  grp: z.string(),
  homePhone: number,
  homeMobile: number,
  workPhone: number,
  workMobile: number,
});
export type Contact = z.infer<typeof CONTACT>;

export const NUMBERS = ['homePhone', 'homeMobile', 'workPhone', 'workMobile'] as const;

/** One name, as the key of a list. */
export const ids = (store: Store, sql: string, ...values: (string | number)[]): (string | number)[] =>
  store.all(ID, sql, ...values).map(({ id }) => id);

export const customerOf = (store: Store, nic: string): Customer | null =>
  store.one(CUSTOMER, 'SELECT * FROM customer WHERE nic = ?', nic);

export const accountOf = (store: Store, name: string): Account | null =>
  store.one(ACCOUNT, 'SELECT * FROM account WHERE name = ?', name);

export const serviceOf = (store: Store, name: string): Service | null =>
  store.one(SERVICE, 'SELECT * FROM service WHERE name = ?', name);

/** The group first, then its services in the order they were made. */
export const servicesOf = (store: Store, account: string): Service[] =>
  store.all(SERVICE, "SELECT * FROM service WHERE account = ? ORDER BY kind <> 'group', rowid", account);

export const bookOf = (store: Store, key: string): Book | null =>
  store.one(BOOK, 'SELECT * FROM book WHERE key = ?', key);

export const contactsOf = (store: Store, book: string): Contact[] =>
  store.all(CONTACT, 'SELECT * FROM contact WHERE book = ? ORDER BY id', book);
