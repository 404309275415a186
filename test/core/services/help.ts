import type {
  ContactChange,
  Service,
  ServiceKind,
  ServiceTable,
} from '../../../core/directory/service-contact.ts';

export const ME = 'aa11111-ovh';
export const OTHER = 'bb22222-ovh';
export const GROUP = 'bb100000-ovh-1';

const contacts = { administration: ME, technical: ME, billing: ME };

export const service = (
  kind: ServiceKind,
  name: string,
  changed: Partial<Service['contacts']> = {},
): Service => ({
  kind,
  name,
  contacts: { ...contacts, ...changed },
});

/** A group with lines and numbers, all of them ours. */
export const tableOf = (
  lines: number,
  numbers: number,
  changed: Partial<ServiceTable> = {},
): ServiceTable => ({
  billingAccount: GROUP,
  at: '2026-01-01T00:00:00.000Z',
  me: ME,
  services: [
    service('group', GROUP),
    ...Array.from({ length: lines }, (_, i) => service('line', `00339721010${String(i).padStart(2, '0')}`)),
    ...Array.from({ length: numbers }, (_, i) =>
      service('alias', `00339722020${String(i).padStart(2, '0')}`),
    ),
  ],
  specialNumbers: false,
  debt: '',
  ...changed,
});

export const task = (id: number, changed: Partial<ContactChange> = {}): ContactChange => ({
  id,
  state: 'validatingByCustomers',
  roles: ['technical'],
  from: ME,
  to: OTHER,
  asking: ME,
  service: GROUP,
  requestedAt: '2026-01-01T00:00:00.000Z',
  doneAt: null,
  ...changed,
});
