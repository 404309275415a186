import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../core/directory/contact.ts';
import { emptyDraft, NUMBER_KINDS, PLACE_KINDS, TEXT_FIELDS } from '../../../core/directory/contact.ts';
import { differingTexts, mergedFields } from '../../../core/duplicates/merge.ts';

const contact = (id: number, fields: Partial<Contact>): Contact => ({
  ...emptyDraft(),
  ...fields,
  id,
  photo: null,
});
const label = (field: string): string => field;

const word = fc.stringMatching(/^[a-z]{0,4}$/);
const place = fc.record({
  kind: fc.constantFrom(...PLACE_KINDS),
  street: word,
  postalCode: word,
  city: word,
  region: word,
  country: word,
});
const labelled = fc.record({ kind: fc.constantFrom(...PLACE_KINDS), value: word });
const anyContact: fc.Arbitrary<Omit<Contact, 'id' | 'photo'>> = fc.record({
  ...emptyTexts(),
  card: fc.constantFrom('', 'X-A:1', 'X-B:2\nX-A:1'),
  numbers: fc.array(
    fc.record({
      kind: fc.constantFrom(...NUMBER_KINDS),
      value: fc.stringMatching(/^\d{3,5}$/),
      e164: fc.constant(null),
    }),
    { maxLength: 3 },
  ),
  emails: fc.array(labelled, { maxLength: 3 }),
  urls: fc.array(labelled, { maxLength: 3 }),
  addresses: fc.array(place, { maxLength: 2 }),
  groups: fc.uniqueArray(fc.constantFrom('A', 'B', 'C')),
});

function emptyTexts() {
  return {
    salutation: word,
    givenName: word,
    familyName: word,
    displayName: word,
    company: word,
    department: word,
    position: word,
    birthday: word,
    shortCode: word,
    note: word,
  } satisfies Record<(typeof TEXT_FIELDS)[number], unknown>;
}

describe('merging', () => {
  it('keeps what the first says, takes what it does not say, and notes the rest', () => {
    const merged = mergedFields(
      [
        contact(1, { familyName: 'Weber', company: 'Acme', note: 'rings twice', groups: ['A'] }),
        contact(2, {
          familyName: 'Weber',
          company: 'Zeta',
          position: 'Chief',
          note: 'deaf',
          groups: ['B', 'A'],
        }),
      ],
      {},
      (field) => `<${field}>`,
    );
    expect(merged).toMatchObject({
      familyName: 'Weber',
      company: 'Acme',
      position: 'Chief',
      note: 'rings twice\ndeaf\n<company>: Zeta',
      groups: ['A', 'B'],
    });
  });

  it('takes the text that was chosen', () => {
    const contacts = [contact(1, { company: 'Acme' }), contact(2, { company: 'Zeta' })] as const;
    expect(differingTexts(contacts)).toEqual([{ field: 'company', values: ['Acme', 'Zeta'] }]);
    expect(mergedFields([...contacts], { company: 'Zeta' }, label)).toMatchObject({
      company: 'Zeta',
      note: 'company: Acme',
    });
  });

  it('has a number once, however it is written, with the kind that says something', () => {
    const merged = mergedFields(
      [
        contact(1, { numbers: [{ kind: 'other', value: '06 12', e164: '+336120000' }] }),
        contact(2, {
          numbers: [
            { kind: 'mobile', value: '+33 6 12', e164: '+336120000' },
            { kind: 'work', value: '200', e164: null },
          ],
        }),
      ],
      {},
      label,
    );
    expect(merged.numbers).toEqual([
      { kind: 'mobile', value: '06 12', e164: '+336120000' },
      { kind: 'work', value: '200', e164: null },
    ]);
  });

  it('loses no value of any of them', () => {
    fc.assert(
      fc.property(fc.array(anyContact, { minLength: 2, maxLength: 4 }), (fields) => {
        const [first, ...others] = fields.map((one, i) => contact(i + 1, one));
        if (first === undefined) return;
        const merged = mergedFields([first, ...others], {}, label);
        const lines = merged.note.split('\n');
        for (const one of [first, ...others]) {
          for (const field of TEXT_FIELDS) {
            const text = one[field];
            const kept =
              text === '' ||
              merged[field] === text ||
              lines.includes(field === 'note' ? text : `${field}: ${text}`);
            expect(kept, `${field} ${text}`).toBe(true);
          }
          const values = (list: readonly { value: string }[]) => list.map(({ value }) => value);
          expect(values(merged.numbers)).toEqual(expect.arrayContaining(values(one.numbers)));
          expect(values(merged.emails)).toEqual(expect.arrayContaining(values(one.emails)));
          expect(values(merged.urls)).toEqual(expect.arrayContaining(values(one.urls)));
          expect(merged.groups).toEqual(expect.arrayContaining(one.groups));
          expect(merged.addresses.map(({ kind: _kind, ...rest }) => rest)).toEqual(
            expect.arrayContaining(one.addresses.map(({ kind: _kind, ...rest }) => rest)),
          );
          expect(merged.card.split('\n')).toEqual(
            expect.arrayContaining(one.card.split('\n').filter(Boolean)),
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
