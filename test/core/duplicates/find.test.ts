import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Contact } from '../../../core/directory/contact.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { DuplicateSearch, type DuplicateSet } from '../../../core/duplicates/find.ts';
import { readNumber } from '../../../core/phone/number.ts';

type Given = Partial<Omit<Contact, 'numbers' | 'emails' | 'photo'>> & {
  numbers?: string[];
  emails?: string[];
};

const contact = (id: number, { numbers = [], emails = [], ...fields }: Given): Contact => ({
  ...emptyDraft(),
  ...fields,
  id,
  photo: null,
  numbers: numbers.map((typed) => {
    const { value, e164 } = readNumber(typed, 'FR');
    return { kind: 'work', value, e164 };
  }),
  emails: emails.map((value) => ({ kind: 'work', value })),
});

function found(contacts: readonly Contact[], distinct: readonly (readonly [number, number])[] = []) {
  const search = new DuplicateSearch();
  for (const one of contacts) search.add(one);
  const sets = search.sets((a, b) => distinct.some(([one, other]) => one === a && other === b));
  for (;;) {
    const step = sets.next();
    if (step.done === true) return step.value;
  }
}
const among = (...given: Given[]): DuplicateSet[] => found(given.map((one, i) => contact(i + 1, one)));
const kinds = ([set]: readonly DuplicateSet[]): string[] => (set?.reasons ?? []).map(({ kind }) => kind);
const person = (givenName: string, familyName: string): Given => ({ givenName, familyName });

