/** What was sent and never answered for, and then edited at the PBX by somebody else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSite } from '../../main/site/open.ts';
import { byHand, draft } from '../main/site/help.ts';
import { Desk, Office } from './office.ts';
import { failing } from './trouble.ts';

const root = mkdtempSync(join(tmpdir(), 'switchbook-unheard-'));
const office = new Office(join(root, 'pbx'));
let desk: Desk;
beforeAll(async () => {
  const blank = join(root, 'blank.switchbook');
  createSite(blank, 'commander-6000', 'FR').close();
  await office.start();
  desk = new Desk(office, root, blank);
  await desk.sync();
});
afterAll(async () => {
  desk.close();
  await office.stop();
  rmSync(root, { recursive: true });
});

it('a creation is one contact, however often somebody looks before it is decided', async () => {
  byHand(desk.site, (change) =>
    change.createContact(
      draft({
        familyName: 'Rossi',
        numbers: [{ kind: 'work', value: '+33140000001', e164: '+33140000001' }],
      }),
    ),
  );
  await desk.sync(failing('dropped', 0, desk));
  await office.atPbx(({ contacts }) =>
    contacts.map(({ id, record }) => ({
      key: id,
      kind: 'update',
      id,
      record: { ...record, numbers: [{ kind: 'work', value: '0033140000002' }] },
      changed: ['numbers'],
    })),
  );
  for (const time of [1, 2, 3]) {
    const { conflicts, toPbx, toSite } = (await desk.compare()).comparison.upload;
    expect(
      conflicts.map(({ kind }) => kind),
      `time ${time}`,
    ).toEqual(['no-base']);
    expect([toPbx.create, toSite.create]).toEqual([[], []]);
  }
  await desk.sync();
  expect((await office.book()).contacts).toHaveLength(1);
  expect([...desk.site.eachContact()]).toHaveLength(1);
  expect(desk.site.memory.pending()).toEqual([]);
});
