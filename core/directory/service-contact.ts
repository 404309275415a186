/**
 * Services of OVHcloud telephony and who is responsible for each: a billing account (there: *group*) holds
 * lines, SIP trunks and numbers (*aliases*), and every one of them has three contacts, named by handle.
 * Sections and columns are those of the table of the vendor's page "Effectuer un changement de contact pour
 * les services VoIP".
 */

/** The columns. */
export const CONTACT_ROLES = ['administration', 'technical', 'billing'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** Handles of OVHcloud accounts, such as `ab12345-ovh`. */
export type ServiceContacts = Record<ContactRole, string>;

export const SERVICE_KINDS = ['group', 'line', 'trunk', 'alias'] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

export const SECTIONS = ['group', 'lines', 'numbers'] as const;
export type Section = (typeof SECTIONS)[number];

const SECTION_OF: Record<ServiceKind, Section> = {
  group: 'group',
  line: 'lines',
  // The vendor's table lists trunks among the lines.
  trunk: 'lines',
  alias: 'numbers',
};
export const sectionOf = ({ kind }: Pick<Service, 'kind'>): Section => SECTION_OF[kind];

export interface Service {
  kind: ServiceKind;
  /** The billing account of a group, else the number as the vendor writes it (`0033…`). */
  name: string;
  contacts: ServiceContacts;
}

/** A billing account with its services, as one login saw it. */
export interface ServiceTable {
  billingAccount: string;
  /** When it was read, ISO 8601 UTC. */
  at: string;
  /** The handle of the login. */
  me: string;
  /** The group first, then lines and trunks, then numbers. */
  services: Service[];
  /** Administration and billing contact of a group with such numbers change through the vendor's support only. */
  specialNumbers: boolean;
  /** What this login owes, in the words of the vendor; empty: nothing; null: that could not be read. */
  debt: string | null;
}

/** States of a request, in the vendor's own names (`nichandle.changeContact.TaskStateEnum`). */
export const CHANGE_STATES = [
  'todo',
  'checkValidity',
  'validatingByCustomers',
  'doing',
  'done',
  'refused',
  'aborted',
  'expired',
  'error',
] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** Those in which the vendor's own table locks the service. */
const PENDING: ReadonlySet<string> = new Set<ChangeState>([
  'todo',
  'checkValidity',
  'validatingByCustomers',
  'doing',
]);
export const isPending = (state: string): boolean => PENDING.has(state);

/** A request to change contacts of one service, as the vendor keeps it. */
export interface ContactChange {
  id: number;
  state: ChangeState;
  roles: ContactRole[];
  from: string;
  to: string;
  /** Who asked for it. */
  asking: string | null;
  /** The service's name; of a group its billing account. */
  service: string | null;
  /** ISO 8601. */
  requestedAt: string;
  doneAt: string | null;
}

/** Handles are compared without case. */
export const sameHandle = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
