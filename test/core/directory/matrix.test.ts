import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Matrix, Right } from '../../../core/directory/matrix.ts';
import { copiedRights, planRights, rightOf, withRights } from '../../../core/directory/matrix.ts';
import { GRANTS } from '../../../core/directory/subscriber.ts';
import { GROUP_KINDS } from '../../../core/directory/group.ts';

const STAFF = { name: 'Staff', kind: 'standard' } as const;
const OLD = { name: 'Old', kind: 'version-1' } as const;
const GMAIL = { name: 'Gmail', kind: 'google' } as const;

const anna = {
  extension: '21',
  name: 'Anna',
  role: 'subscriber',
  grants: { Staff: 'write', Gmail: 'read' },
  standardGroups: ['Staff'],
} as const;
const bert = {
  extension: '22',
  name: 'Bert',
  role: 'subscriber',
  grants: { Old: 'read' },
  standardGroups: [],
} as const;
const boss = {
  extension: '11',
  name: 'Boss',
  role: 'sub-administrator',
  grants: {},
  standardGroups: [],
} as const;

const matrix: Matrix = {
  groups: [STAFF, OLD, GMAIL],
  subscribers: [boss, anna, bert].map((each) => ({ ...each, standardGroups: [...each.standardGroups] })),
};
const plan = (extension: string, group: string, grant: Right['grant'], standard?: boolean) =>
  planRights(matrix, [{ extension, group, grant, ...(standard === undefined ? {} : { standard }) }]);

describe('a change of rights', () => {
  it('says what a cell was and what it will be; a cell that stays is none', () => {
    expect(plan('22', 'Staff', 'read').changed).toEqual([
      {
        extension: '22',
        group: 'Staff',
        before: { grant: 'none', standard: false },
        after: { grant: 'read', standard: false },
      },
    ]);
    expect(plan('21', 'Staff', 'write')).toEqual({ changed: [], problems: [] });
    expect(plan('21', 'Staff', 'write', true).changed).toEqual([]);
  });

  it('takes away what rests on the right: no write, no standard group', () => {
    for (const grant of ['none', 'read'] as const) {
      expect(plan('21', 'Staff', grant).changed[0]?.after).toEqual({ grant, standard: false });
    }
  });

  it.each([
    // docs/protocols/commander.md, 5a: "write to a Google group" is refused.
    ['21', 'Gmail', 'write', undefined, 'access-google-no-write', 'Gmail'],
    // 5a: "a standard group that the subscriber may not write to".
    ['21', 'Staff', 'read', true, 'access-standard-no-write', 'Staff'],
    ['21', 'Gmail', 'read', true, 'access-standard-no-write', 'Gmail'],
    // 5a: rows are those of subscribers, "the others may do everything".
    ['11', 'Staff', 'read', undefined, 'access-role-everything', '11'],
    ['99', 'Staff', 'read', undefined, 'subscriber-missing', '99'],
    ['21', 'constructor', 'read', undefined, 'group-missing', 'constructor'],
  ] as const)(
    '%s, %s: %s, standard %s is refused with %s',
    (extension, group, grant, standard, code, value) => {
      const { changed, problems } = plan(extension, group, grant, standard);
      expect(changed).toEqual([]);
      expect(problems).toMatchObject([{ code, value, row: 1, severity: 'error' }]);
    },
  );

  it('of the same cell twice is the last of both', () => {
    const { changed } = planRights(matrix, [
      { extension: '22', group: 'Staff', grant: 'write', standard: true },
      { extension: '22', group: 'Staff', grant: 'read' },
    ]);
    expect(changed).toMatchObject([{ before: { grant: 'none' }, after: { grant: 'read', standard: false } }]);
  });

  it('is what the subscribers then have, whatever the changes were', () => {
    const change = fc.record({
      extension: fc.constantFrom('21', '22'),
      group: fc.constantFrom('Staff', 'Old'),
      grant: fc.constantFrom(...GRANTS),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const { changed } = planRights(matrix, changes);
        const after = withRights(matrix.subscribers, changed);
        for (const extension of ['21', '22']) {
          for (const group of ['Staff', 'Old', 'Gmail']) {
            const last = changes.findLast((each) => each.extension === extension && each.group === group);
            const before = matrix.subscribers.find((each) => each.extension === extension);
            const now = after.find((each) => each.extension === extension);
            if (before === undefined || now === undefined) throw new Error('A subscriber is lost');
            expect(rightOf(now, group).grant).toBe(last?.grant ?? rightOf(before, group).grant);
            if (rightOf(now, group).grant !== 'write') expect(rightOf(now, group).standard).toBe(false);
          }
        }
        expect(planRights({ ...matrix, subscribers: after }, changes.slice(-1)).changed).toEqual([]);
      }),
    );
  });
});

describe('copied rights', () => {
  it('are exactly those of the model, also where there were more', () => {
    const model = matrix.subscribers[1];
    if (model === undefined) throw new Error('No model');
    const changes = copiedRights(matrix.groups, model, ['21', '22']);
    const { changed, problems } = planRights(matrix, changes);
    expect(problems).toEqual([]);
    const copy = withRights(matrix.subscribers, changed)[2];
    expect(copy).toMatchObject({ extension: '22', name: 'Bert', standardGroups: ['Staff'] });
    for (const { name } of matrix.groups) expect(copy && rightOf(copy, name)).toEqual(rightOf(model, name));
  });

  it('of old files that let somebody write to a Google group are rights to read', () => {
    const old = { ...anna, grants: { Gmail: 'write' as const }, standardGroups: ['Gmail'] };
    for (const kind of GROUP_KINDS) {
      const [change] = copiedRights([{ name: 'Gmail', kind }], old, ['22']);
      expect(change?.grant).toBe(kind === 'google' ? 'read' : 'write');
    }
  });
});
