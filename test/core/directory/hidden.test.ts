import { describe, expect, it } from 'vitest';
import { accessWarnings, type Membership, type Rights } from '../../../core/directory/hidden.ts';
import { LANGUAGES } from '../../../core/language/text.ts';
import { problemText } from '../../../core/problem/problem.ts';

const GROUPS = [
  { name: 'Staff', kind: 'standard' },
  { name: 'Board', kind: 'standard' },
  { name: 'Old book', kind: 'version-1' },
] as const;
type Grants = Rights['subscribers'][number]['grants'];

const rights = (grants: Record<string, Grants>, groups: Rights['groups'] = GROUPS): Rights => ({
  groups,
  subscribers: Object.entries(grants).map(([extension, own]) => ({
    extension,
    role: 'subscriber',
    grants: own,
  })),
});

const BOOK: readonly Membership[] = [
  { groups: [], contacts: 1000 },
  { groups: ['Staff'], contacts: 7 },
  { groups: ['Board'], contacts: 3 },
  { groups: ['Staff', 'Board'], contacts: 2 },
];

describe('a change that hides contacts', () => {
  const before = rights({ '21': { Board: 'read' }, '22': { Staff: 'write' }, '23': {} });

  it('from their only readers is told, with the readers', () => {
    const after = rights({ '21': {}, '22': { Staff: 'write' }, '23': {} });
    expect(accessWarnings(before, after, BOOK)).toEqual([
      // Those of both groups are still seen by 22; those without group were seen by no subscriber before.
      { code: 'access-hides-contacts', severity: 'warning', value: '21', params: { count: 3 } },
    ]);
  });

  it('from some of their readers is not', () => {
    const shared = rights({ '21': { Board: 'read' }, '22': { Board: 'read' } });
    expect(accessWarnings(shared, rights({ '21': {}, '22': { Board: 'read' } }), BOOK)).toEqual([]);
    expect(accessWarnings(before, rights({ '23': { Board: 'read', Staff: 'read' } }), BOOK)).toEqual([]);
  });

  it('may be the deletion of a group: `groups` is then without it', () => {
    const after = { ...before, groups: GROUPS.filter(({ name }) => name !== 'Staff') };
    expect(accessWarnings(before, after, BOOK)).toMatchObject([{ value: '22', params: { count: 7 } }]);
  });

  it('may be a subscriber who goes or becomes an administrator; administrators see all and do not count', () => {
    const gone = rights({ '22': { Staff: 'write' } });
    expect(accessWarnings(before, gone, BOOK)).toMatchObject([{ value: '21', params: { count: 3 } }]);
    const promoted: Rights = {
      groups: GROUPS,
      subscribers: [
        { extension: '21', role: 'administrator', grants: { Board: 'read' } },
        { extension: '22', role: 'subscriber', grants: { Staff: 'write' } },
      ],
    };
    expect(accessWarnings(before, promoted, BOOK)).toMatchObject([{ params: { count: 3 } }]);
    expect(accessWarnings(promoted, gone, BOOK)).toEqual([]);
  });

  it('names a few readers and not hundreds', () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [String(100 + i), { Staff: 'read' } as const]),
    );
    const [warning] = accessWarnings(rights(many), rights({}), BOOK);
    expect(warning?.value).toBe('100, 101, 102, 103, 104, 105, 106, 107 …');
  });
});

describe('the toll effect of phone book version 1', () => {
  it('is told for those who may read it from now on, and only then', () => {
    const before = rights({ '21': { 'Old book': 'read' }, '22': {}, '23': { Staff: 'read' } });
    const after = rights({
      '21': { 'Old book': 'write' },
      '22': { 'Old book': 'read' },
      '23': { Staff: 'read', 'Old book': 'write' },
    });
    expect(accessWarnings(before, after, [])).toEqual([
      { code: 'access-version-1-toll', severity: 'warning', value: '22, 23', params: { count: 2 } },
    ]);
    expect(accessWarnings(after, before, [])).toEqual([]);
  });
});

it('is said with a remedy in every language', () => {
  const before = rights({ '21': { Board: 'read' } });
  const warnings = accessWarnings(before, rights({ '21': { 'Old book': 'read' } }), BOOK);
  expect(warnings.map(({ code }) => code)).toEqual(['access-hides-contacts', 'access-version-1-toll']);
  for (const language of LANGUAGES) {
    for (const warning of warnings) {
      const { message, remedy } = problemText(warning, language);
      expect(message).toContain('21');
      expect(remedy).not.toBe('');
    }
  }
});
