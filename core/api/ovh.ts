/** What the contract says of OVHcloud telephony: its keys and its phone books. */
import { z } from 'zod';

/** Whose consumer key: the endpoint and the application key. */
export const ovhKeyOwner = z.object({ url: z.string().max(500), user: z.string().trim().min(1).max(100) });

export const KEY_STATES = ['expired', 'pendingValidation', 'refused', 'validated'] as const;

export interface KeyState {
  state: (typeof KEY_STATES)[number];
  /** ISO 8601; null: for good, or not known yet. */
  expiration: string | null;
}

/** Of whom to list lines and books; empty before somebody has chosen. Empty secrets mean the known ones. */
export const placesAsked = ovhKeyOwner.extend({
  password: z.string().max(200),
  consumerKey: z.string().max(200),
  billingAccount: z.string().trim().max(100),
  line: z.string().trim().max(100),
});

/** What there is to connect to. */
export interface OvhPlaces {
  accounts: string[];
  /** Of the billing account that was named. */
  lines: string[];
  /** Of the line that was named, else of the billing account. */
  books: Pick<BookInfo, 'name' | 'readOnly'>[];
}

/** The books of the connection's billing account, or of one of its lines. */
export const bookOwner = z.object({
  /** The line's service name; empty for the billing account. */
  line: z.string().trim().max(100).default(''),
});
export const bookChosen = bookOwner.extend({ key: z.string().max(200) });
export const bookNamed = bookOwner.extend({ name: z.string().max(500) });

/** A phone book of OVHcloud. */
export interface BookInfo {
  key: string;
  name: string;
  /** The line whose it is; empty for the billing account's. */
  line: string;
  readOnly: boolean;
  contacts: number;
  /** The one that this site is uploaded to. */
  current: boolean;
}

export interface BookList {
  /** Those of the billing account first. */
  books: BookInfo[];
  /** Whether the line's phone can have phone books; null where no line was asked for. */
  supported: boolean | null;
}
