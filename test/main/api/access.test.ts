import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContactInput } from '../../../core/api/shapes.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import type { Services } from '../../../main/api/services.ts';
import { problemAfter } from '../../problem-of.ts';
import { atNewSite } from './help.ts';

let services: Services;
beforeEach(async () => {
  services = await atNewSite();
  for (const name of ['Staff', 'Clients']) await services.call('groups.create', { name, kind: 'standard' });
  for (const extension of ['21', '22', '23']) {
    await services.call('subscribers.save', { extension, name: `Person ${extension}`, role: 'subscriber' });
  }
});
afterEach(() => services.desk.close());

const matrix = async (): Promise<string[]> => {
  const { subscribers } = await services.call('access.matrix', {});
  return subscribers.map(({ extension, grants, standardGroups }) =>
    [
      extension,
      ...Object.entries(grants).map(([group, grant]) => `${group}=${grant}`),
      ...standardGroups,
    ].join(' '),
  );
};
const NOBODY = ['21', '22', '23'];
const everybody = (group: string, grant: 'none' | 'read' | 'write') =>
  NOBODY.map((extension) => ({ extension, group, grant }));

/** The code of the complaint, and its place. */
async function complaint(call: Promise<unknown>) {
  const { code, row, value } = await problemAfter(call);
  return [code, row, value];
}

describe('the matrix of rights', () => {
  it('changes many cells in one step, which is undone and made again as one', async () => {
    const changes = [...everybody('Staff', 'write'), ...everybody('Clients', 'read')];
    const standard = { extension: '21', group: 'Staff', grant: 'write' as const, standard: true };
    expect(await services.call('access.setMany', { changes: [...changes, standard] })).toEqual({
      changed: 6,
    });
    const after = [
      '21 Staff=write Clients=read Staff',
      '22 Staff=write Clients=read',
      '23 Staff=write Clients=read',
    ];
    expect(await matrix()).toEqual(after);
    expect(await services.call('history.undo', {})).toMatchObject({ undone: { action: 'change-access' } });
    expect(await matrix()).toEqual(NOBODY);
    await services.call('history.redo', {});
    expect(await matrix()).toEqual(after);
    const before = await services.call('history.list', { limit: 50 });
    expect(await services.call('access.setMany', { changes })).toEqual({ changed: 0 });
    expect(await services.call('history.list', { limit: 50 })).toEqual(before);
  });

  it('does nothing at all when a rule forbids one of the changes, and says which', async () => {
    const changes = [
      ...everybody('Staff', 'read'),
      { extension: '29', group: 'Staff', grant: 'read' as const },
    ];
    expect(await complaint(services.call('access.setMany', { changes }))).toEqual([
      'subscriber-missing',
      4,
      '29',
    ]);
    const standard = [{ extension: '21', group: 'Staff', grant: 'read' as const, standard: true }];
    expect(await complaint(services.call('access.setMany', { changes: standard }))).toEqual([
      'access-standard-no-write',
      1,
      'Staff',
    ]);
    expect(await matrix()).toEqual(NOBODY);
  });

  it('says before the change which contacts would lose their only readers, and makes it when told to', async () => {
    const { groups: _groups, numbers: _numbers, photo: _photo, card: _card, ...empty } = emptyDraft();
    const contact: ContactInput = {
      ...empty,
      familyName: 'Pélissier',
      numbers: [{ kind: 'main', value: '01 99 00 12 34' }],
      groups: ['Staff'],
    };
    await services.call('contacts.create', { contact });
    await services.call('access.setMany', { changes: everybody('Staff', 'read').slice(0, 1) });
    const changes = everybody('Staff', 'none');
    expect(await services.call('access.review', { changes })).toMatchObject({
      changed: 1,
      problems: [{ code: 'access-hides-contacts', severity: 'warning', value: '21', params: { count: 1 } }],
    });
    expect(await matrix()).toEqual(['21 Staff=read', '22', '23']);
    expect(await services.call('access.setMany', { changes })).toEqual({ changed: 1 });
  });

  it('copies exactly the rights of one', async () => {
    await services.call('access.setMany', {
      changes: [
        { extension: '21', group: 'Staff', grant: 'write', standard: true },
        { extension: '22', group: 'Clients', grant: 'read' },
      ],
    });
    expect(await services.call('access.copy', { from: '21', to: ['22', '23', '21'] })).toEqual({
      changed: 3,
    });
    expect(await matrix()).toEqual(NOBODY.map((extension) => `${extension} Staff=write Staff`));
    expect(await complaint(services.call('access.copy', { from: '99', to: ['21'] }))).toEqual([
      'subscriber-missing',
      undefined,
      '99',
    ]);
  });

  it('takes a table exactly as its preview said, in one step', async () => {
    const table = 'Extension;Name;Staff;Hotels\n21;Anna;write *;read\n24;New;read;\n22;;perhaps;';
    const file = services.desk.files.add('rights.csv', new TextEncoder().encode(table));
    const preview = await services.call('access.preview', { file });
    expect(preview).toMatchObject({ read: 3, created: 1, changed: 1, unchanged: 0, rejected: 1, rights: 2 });
    expect(preview.problems).toMatchObject([{ code: 'access-file-group', row: 1, column: 'Hotels' }]);
    expect(await matrix()).toEqual(NOBODY);
    expect(await services.call('access.import', { file })).toEqual(preview);
    expect(await matrix()).toEqual(['21 Staff=write Staff', '22', '23', '24 Staff=read']);
    await services.call('history.undo', {});
    expect(await matrix()).toEqual(NOBODY);
  });

  it('is for administrators only', async () => {
    await services.call('session.signIn', { extension: '21' });
    const refused = ['access-administrator-only', undefined, undefined];
    expect(await complaint(services.call('access.matrix', {}))).toEqual(refused);
    const changes = everybody('Staff', 'write');
    expect(await complaint(services.call('access.setMany', { changes }))).toEqual(refused);
    expect(await complaint(services.call('access.export', { language: 'de' }))).toEqual(refused);
    await services.call('session.signOut', {});
    expect(await matrix()).toEqual(NOBODY);
  });
});
