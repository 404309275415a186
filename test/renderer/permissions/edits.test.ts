import { describe, expect, it } from 'vitest';
import { planRights, withRights } from '../../../core/directory/matrix.ts';
import type { Subscriber } from '../../../core/directory/subscriber.ts';
import { cycled, edited, pasted } from '../../../renderer/permissions/edits.ts';

const person = (extension: string, fields: Partial<Subscriber> = {}): Subscriber => ({
  extension,
  name: '',
  role: 'subscriber',
  grants: {},
  standardGroups: [],
  ...fields,
});
const shown = {
  subscribers: [
    person('11', { role: 'administrator' }),
    person('21', { grants: { Staff: 'write', Clients: 'write' }, standardGroups: ['Staff'] }),
    person('22', { grants: { Staff: 'read' } }),
  ],
  groups: [
    { name: 'Staff', kind: 'standard' as const, contacts: 3 },
    { name: 'Clients', kind: 'standard' as const, contacts: 9 },
    { name: 'Gmail', kind: 'google' as const, contacts: 1 },
  ],
};
const ALL = { top: 0, bottom: 2, left: 0, right: 2 };
const cell = (row: number, column: number) => ({ top: row, bottom: row, left: column, right: column });

describe('an edit of the selected cells', () => {
  it('gives the right wherever a rule allows it and says why elsewhere', () => {
    const { changes, refused } = edited(shown, ALL, 'write');
    expect(changes.map(({ extension, group }) => `${extension} ${group}`)).toEqual([
      '21 Staff',
      '21 Clients',
      '22 Staff',
      '22 Clients',
    ]);
    expect(refused.map(({ code }) => code)).toEqual(['access-google-no-write']);
    expect(planRights(shown, changes).problems).toEqual([]);
  });

  it('marks what can be written to as standard, and unmarks it when all of it was', () => {
    const marked = edited(shown, { ...ALL, top: 1, bottom: 1, right: 1 }, 'standard');
    expect(marked).toMatchObject({ changes: [{ standard: true }, { standard: true }], refused: [] });
    const all = withRights(shown.subscribers, planRights(shown, marked.changes).changed);
    const again = edited({ ...shown, subscribers: all }, { ...ALL, top: 1, bottom: 1, right: 1 }, 'standard');
    expect(again.changes).toMatchObject([{ standard: false }, { standard: false }]);
  });

  it('does not make a group standard that may only be read', () => {
    expect(edited(shown, cell(2, 0), 'standard')).toMatchObject({
      changes: [],
      refused: [{ code: 'access-standard-no-write', value: 'Staff' }],
    });
  });

  it('goes through the rights of one cell, for a Google group without writing', () => {
    expect(cycled(shown, { row: 2, column: 0 }).changes).toMatchObject([{ grant: 'write' }]);
    expect(cycled(shown, { row: 1, column: 0 }).changes).toMatchObject([{ grant: 'none' }]);
    expect(cycled(shown, { row: 2, column: 2 }).changes).toMatchObject([{ grant: 'read' }]);
    const reader = { ...shown, subscribers: [person('23', { grants: { Gmail: 'read' } })] };
    expect(cycled(reader, { row: 0, column: 2 }).changes).toMatchObject([{ grant: 'none' }]);
  });

  it('pastes all rights of one to the rows, and none to those who may do everything', () => {
    const { changes, refused } = pasted(shown, ALL, shown.subscribers[1] ?? person(''));
    expect(changes.map(({ extension, group, grant }) => `${extension} ${group} ${grant}`)).toEqual([
      '22 Staff write',
      '22 Clients write',
      '22 Gmail none',
    ]);
    expect(refused).toEqual([]);
  });

  it('says that administrators may do everything where nothing else is selected', () => {
    const only = { changes: [], refused: [{ code: 'access-role-everything', value: '11' }] };
    expect(edited(shown, cell(0, 0), 'read')).toMatchObject(only);
    expect(pasted(shown, cell(0, 0), shown.subscribers[1] ?? person(''))).toMatchObject(only);
  });
});
