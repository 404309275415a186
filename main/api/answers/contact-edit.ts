/** One contact edited, beside others who may edit it at the same time. */
import { contract } from '../../../core/api/contract.ts';
import { inputOf } from '../../../core/api/shapes.ts';
import type { Contact } from '../../../core/directory/contact.ts';
import { shownName } from '../../../core/directory/contact.ts';
import { mergeEdit, plainText, type MergedEdit } from '../../../core/merge/edit.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { allow, allowFor } from '../allow.ts';
import type { Desk } from '../desk.ts';
import { answer, type Answers } from '../serve.ts';
import { companied, contactOf, withNumbersRead } from './contacts.ts';

/** Moving a contact needs the right to every group that it joins or leaves. */
function allowMove(desk: Desk, before: readonly string[], after: readonly string[]): void {
  for (const name of after) if (!before.includes(name)) allow(desk, 'assign', [name]);
  for (const name of before) if (!after.includes(name)) allow(desk, 'unassign', [name]);
}

/** The first field of which both have made something else, with what each of them made of it. */
function refuseCollisions(now: Contact, { collisions, merged }: MergedEdit): void {
  const [field] = collisions;
  if (field === undefined) return;
  throw new SwitchbookError('contact-collides', {
    value: plainText(inputOf(now)[field]),
    params: { name: shownName(now), field, mine: plainText(merged[field]), more: collisions.length - 1 },
  });
}

export const contactEditAnswers: Answers<'contacts.edit'> = {
  'contacts.edit': answer(contract['contacts.edit'], ({ id, from, contact }, desk) => {
    const { site } = desk;
    const revision = site.revision();
    const before = contactOf(site, id);
    allowFor(desk, 'edit', [id]);
    const edit = mergeEdit(from, contact, inputOf(before));
    refuseCollisions(before, edit);
    const groups = companied(desk, edit.merged.groups);
    if (edit.merged.shortCode !== before.shortCode) allowFor(desk, 'set-short-code', [id]);
    allowMove(desk, before.groups, groups);
    const read = withNumbersRead({ ...edit.merged, groups }, site.info().country);
    const fields = edit.changed.includes('numbers') ? read : { ...read, numbers: before.numbers };
    site.change('edit-contact', shownName(fields), { kind: 'hand' }, (change) => {
      // Another program was quicker: all of this is asked once more.
      if (site.revision() !== revision) throw new SwitchbookError('site-busy', { value: site.path });
      change.updateContact(id, fields);
    });
    return contactOf(site, id);
  }),
};
