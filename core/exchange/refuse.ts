/** An import plan without what somebody may not do: those rows are rejected with the rule, the others stay. */
import type { Problem } from '../problem/problem.ts';
import type { PlannedContact } from './match.ts';
import type { ImportPlan, PlannedRow } from './plan.ts';

/** `why`: what forbids a contact's creation or change, or null. */
export function refuseContacts(
  plan: ImportPlan,
  why: (contact: PlannedContact) => Problem | null,
): ImportPlan {
  const refused = new Map<PlannedContact, Problem>();
  for (const contact of plan.contacts) {
    const problem = why(contact);
    if (problem !== null) refused.set(contact, problem);
  }
  if (refused.size === 0) return plan;
  const rows = plan.rows.map((row) => {
    const problem = row.contact === null ? undefined : refused.get(row.contact);
    return problem === undefined || row.outcome === 'unchanged' ? row : rejected(row, problem);
  });
  const contacts = plan.contacts.filter((contact) => !refused.has(contact));
  const used = new Set(contacts.flatMap(({ fields }) => fields.groups));
  const unmade = new Set(plan.newGroups.map(({ name }) => name).filter((name) => !used.has(name)));
  const count = (outcome: PlannedRow['outcome']): number =>
    rows.filter((row) => row.outcome === outcome).length;
  return {
    rows,
    contacts,
    newGroups: plan.newGroups.filter(({ name }) => !unmade.has(name)),
    problems: plan.problems.filter(
      ({ code, value = '' }) => code !== 'import-group-created' || !unmade.has(value),
    ),
    summary: {
      ...plan.summary,
      created: count('created'),
      updated: count('updated'),
      rejected: count('rejected'),
    },
  };
}

const rejected = (row: PlannedRow, problem: Problem): PlannedRow => ({
  ...row,
  outcome: 'rejected',
  reasons: [...row.reasons, { ...problem, row: row.row }],
  contact: null,
});
