/**
 * What the vendor asks for before a contact changes, and as much of it as can be checked: nothing shows the
 * standing of somebody else's account, and no field says that an account was validated for telephony.
 */
import type { ContactRole, ServiceTable } from '../directory/service-contact.ts';
import { sameHandle } from '../directory/service-contact.ts';

export const PREREQUISITES = [
  /** Help page 2015: administration and technical recipients need an account, nothing more. */
  'recipient-account',
  /** Help page 2025: each side answers with a code from a mail to the address of its profile. */
  'mail-read',
  /** "Managing contacts" (2025): both accounts in the same geographic zone. */
  'same-zone',
  /** "Managing contacts" (2025): an unpaid invoice of either side blocks any change. */
  'nothing-unpaid',
  /** Help page 2015: the billing recipient was validated for telephony; 2025: the present one too. */
  'validated',
  /** Help page 2015: the recipient's balance is in credit or neutral. */
  'recipient-credit',
] as const;

export interface Prerequisite {
  rule: (typeof PREREQUISITES)[number];
  /** Whose account it is about. */
  of: string[];
  /** `unknown`: nobody but the owner of the account can see it. */
  standing: 'met' | 'unmet' | 'unknown';
  /** What is owed, where that is why it is not met. */
  detail: string;
}

export interface RoleChange {
  role: ContactRole;
  from: string;
  to: string;
}

export function prerequisitesOf(changes: readonly RoleChange[], table: ServiceTable): Prerequisite[] {
  if (changes.length === 0) return [];
  const unknown = (rule: Prerequisite['rule'], of: readonly string[]): Prerequisite => ({
    rule,
    of: distinct(of),
    standing: 'unknown',
    detail: '',
  });
  const recipients = changes.map(({ to }) => to);
  const everybody = changes.flatMap(({ from, to }) => [from, to]);
  const billing = changes.filter(({ role }) => role === 'billing');
  const others = distinct(everybody).filter((handle) => !sameHandle(handle, table.me));
  const mine: Prerequisite = {
    rule: 'nothing-unpaid',
    of: [table.me],
    standing: table.debt === null ? 'unknown' : table.debt === '' ? 'met' : 'unmet',
    detail: table.debt ?? '',
  };
  return [
    unknown('recipient-account', recipients),
    unknown('mail-read', everybody),
    unknown('same-zone', everybody),
    ...(others.length < distinct(everybody).length ? [mine] : []),
    ...(others.length > 0 ? [unknown('nothing-unpaid', others)] : []),
    ...(billing.length > 0
      ? [
          unknown(
            'validated',
            billing.flatMap(({ from, to }) => [from, to]),
          ),
          unknown(
            'recipient-credit',
            billing.map(({ to }) => to),
          ),
        ]
      : []),
  ];
}

const distinct = (handles: readonly string[]): string[] => [
  ...new Map(handles.map((handle) => [handle.toLowerCase(), handle])).values(),
];
