/** The port to services and their contacts. */
import type { ContactChange, Service, ServiceTable } from '../../core/directory/service-contact.ts';
import type { RoleChange } from '../../core/services/prerequisites.ts';
import type { ReadProgress } from './connector.ts';

/** The vendor understood a request and did not carry it out, for the reason that it gives in its own words. */
export class ServiceRefusal extends Error {
  override readonly name = 'ServiceRefusal';
}

/** Errors: those of a connector. */
export interface ServiceLine {
  /** The handle of the login, and what it owes as `ServiceTable` says it. */
  account(signal: AbortSignal): Promise<Pick<ServiceTable, 'me' | 'debt'>>;
  /** Null where this login may not read the services, or not any more. */
  services(
    progress: ReadProgress,
    signal: AbortSignal,
  ): Promise<Pick<ServiceTable, 'services' | 'specialNumbers'> | null>;
  /** Whether a service belongs to an xDSL pack; null where this login may not look. */
  inPack(service: Service, signal: AbortSignal): Promise<boolean | null>;
  /** Requests that the login is involved in, the latest first. Those of `ended` are not read again. */
  changes(ended: readonly ContactChange[], signal: AbortSignal): Promise<ContactChange[]>;
  /** Asks for contacts of one service. Errors: `ServiceRefusal`. */
  ask(
    service: Pick<Service, 'kind' | 'name'>,
    changes: readonly RoleChange[],
    signal: AbortSignal,
  ): Promise<void>;
  /** Errors: `ServiceRefusal`. */
  answer(change: number, answer: 'accept' | 'refuse', token: string, signal: AbortSignal): Promise<void>;
  /** New mails with new codes to both sides. Errors: `ServiceRefusal`. */
  resend(change: number, signal: AbortSignal): Promise<void>;
  /** Never throws. */
  close(): Promise<void>;
}
