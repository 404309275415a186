/** Duplicates, within the rights of whoever is signed in. */
import { contract } from '../../../core/api/contract.ts';
import type { Contact } from '../../../core/directory/contact.ts';
import {
  findDuplicates,
  keepDistinct,
  merge,
  pageOf,
  planMerge,
  type MergePlan,
} from '../../jobs/duplicates.ts';
import { allow, allowFor } from '../allow.ts';
import type { Desk } from '../desk.ts';
import { answer, type Answers } from '../serve.ts';

type Names = 'duplicates.find' | 'duplicates.merge' | 'duplicates.distinct';

/** Merging is changing the one, deleting the others, and putting the one where those stood. Errors: `access-…`. */
function allowMerge(desk: Desk, { kept, others, fields, photoOf }: MergePlan): void {
  allowFor(desk, 'edit', [kept.id]);
  if (fields.shortCode !== kept.shortCode) allowFor(desk, 'set-short-code', [kept.id]);
  if (photoOf !== null) allowFor(desk, 'set-photo', [kept.id]);
  allowFor(desk, 'delete', others.map(idOf));
  const joined = fields.groups.filter((name) => !kept.groups.includes(name));
  if (joined.length > 0) allow(desk, 'assign', joined);
}

const idOf = ({ id }: Contact): number => id;

export const duplicateAnswers: Answers<Names> = {
  'duplicates.find': answer(contract['duplicates.find'], async (asked, desk, context) => {
    const { site } = desk;
    if (desk.duplicates?.revision !== site.revision()) desk.duplicates = await findDuplicates(site, context);
    return pageOf(site, desk.duplicates, asked);
  }),
  'duplicates.merge': answer(contract['duplicates.merge'], (asked, desk) => {
    const plan = planMerge(desk.site, asked);
    allowMerge(desk, plan);
    return merge(desk.site, plan);
  }),
  'duplicates.distinct': answer(contract['duplicates.distinct'], ({ ids }, desk) => {
    allowFor(desk, 'edit', ids);
    return { added: keepDistinct(desk.site, ids) };
  }),
};
