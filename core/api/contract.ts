/**
 * The contract between any shell and the services: every operation with its input and output.
 * `query` reads; `command` is one user action, one transaction, one undo step; `job` is long work off
 * the main thread, with progress and cancel.
 */
import type { z } from 'zod';
import type { Kind, Operation } from './operation.ts';
import { application } from './operations/application.ts';
import { calls } from './operations/calls.ts';
import { connection } from './operations/connection.ts';
import { contacts } from './operations/contacts.ts';
import { exchange } from './operations/exchange.ts';
import { history } from './operations/history.ts';
import { rights } from './operations/rights.ts';
import { services } from './operations/services.ts';
import { upload } from './operations/upload.ts';

export const contract = {
  ...application,
  ...contacts,
  ...rights,
  ...history,
  ...exchange,
  ...connection,
  ...calls,
  ...services,
  ...upload,
};

export type Contract = typeof contract;
export type OperationName = keyof Contract;
export type InputOf<N extends OperationName> = z.input<Contract[N]['input']>;
export type OutputOf<N extends OperationName> =
  Contract[N] extends Operation<z.ZodType, infer O, Kind> ? O : never;
export type NamesOfKind<K extends Kind> = {
  [N in OperationName]: Contract[N]['kind'] extends K ? N : never;
}[OperationName];

/** What shells push without being asked. */
export interface Events {
  /** Something in the site changed: read again what is shown. */
  'site-changed': { revision: number };
}
export type EventName = keyof Events;
