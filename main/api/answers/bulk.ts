/** Operations on many contacts, within the rights of whoever is signed in. */
import type { BulkOperation } from '../../../core/api/bulk.ts';
import { contract } from '../../../core/api/contract.ts';
import { withCompanions } from '../../../core/device/companion.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { mayDo } from '../../../core/directory/access.ts';
import { knownCountry } from '../../../core/phone/number.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { applyBulk, previewBulk, type BulkRefusals } from '../../jobs/bulk.ts';
import { allow } from '../allow.ts';
import type { Desk } from '../desk.ts';
import { answer, type Answers } from '../serve.ts';

type Names = 'bulk.preview' | 'bulk.apply';

/**
 * Rights to a group are had or not had at once, and to its companion too.
 * Errors: `access-…`, `group-missing`, `country-unknown`.
 */
function allowBulk(desk: Desk, operation: BulkOperation): void {
  if (operation.kind === 'numbers') knownCountry(operation.country);
  if (operation.kind === 'leave') allow(desk, 'unassign', [operation.group]);
  if (operation.kind !== 'join') return;
  const { site } = desk;
  const name = operation.group.normalize('NFC').trim();
  allow(desk, 'assign', [name]);
  for (const group of withCompanions([name], site.groups(), deviceProfile(site.info().device))) {
    if (group !== name) allow(desk, 'assign', [group]);
  }
}

/** By all groups of a contact, also those that whoever is signed in does not see. */
function refusalsOf({ session, file }: Desk): BulkRefusals {
  const groups = new Map(file.groups().map((group) => [group.name, group]));
  const plain = session.role !== 'subscriber' && ![...groups.values()].some(({ kind }) => kind === 'google');
  return (ids, actions) => {
    const refused = new Map<number, Problem>();
    // Administrators are only ever refused what is Google's.
    if (plain) return refused;
    for (const contact of file.contacts(ids)) {
      const held = contact.groups.flatMap((name) => groups.get(name) ?? []);
      for (const action of actions) {
        const may = mayDo(session, action, { groups: held });
        if (!may.allowed) refused.set(contact.id, may.problem);
      }
    }
    return refused;
  };
}

export const bulkAnswers: Answers<Names> = {
  'bulk.preview': answer(contract['bulk.preview'], ({ scope, operation }, desk, context) => {
    allowBulk(desk, operation);
    return previewBulk(desk.site, scope, operation, refusalsOf(desk), context);
  }),
  'bulk.apply': answer(contract['bulk.apply'], ({ scope, operation, revision }, desk, context) => {
    allowBulk(desk, operation);
    return { changed: applyBulk(desk.site, scope, operation, refusalsOf(desk), revision, context) };
  }),
};
