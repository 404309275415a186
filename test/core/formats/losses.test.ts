import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { CONTACT_PARTS, lossesOf } from '../../../core/formats/losses.ts';
import { LANGUAGES } from '../../../core/language/text.ts';
import { problemText } from '../../../core/problem/problem.ts';

const anna = {
  ...emptyDraft(),
  givenName: 'Anna',
  familyName: 'Müller',
  displayName: 'Anna Müller',
  note: 'links',
  emails: [
    { kind: 'work' as const, value: 'a@b.de' },
    { kind: 'home' as const, value: 'c@d.de' },
  ],
  photo: { type: 'image/png', data: new Uint8Array(3) },
  card: 'NICKNAME:Anni\nX-A:1',
};

describe('lossesOf', () => {
  it('says each part that the format has no room for once, with the values that are missing', () => {
    const losses = lossesOf(anna, { givenName: 1, familyName: 1, emails: 1 }, 7);
    expect(losses.map(({ row, value, params }) => [row, params?.['what'], params?.['count'], value])).toEqual(
      [
        [7, 'note', 1, 'links'],
        [7, 'emails', 1, 'c@d.de'],
        [7, 'photo', 1, 'image/png'],
        [7, 'card', 2, 'NICKNAME:Anni, X-A:1'],
      ],
    );
  });

  it('says nothing of a format that has room for everything, nor of a name that telephones make', () => {
    const room = Object.fromEntries(CONTACT_PARTS.map((part) => [part, Infinity]));
    expect(lossesOf(anna, room)).toEqual([]);
    expect(lossesOf({ ...anna, displayName: 'Anni' }, { ...room, displayName: 0 })).toMatchObject([
      { value: 'Anni', params: { what: 'displayName' } },
    ]);
  });

  it('has a sentence of its own for each part in each language', () => {
    for (const language of LANGUAGES) {
      const sentences = CONTACT_PARTS.map((what) => {
        const params = { what, name: 'Anna', count: 2 };
        return problemText({ code: 'export-lost', severity: 'warning', value: 'x', params }, language)
          .message;
      });
      expect(new Set(sentences).size).toBe(CONTACT_PARTS.length);
    }
  });
});
