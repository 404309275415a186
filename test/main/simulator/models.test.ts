/** Every model: what its profile says that it holds, it holds, and not one more. */
import { describe, expect, it } from 'vitest';
import { deviceProfiles } from '../../../core/device/profile.ts';
import type { GroupKind } from '../../../core/directory/group.ts';
import { columns, device, send } from './client.ts';
import { admin, groupId, saveRows } from './saving.ts';

const CONTACTS = 'adressbuch_kontakte';
const GROUPS = 'adressbuch_kontaktgruppen';
const CODES: readonly GroupKind[] = ['standard', 'dect-900', 'dect-900c', 'version-1', 'google'];

/** The rows of facts 1.2 and 1.1, by kind; null: no limit is published. */
const BIG = { standard: 2000, 'dect-900': 140, 'dect-900c': 250, 'version-1': 400 } as const;
const SMALL = { standard: 2000 } as const;
const MOST: Record<string, Partial<Record<GroupKind, number>>> = {
  'commander-6000': BIG,
  'commander-6000r': BIG,
  'commander-6000rx': BIG,
  'compact-5000': BIG,
  'compact-5000r': BIG,
  'compact-4000': SMALL,
  'compact-5200': SMALL,
  'compact-5200r': SMALL,
  'compact-5500r': SMALL,
};

const models = deviceProfiles()
  .filter(({ connector }) => connector === 'commander')
  .map((profile) => [profile.id, profile] as const);

const people = (count: number, given: Record<number, string>) =>
  Array.from({ length: count }, (_, n) => ({
    id: `new${n}`,
    status: 'inserted',
    columns: columns({ 2: `Name ${n}`, 11: '0301', ...given }),
  }));

const countOf = (outcomes: readonly string[], what: string): number =>
  outcomes.filter((outcome) => outcome === what).length;

it('knows every model of the facts', () => {
  expect(models.map(([id]) => id).toSorted()).toEqual(Object.keys(MOST).toSorted());
});

describe.each(models)('%s', (id, profile) => {
  const most = MOST[id] ?? {};

  it('has the kinds of group that it has, and at most 20 groups', async () => {
    const pbx = await device({ contacts: 0, profile: id });
    const client = admin(pbx);
    const insert = (name: string, kind: GroupKind) =>
      saveRows(client, GROUPS, [
        { id: 'new1', status: 'inserted', columns: [name, String(CODES.indexOf(kind)), '0'] },
      ]);
    for (const kind of ['standard', 'dect-900', 'dect-900c'] as const) {
      const expected =
        most[kind] === undefined ? `the ${profile.name} has no groups of this type` : 'inserted';
      expect(await insert(kind, kind)).toEqual([expected]);
    }
    expect(await insert('G', 'google')).toEqual(['Google groups are managed at Google only']);
    expect(await insert('V', 'version-1')).not.toEqual(['inserted']);
    const there = pbx.book().groups.length;
    expect(pbx.book().groups.some(({ kind }) => kind === 'version-1')).toBe(most['version-1'] !== undefined);
    const more = Array.from({ length: 21 - there }, (_, n) => ({
      id: `new${n}`,
      status: 'inserted',
      columns: [`Group ${n}`, '0', '0'],
    }));
    const outcomes = await saveRows(client, GROUPS, more);
    expect(outcomes.slice(0, -1).every((outcome) => outcome === 'inserted')).toBe(true);
    expect(outcomes.at(-1)).toBe('at most 20 contact groups');
    expect(pbx.book().groups).toHaveLength(20);
  });

  it('holds as many contacts in each kind of group as it says, and 2000 in all', async () => {
    const pbx = await device({ contacts: 0, profile: id });
    const client = admin(pbx);
    const version1 = pbx.book().groups.find(({ kind }) => kind === 'version-1');
    let held = 0;
    for (const kind of ['dect-900', 'dect-900c'] as const) {
      const limit = most[kind];
      if (limit === undefined) continue;
      await saveRows(client, GROUPS, [
        { id: 'new1', status: 'inserted', columns: [kind, String(CODES.indexOf(kind)), '0'] },
      ]);
      const members = `${version1?.id},${groupId(pbx, kind)}`;
      const outcomes = await saveRows(client, CONTACTS, people(limit + 1, { 1: kind, 45: members }));
      expect(countOf(outcomes, 'inserted')).toBe(limit);
      expect(outcomes.at(-1)).toBe(`the contact group ${kind} is full (${limit} contacts)`);
      held += limit;
    }
    if (version1 !== undefined) {
      const limit = most['version-1'] ?? 0;
      const free = limit - held;
      const outcomes = await saveRows(
        client,
        CONTACTS,
        people(free + 1, { 1: 'V', 45: String(version1.id) }),
      );
      expect(countOf(outcomes, 'inserted')).toBe(free);
      expect(outcomes.at(-1)).toBe(`the contact group ${version1.name} is full (${limit} contacts)`);
      held += free;
    }
    const outcomes = await saveRows(client, CONTACTS, people(2001 - held, { 1: 'S' }));
    expect(outcomes.at(-1)).toBe('the address book is full (2000 contacts)');
    expect(pbx.book().contacts).toHaveLength(2000);
    await expect(device({ contacts: 2001, profile: id })).rejects.toThrow(RangeError);
  });

  it('says what it is, and refuses what is longer than it stores', async () => {
    const pbx = await device({ profile: id });
    const about: unknown = JSON.parse((await send(`${pbx.url}/app_about`)).body.toString());
    expect(about).toMatchObject({ pbxType: profile.pbxTypes.value[0] });
    const client = admin(pbx);
    const shortCode = profile.lengths.shortCode.value ?? 0;
    expect(shortCode).toBe(4);
    for (const [length, outcome] of [
      [shortCode, 'inserted'],
      [shortCode + 1, `text too long: ${'7'.repeat(shortCode + 1)}`],
    ] as const) {
      expect(await saveRows(client, CONTACTS, people(1, { 9: '7'.repeat(length) }))).toEqual([outcome]);
    }
    const four = { 13: '0302', 15: '0303', 17: '0304' };
    expect(await saveRows(client, CONTACTS, people(1, four))).toEqual(['inserted']);
    const version1 = pbx.book().groups.find(({ kind }) => kind === 'version-1');
    if (version1 === undefined) return;
    expect(await saveRows(client, CONTACTS, people(1, { ...four, 45: String(version1.id) }))).toEqual([
      'a version-1 group stores 1 number(s) a contact',
    ]);
  });
});