describe('duplicates', () => {
  it('are found by a number in any writing, and the name makes it likely', () => {
    const sets = among(
      { ...person('Anna', 'Weber'), numbers: ['06 12 34 56 78'] },
      { ...person('Anna', 'Weber'), numbers: ['+33 6 12 34 56 78'] },
      { ...person('Paul', 'Durand'), numbers: ['01 99 00 12 34'] },
    );
    expect(sets).toEqual([
      {
        ids: [1, 2],
        score: 86,
        reasons: [
          { kind: 'number', value: '+33612345678' },
          { kind: 'name', value: '' },
        ],
      },
    ]);
  });

  it('are found by an e-mail address, whatever its case', () => {
    const sets = among(
      { ...person('Anna', 'Weber'), emails: ['Anna@Example.com'] },
      { displayName: 'Anna W.', emails: [' anna@example.com'] },
    );
    expect(sets[0]).toMatchObject({ ids: [1, 2] });
    expect(kinds(sets)).toEqual(['email', 'name-part']);
  });

  it.each<[string, Given, Given, string]>([
    ['accents', person('Rene', 'Muller'), person('René', 'Müller'), 'name'],
    ['umlauts', person('Jürgen', 'Größe'), person('Juergen', 'Groesse'), 'name'],
    ['Cyrillic', person('Иван', 'Петров'), person('Ivan', 'Petrov'), 'name'],
    ['Greek', person('Γιώργος', 'Παππάς'), person('Giorgos', 'Pappas'), 'name'],
    ['order', { displayName: 'Weber, Anna' }, person('Anna', 'Weber'), 'name'],
    ['swapped fields', person('Weber', 'Anna'), person('Anna', 'Weber'), 'name'],
    ['titles', { displayName: 'Frau Dr. Anna Weber' }, person('Anna', 'Weber'), 'name'],
    ['a German nickname', person('Hans', 'Weber'), person('Johannes', 'Weber'), 'nickname'],
    ['two nicknames', person('Sepp', 'Huber'), person('Jupp', 'Huber'), 'nickname'],
    ['a French nickname', person('Fred', 'Durand'), person('Frédéric', 'Durand'), 'nickname'],
    ['an English nickname', person('Bob', 'Smith'), person('Robert', 'Smith'), 'nickname'],
    ['another spelling', person('Anna', 'Meier'), person('Anna', 'Mayer'), 'spelling'],
    ['a second given name', person('Anna Maria', 'Weber'), person('Anna', 'Weber'), 'name-part'],
    ['a legal form', { company: 'Weber & Söhne GmbH' }, { company: 'Weber und Söhne' }, 'name'],
  ])('are found by the name alone: %s', (_, one, other, kind) => {
    const sets = among(one, other);
    expect(sets).toHaveLength(1);
    expect(kinds(sets)).toEqual([kind]);
    expect(sets[0]?.score).toBeGreaterThanOrEqual(50);
    expect(sets[0]?.score).toBeLessThanOrEqual(65);
  });

  it.each<[string, Given, Given]>([
    ['another given name', person('Anna', 'Weber'), person('Paul', 'Weber')],
    ['a family name alone', person('', 'Weber'), person('Anna', 'Weber')],
    ['a short word with another letter', person('Anna', 'Beck'), person('Anna', 'Bock')],
    [
      'the same extension of another house',
      { ...person('Anna', 'Weber'), numbers: ['200'] },
      { ...person('Paul', 'Durand'), numbers: ['200'] },
    ],
    ['nothing at all', {}, {}],
    ['a person and the company', { ...person('Anna', 'Weber'), company: 'Acme' }, { company: 'Acme' }],
  ])('are not: %s', (_, one, other) => expect(among(one, other)).toEqual([]));

  it('are doubtful where names, birthdays or companies speak against it, and say so', () => {
    const number = ['0612345678'];
    const names = among(
      { ...person('Anna', 'Weber'), numbers: number },
      { ...person('Paul', 'Durand'), numbers: number },
    );
    expect(names[0]?.score).toBe(27);
    expect(kinds(names)).toEqual(['number', 'other-name']);
    const born = (birthday: string): Given => ({ ...person('Anna', 'Weber'), numbers: number, birthday });
    expect(kinds(among(born('1980-05-17'), born('1951-05-17')))).toContain('other-birthday');
    expect(kinds(among(born('1980-05-17'), born('--05-17')))).toContain('birthday');
    const works = (company: string): Given => ({ ...person('Anna', 'Weber'), numbers: number, company });
    expect(kinds(among(works('Acme'), works('Zeta')))).toContain('other-company');
    expect(among(works('Acme'), works('ACME SA'))[0]?.score).toBeGreaterThan(
      among(works('Acme'), works(''))[0]?.score ?? 99,
    );
  });

  it('count less by a number that many have, and by a name that many have', () => {
    const staff = Array.from({ length: 40 }, (_, i) =>
      contact(i + 1, { ...person(`Given${i}x`, `Person${i}y`), numbers: ['0199001234'] }),
    );
    expect(found(staff)).toEqual([]);
    const namesakes = (count: number) =>
      found(Array.from({ length: count }, (_, i) => contact(i + 1, person('Anna', 'Weber'))))[0]?.score ?? 0;
    expect(namesakes(2)).toBe(65);
    expect(namesakes(6)).toBeLessThan(40);
  });

  it('of three cards are one set, unless one of them is somebody else', () => {
    const card = (numbers: string[]): Given => ({ ...person('Anna', 'Weber'), numbers, emails: ['a@x.fr'] });
    const three = [card(['0612345678']), card(['0612345678']), card(['0612345678'])].map((one, i) =>
      contact(i + 1, one),
    );
    expect(found(three).map(({ ids }) => ids)).toEqual([[1, 2, 3]]);
    expect(found(three, [[1, 3]]).map(({ ids }) => ids)).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(
      found(three, [
        [1, 2],
        [1, 3],
        [2, 3],
      ]),
    ).toEqual([]);
  });

  it('are the same in whatever order the contacts come', () => {
    const people = Array.from({ length: 60 }, (_, i) =>
      contact(i + 1, {
        ...person(['Hans', 'Johannes', 'Anna', 'Bob'][i % 4] ?? '', ['Meier', 'Mayer', 'Weber'][i % 3] ?? ''),
        numbers: [`0612345${String(i % 20).padStart(3, '0')}`],
        birthday: i % 7 === 0 ? '1980-05-17' : '',
      }),
    );
    const first = found(people);
    expect(first.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.shuffledSubarray(people, { minLength: people.length }), (mixed) => {
        expect(found(mixed)).toEqual(first);
      }),
      { numRuns: 30 },
    );
  });

  it('take time that grows with the contacts, not with their pairs', () => {
    const crowd = (count: number) => {
      const search = new DuplicateSearch();
      for (let i = 1; i <= count; i++) {
        // The worst there is: everybody at one switchboard, with one of a few names.
        search.add(
          contact(i, { ...person('Anna', `Weber${i % 3}`), company: 'Acme', numbers: ['0199001234'] }),
        );
      }
      const sets = search.sets(() => false);
      let step = sets.next();
      while (step.done !== true) step = sets.next();
      return step.value;
    };
    const started = performance.now();
    crowd(20_000);
    // 200 million pairs would take minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
