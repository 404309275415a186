import { describe, expect, it } from 'vitest';
import type { UploadReport } from '../../../core/api/upload.ts';
import { backupFile, planBackup } from '../../../main/jobs/backup.ts';
import { upload } from '../../../main/jobs/upload.ts';
import { openSite } from '../../../main/site/open.ts';
import { codeAfter, codeOf } from '../../problem-of.ts';
import { quiet } from '../../quiet.ts';
import { add, byHand, closing } from '../site/help.ts';
import { Bench, person, profile } from './pbx-bench.ts';

/** Plans the way back and goes it. */
const restore = (bench: Bench, id: number, confirmedDeletions?: number): Promise<UploadReport> =>
  bench.connected(async (connector) => {
    const state = await planBackup(bench.site, id, connector, profile, quiet);
    const options = {
      plan: state.comparison.plan,
      decisions: {},
      takeOver: false,
      ...(confirmedDeletions === undefined ? {} : { confirmedDeletions }),
    };
    return upload(bench.site, connector, state, options, quiet);
  });

/** Without ids, which a PBX never gives twice. */
const contents = (bench: Bench) => ({
  contacts: bench.held(),
  groups: bench.pbx
    .book()
    .groups.map(({ name, kind }) => `${name} ${kind}`)
    .toSorted(),
  rights: bench.pbx.book().subscribers,
});

/** A full PBX, read, and then an upload that changes, deletes, adds and renames. */
async function uploaded(): Promise<{ bench: Bench; before: unknown; backup: number }> {
  const bench = await new Bench().plugIn({ contacts: 40 });
  await bench.pull();
  const before = contents(bench);
  const own = [...bench.site.eachContact()].filter(
    ({ groups }) => !groups.some((name) => name.startsWith('Google')),
  );
  byHand(bench.site, (change) => {
    for (const { id } of own.slice(0, 3)) change.deleteContact(id);
    for (const { id } of own.slice(3, 9)) change.updateContact(id, { company: 'Anders', emails: [] });
    for (const { extension } of bench.site.subscribers().slice(0, 2)) {
      change.setGrant(extension, 'Service partners', 'none');
    }
    change.ensureGroup('Neu', 'standard');
    change.createContact(person('Neumann', '+390612345678', { groups: ['Neu'] }));
    const [group] = bench.site.groups().filter(({ kind }) => kind === 'standard');
    change.editGroup(group?.id ?? 0, { name: 'Umbenannt' });
  });
  const { verified, backup } = await bench.push();
  expect(verified).toBe(true);
  expect(contents(bench)).not.toEqual(before);
  return { bench, before, backup: backup ?? 0 };
}

describe('backups', () => {
  it('keep what the PBX held before each upload that sends something, the latest twenty', async () => {
    const bench = await new Bench().plugIn();
    const id = add(bench.site, person('Rossi', '+390612345678'));
    expect(await bench.push()).toMatchObject({ backup: 1 });
    expect(await bench.push()).toMatchObject({ operations: [], backup: null });
    for (let n = 2; n <= 22; n++) {
      byHand(bench.site, (change) => change.updateContact(id, { company: `Firma ${n}` }));
      expect(await bench.push()).toMatchObject({ backup: n, verified: true });
    }
    const kept = bench.site.backups.list();
    expect(kept.map((one) => one.id)).toEqual(Array.from({ length: 20 }, (_, at) => 22 - at));
    expect(kept[0]).toMatchObject({ serial: bench.pbx.serial, contacts: 1 });
    expect(codeOf(() => bench.site.backups.read(2))).toBe('backup-missing');
    const file: unknown = JSON.parse(new TextDecoder().decode(backupFile(bench.site, 22).bytes));
    expect(file).toMatchObject({ id: 22, book: { contacts: [{ record: { company: 'Firma 21' } }] } });
  });

  it('bring the PBX back to exactly what it held, verified, with a backup of its own', async () => {
    const { bench, before, backup } = await uploaded();
    const report = await restore(bench, backup);
    expect(report).toMatchObject({ verified: true, differences: [], restored: backup });
    expect(contents(bench)).toEqual(before);
    expect(bench.site.backups.list()).toHaveLength(2);
    // There and back again: the backup of the restore is the state after the upload.
    const again = await restore(bench, backup);
    expect(again.operations).toEqual([]);
    await restore(bench, report.backup ?? 0);
    expect(bench.held().map(({ columns }) => columns['Nachname'])).toContain('Neumann');
  });

  it('leave the site alone; the next comparison offers it what the PBX holds now', async () => {
    const { bench, before, backup } = await uploaded();
    const site = [...bench.site.eachContact()];
    await restore(bench, backup);
    expect([...bench.site.eachContact()]).toEqual(site);
    expect((await bench.compare()).comparison.upload.toPbx).toEqual({
      groups: [],
      create: [],
      update: [],
      delete: [],
    });
    await bench.pull({}, 1);
    expect(await bench.push()).toMatchObject({ operations: [], verified: true });
    expect(contents(bench)).toEqual(before);
  });

  it('go through the guard where many would be deleted', async () => {
    const bench = await new Bench().plugIn();
    add(bench.site, person('Eins', '+390612345601'));
    await bench.push();
    for (let n = 10; n < 20; n++) add(bench.site, person(`N${n}`, `+3906123456${n}`));
    const { backup } = await bench.push();
    expect(await codeAfter(restore(bench, backup ?? 0))).toBe('mass-loss');
    expect(bench.pbx.book().contacts).toHaveLength(11);
    expect(await restore(bench, backup ?? 0, 10)).toMatchObject({ verified: true });
    expect(bench.pbx.book().contacts).toHaveLength(1);
  });

  it.each(['drop-before', 'drop-after', '5xx', 'truncate'])(
    'doubles nobody when a restore breaks off (%s) and is done again',
    async (fault) => {
      const { bench, before, backup } = await uploaded();
      for (const at of [2, 5]) {
        await bench.plugIn({ faults: `${fault}:${at}` });
        const broken = await restore(bench, backup);
        expect(broken.verified).toBe(false);
      }
      await bench.plugIn();
      expect(await restore(bench, backup)).toMatchObject({ verified: true });
      expect(contents(bench)).toEqual(before);
    },
  );

  it('survive closing, and a damaged one says so', async () => {
    const { bench, backup } = await uploaded();
    const { path } = bench.site;
    bench.site.close();
    const site = closing(openSite(path));
    expect(site.backups.list()).toHaveLength(1);
    expect(site.backups.read(backup).about.contacts).toBe(40);
    site.backups.add({ ...site.backups.read(backup).about }, { contacts: 'none' });
    expect(codeOf(() => backupFile(site, backup + 1))).toBe('site-damaged');
  });

  it('are not restored by a login that only reads', async () => {
    const { bench, backup } = await uploaded();
    const work = bench.connected(
      (connector) => planBackup(bench.site, backup, connector, profile, quiet),
      bench.login('subscriber'),
    );
    expect(await codeAfter(work)).toBe('pbx-writes-by-hand');
  });
});
