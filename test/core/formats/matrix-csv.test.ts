import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rightAfter } from '../../../core/directory/matrix.ts';
import { planRows } from '../../../core/directory/matrix-import.ts';
import type { Subscriber } from '../../../core/directory/subscriber.ts';
import { GRANTS, ROLES } from '../../../core/directory/subscriber.ts';
import { readMatrixCsv, writeMatrixCsv } from '../../../core/formats/csv/matrix.ts';
import { LANGUAGES } from '../../../core/language/text.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const groups = [
  { name: 'Staff', kind: 'standard' },
  { name: 'Old', kind: 'version-1' },
  { name: 'Gmail', kind: 'google' },
] as const;
const anna: Subscriber = {
  extension: '21',
  name: 'Anna',
  role: 'subscriber',
  grants: { Staff: 'write', Gmail: 'read' },
  standardGroups: ['Staff'],
};
const planned = (text: string) => planRows({ groups, subscribers: [anna] }, readMatrixCsv(bytes(text)).rows);

describe('a table of rights', () => {
  it('says in a person’s language what the matrix holds', () => {
    const text = new TextDecoder().decode(writeMatrixCsv({ groups, subscribers: [anna] }, 'fr'));
    expect(text).toBe('Poste;Nom;Rôle;Staff;Old;Gmail\r\n21;Anna;abonné;écriture *;aucun;lecture\r\n');
  });

  it('read again changes nothing, in every language and whatever the names are', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.normalize('NFC').trim());
    const subscriber = fc.record({
      extension: fc.stringMatching(/^[0-9*#]{1,6}$/),
      name,
      role: fc.constantFrom(...ROLES),
      rights: fc.array(fc.tuple(fc.constantFrom(...GRANTS), fc.boolean()), { minLength: 3, maxLength: 3 }),
    });
    const people = fc.uniqueArray(subscriber, { selector: ({ extension }) => extension, maxLength: 6 });
    const names = fc.uniqueArray(
      name.filter((text) => text !== ''),
      { minLength: 3, maxLength: 3 },
    );
    fc.assert(
      fc.property(people, names, fc.constantFrom(...LANGUAGES), (found, groupNames, language) => {
        const own = groupNames.map((each) => ({ name: each, kind: 'standard' as const }));
        const subscribers = found.map(({ extension, name: called, role, rights }): Subscriber => {
          const of = role === 'subscriber' ? rights : [];
          const held = of.map(([grant, standard]) => rightAfter({ grant, standard }, { grant }));
          return {
            extension,
            name: called,
            role,
            grants: Object.fromEntries(held.map(({ grant }, at) => [groupNames[at] ?? '', grant])),
            standardGroups: groupNames.filter((_, at) => held[at]?.standard === true),
          };
        });
        const file = readMatrixCsv(writeMatrixCsv({ groups: own, subscribers }, language));
        expect(file.problems).toEqual([]);
        expect(file.groups.map((group) => group.name)).toEqual(groupNames);
        const rows = planRows({ groups: own, subscribers }, file.rows);
        expect(rows.map(({ extension, outcome }) => [extension, outcome])).toEqual(
          subscribers.map(({ extension }) => [extension, 'unchanged']),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is understood in the words of all languages, also mixed, and short of columns', () => {
    const rows = planned('Nom,Nebenstelle,Staff,Old\nAnne,21,read,\n,22,SCHREIBEN*,Lecture');
    expect(rows).toMatchObject([
      {
        outcome: 'changed',
        name: 'Anne',
        role: 'subscriber',
        changed: [{ group: 'Staff', after: { grant: 'read' } }],
      },
      {
        outcome: 'created',
        extension: '22',
        changed: [
          { group: 'Staff', after: { grant: 'write', standard: true } },
          { group: 'Old', after: { grant: 'read', standard: false } },
        ],
      },
    ]);
  });

  it('rejects a row with its place, value and rule, and takes the others', () => {
    const rows = planned(
      [
        'Extension;Name;Role;Staff;Old;Gmail',
        '21;Anna;subscriber;write;none;write',
        '22;Bert;subscriber;maybe;read *;none',
        ';Nobody;;read;;',
        '23;Carla;clown;read;none;none',
        '24;Dora;;read;none;none',
        '24;Dora again;;write;none;none',
        '123456789012345678901;Long;;read;none;none',
        '25;Chief;administrator;read;;',
      ].join('\n'),
    );
    const said = rows.map(({ row, outcome, problems }) => [
      row,
      outcome,
      ...problems.map(({ code, column, value, row: place }) => [code, place, column, value]),
    ]);
    expect(said).toEqual([
      [2, 'rejected', ['access-google-no-write', 2, 'Gmail', 'Gmail']],
      [
        3,
        'rejected',
        ['access-file-right', 3, 'Staff', 'maybe'],
        ['access-standard-no-write', 3, 'Old', 'Old'],
      ],
      [4, 'rejected', ['subscriber-extension-empty', 4, undefined, undefined]],
      [5, 'rejected', ['access-file-role', 5, 'Role', 'clown']],
      [6, 'created'],
      [7, 'rejected', ['access-file-twice', 7, undefined, '24']],
      [8, 'rejected', ['access-file-extension-long', 8, undefined, '123456789012345678901']],
      [9, 'rejected', ['access-role-everything', 9, 'Staff', '25']],
    ]);
  });

  it('with a column twice complains about the second; without a column of extensions there is none', () => {
    const { problems, groups: found } = readMatrixCsv(bytes('Extension;Staff;Staff\n21;read;write'));
    expect(found).toEqual([{ name: 'Staff', column: 1 }]);
    expect(problems).toMatchObject([{ code: 'access-file-group-twice', column: 'Staff', row: 1 }]);
    expect(() => readMatrixCsv(bytes('Who;Staff\n21;read'))).toThrow(SwitchbookError);
    expect(() => readMatrixCsv(bytes(''))).toThrow(SwitchbookError);
  });
});
