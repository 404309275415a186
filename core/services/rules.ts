/**
 * Who may change which contact of which service. Sources: the help page "Effectuer un changement de contact
 * pour les services VoIP" (2015 and 2025), and the rules that the vendor's control panel applies to its own
 * table (`manage-contacts.controller.js`).
 */
import type { ContactChange, ContactRole, Service, ServiceTable } from '../directory/service-contact.ts';
import { isPending, sameHandle } from '../directory/service-contact.ts';
import type { Problem, ProblemCode } from '../problem/problem.ts';

/** What is known besides the table. */
export interface ServiceFacts {
  changes: readonly ContactChange[];
  /** The service belongs to an xDSL pack; null: not known. */
  inPack: boolean | null;
}

/** Why this login may not change this contact of this service; null: it may. */
export function whyNotChange(
  table: ServiceTable,
  service: Service,
  role: ContactRole,
  { changes, inPack }: ServiceFacts,
): Problem | null {
  const no = (code: ProblemCode, params: Problem['params'] = {}): Problem => ({
    code,
    severity: 'error',
    column: role,
    value: service.name,
    params,
  });
  const { administration } = service.contacts;
  if (service.kind === 'group') {
    if (service.name.startsWith('ovhtel-')) return no('service-ovhtel');
  } else {
    if (role !== 'technical') return no('service-technical-only');
    if (inPack === true) return no('service-in-pack');
  }
  if (!sameHandle(administration, table.me)) {
    return no('service-not-administration', { me: table.me, administration });
  }
  if (service.kind === 'group' && role !== 'technical' && table.specialNumbers) {
    return no('service-special-numbers');
  }
  const pending = pendingOf(service, changes);
  if (pending !== undefined) return no('service-pending', { id: pending.id, to: pending.to });
  return null;
}

/** The request that locks a service. */
export const pendingOf = (
  { name }: Pick<Service, 'name'>,
  changes: readonly ContactChange[],
): ContactChange | undefined => changes.find(({ service, state }) => service === name && isPending(state));

const LONGEST_HANDLE = 100;

/** Control panel: not empty, no white space. The usual form is `aa00000-ovh`, "Managing contacts" (2025). */
export function handleProblem(handle: string, role: ContactRole): Problem | null {
  const place = { column: role, value: handle.slice(0, LONGEST_HANDLE) };
  if (handle === '' || /\s/u.test(handle) || handle.length > LONGEST_HANDLE) {
    return { code: 'service-handle-invalid', severity: 'error', ...place };
  }
  return /^[a-z]{2,4}\d+-[a-z]{2,5}$/iu.test(handle)
    ? null
    : { code: 'service-handle-unusual', severity: 'warning', ...place };
}
