/**
 * What a wish for other contacts comes to before anything is asked of anybody: the requests in their order,
 * every service that they reach, and what stands against them.
 */
import type {
  ContactRole,
  Service,
  ServiceContacts,
  ServiceKind,
  ServiceTable,
} from '../directory/service-contact.ts';
import { CONTACT_ROLES, sameHandle } from '../directory/service-contact.ts';
import type { Problem } from '../problem/problem.ts';
import { SwitchbookError } from '../problem/problem.ts';
import type { Prerequisite, RoleChange } from './prerequisites.ts';
import { prerequisitesOf } from './prerequisites.ts';
import type { ServiceFacts } from './rules.ts';
import { handleProblem, whyNotChange } from './rules.ts';

/** A role that is not named stays as it is. */
export interface ContactWish {
  /** The name of the service; of a group its billing account. */
  service: string;
  contacts: { [R in ContactRole]?: string | undefined };
}

export interface ReachedService {
  kind: ServiceKind;
  name: string;
  /** Empty where the contacts are already those that are wished for. */
  changes: RoleChange[];
}

export interface ContactPlan {
  service: string;
  kind: ServiceKind;
  /**
   * Requests in their order: each is sent when the one before has been carried out. The administration
   * contact comes last, alone: whoever hands it over can change nothing any more (help pages 2015, 2025);
   * the others go together, as the vendor locks a service while a request for it is open.
   */
  steps: RoleChange[][];
  /** The service itself first; for a group every service in it, because the change spreads to all. */
  reached: ReachedService[];
  prerequisites: Prerequisite[];
  /** With an error among them nothing is sent. */
  problems: Problem[];
}

/** Errors: `service-missing`. */
export function planContacts(wish: ContactWish, table: ServiceTable, facts: ServiceFacts): ContactPlan {
  const service = table.services.find(({ name }) => name === wish.service);
  if (service === undefined) throw new SwitchbookError('service-missing', { value: wish.service });
  const wished = wishedChanges(service, wish);
  const problems = wished.flatMap(({ role, to }) => [
    ...some(handleProblem(to, role)),
    ...some(whyNotChange(table, service, role, facts)),
  ]);
  if (wished.length === 0) {
    problems.push({ code: 'service-nothing-to-change', severity: 'error', value: service.name });
  }
  const prerequisites = prerequisitesOf(wished, table);
  const unmet = prerequisites.find(({ standing }) => standing === 'unmet');
  if (unmet !== undefined) {
    // "Managing contacts" says that any change is blocked; the page on telephony asks it of billing alone.
    const severity = wished.some(({ role }) => role === 'billing') ? 'error' : 'warning';
    problems.push({ code: 'service-debt', severity, value: table.me, params: { owed: unmet.detail } });
  }
  if (wished.length > 0 && service.kind !== 'group' && facts.inPack === null) {
    problems.push({ code: 'service-pack-unknown', severity: 'warning', value: service.name });
  }
  const last = wished.filter(({ role }) => role === 'administration');
  const before = wished.filter(({ role }) => role !== 'administration');
  return {
    service: service.name,
    kind: service.kind,
    steps: [before, last].filter((step) => step.length > 0),
    reached: reachedBy(service, wished, table),
    prerequisites,
    problems,
  };
}

/** What is not yet so. Shared with whoever looks for a plan that is already being carried out. */
const wishedChanges = (service: Service, { contacts }: ContactWish): RoleChange[] =>
  CONTACT_ROLES.flatMap((role) => {
    const to = contacts[role]?.trim();
    const from = service.contacts[role];
    return to === undefined || sameHandle(to, from) ? [] : [{ role, from, to }];
  });

function reachedBy(
  service: Service,
  wished: readonly RoleChange[],
  { services }: ServiceTable,
): ReachedService[] {
  const contacts: Partial<ServiceContacts> = Object.fromEntries(wished.map(({ role, to }) => [role, to]));
  const others = service.kind === 'group' ? services.filter(({ name }) => name !== service.name) : [];
  return [service, ...others].map((one) => ({
    kind: one.kind,
    name: one.name,
    changes: wishedChanges(one, { service: one.name, contacts }),
  }));
}

const some = (problem: Problem | null): Problem[] => (problem === null ? [] : [problem]);
