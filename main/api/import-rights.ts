/** What a subscriber may import: cards, into groups that may be written to, and nothing else. */
import { mayDo, type Action, type Answer } from '../../core/directory/access.ts';
import type { PlannedContact } from '../../core/exchange/match.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { errorOf } from '../../core/problem/problem.ts';
import type { ImportRights } from '../jobs/import.ts';
import type { Desk } from './desk.ts';

/** "Importation CSV is not available for subscribers"; importing a vCard needs write access. */
export const importRights = (desk: Desk): ImportRights => ({
  file(format) {
    if (format === 'vcard') return;
    const answer = mayDo(desk.session, 'import-csv', { groups: [] });
    if (!answer.allowed) throw errorOf(answer.problem);
  },
  contacts: () => rightsOf(desk),
});

/** Administrators may everything that the plan itself does: it leaves Google groups alone. */
function rightsOf({ session, file }: Desk): (contact: PlannedContact) => Problem | null {
  if (session.role !== 'subscriber') return () => null;
  const known = new Map(file.groups().map((group) => [group.name, group]));
  const may = (action: Action, names: readonly string[]): Answer =>
    mayDo(session, action, {
      // One that does not exist yet is a group that nobody gave any right to.
      groups: names.map((name) => known.get(name) ?? { name, kind: 'standard' }),
    });
  return ({ id, before, fields, changes }) => {
    if (id === null) return problemOf([may('import-vcard', fields.groups)]);
    const seen = before?.groups ?? [];
    const after = changes.groups ?? seen;
    const joins = after.filter((name) => !seen.includes(name));
    const leaves = seen.filter((name) => !after.includes(name));
    const [stored] = file.contacts([id]);
    return problemOf([
      may('edit', stored?.groups ?? []),
      ...joins.map((name) => may('assign', [name])),
      ...leaves.map((name) => may('unassign', [name])),
    ]);
  };
}

function problemOf(answers: readonly Answer[]): Problem | null {
  for (const answer of answers) if (!answer.allowed) return answer.problem;
  return null;
}
