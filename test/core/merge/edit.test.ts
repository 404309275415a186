import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactInput } from '../../../core/api/shapes.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { EDIT_FIELDS, mergeEdit, withSide } from '../../../core/merge/edit.ts';

const { photo: _photo, card: _card, ...empty } = emptyDraft();
const input = (fields: Partial<ContactInput>): ContactInput => ({ ...empty, ...fields });

const email = fc.constantFrom('a@b', 'c@d', 'e@f').map((value) => ({ kind: 'work' as const, value }));
const some = fc
  .record({
    givenName: fc.constantFrom('', 'Anna', 'Anne'),
    company: fc.constantFrom('', 'Werft', 'Hafen'),
    emails: fc.uniqueArray(email, { selector: ({ value }) => value }),
    groups: fc.uniqueArray(fc.constantFrom('A', 'B', 'C')),
  })
  .map(input);

describe('an edit beside another one', () => {
  it('is what was written where nobody else has written, and nothing where nothing was changed', () => {
    fc.assert(
      fc.property(some, some, (from, other) => {
        const alone = mergeEdit(from, other, from);
        expect(alone.collisions).toEqual([]);
        expect({ ...alone.merged, groups: alone.merged.groups.toSorted() }).toEqual({
          ...other,
          groups: other.groups.toSorted(),
        });
        expect(mergeEdit(from, from, other)).toEqual({ merged: other, changed: [], collisions: [] });
      }),
    );
  });

  it('keeps every field that only the other has changed', () => {
    fc.assert(
      fc.property(some, some, some, (from, mine, now) => {
        const { merged, changed } = mergeEdit(from, mine, now);
        for (const field of EDIT_FIELDS) {
          if (field !== 'groups' && !changed.includes(field)) expect(merged[field]).toEqual(now[field]);
        }
      }),
    );
  });

  it('has each value of both sides where both are to count', () => {
    fc.assert(
      fc.property(some, some, some, (from, mine, now) => {
        const { merged } = mergeEdit(from, mine, now);
        const both = withSide({ from, now, merged }, 'emails', 'both').emails.map(({ value }) => value);
        for (const { value } of now.emails) expect(both).toContain(value);
        for (const { value } of merged.emails) {
          if (!from.emails.some((old) => old.value === value)) expect(both).toContain(value);
        }
        expect(withSide({ from, now, merged }, 'emails', 'theirs').emails).toEqual(now.emails);
      }),
    );
  });
});
