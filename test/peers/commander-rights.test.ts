/** Rights of subscribers, from a site to the simulated PBX and back: two sides of `docs/protocols/commander.md` 5a. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSite } from '../../main/site/open.ts';
import type { Site } from '../../main/site/site.ts';
import { applyAll, Bench } from '../main/jobs/pbx-bench.ts';
import { byHand, newSite } from '../main/site/help.ts';

const root = mkdtempSync(join(tmpdir(), 'switchbook-rights-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const rightsIn = (site: Site, extension: string) => {
  const found = site.subscribers().find((one) => one.extension === extension);
  return { grants: found?.grants, standardGroups: found?.standardGroups };
};
const rightsAt = (bench: Bench, extension: string) => {
  const found = bench.pbx.book().subscribers.find((one) => one.extension === extension);
  return { grants: found?.grants, standardGroups: found?.standardGroups };
};

/** A PBX with groups and subscribers whose rights were read. */
async function agreed(bench = new Bench()): Promise<Bench> {
  await bench.plugIn({ contacts: 40 });
  await bench.pull();
  return bench;
}

describe('rights of subscribers', () => {
  it('are taken over with the subscribers at the first reading, and then both sides agree', async () => {
    const bench = await agreed();
    for (const extension of ['21', '22']) {
      expect(rightsIn(bench.site, extension)).toEqual(rightsAt(bench, extension));
    }
    expect(Object.keys(rightsIn(bench.site, '22').grants ?? {}).sort()).toEqual([
      'Clients',
      'Service partners',
    ]);
    const { access, toPbx, toSite } = (await bench.compare()).comparison.upload;
    expect([access.toPbx, access.toSite, access.conflicts, access.onlyHere]).toEqual([[], [], [], []]);
    expect([toPbx.groups, toSite.groups]).toEqual([[], []]);
    const marks = (groups: readonly { name: string; standardForNew: boolean }[]) =>
      groups.map(({ name, standardForNew }) => `${name} ${standardForNew}`).sort();
    expect(marks(bench.site.groups())).toEqual(marks(bench.pbx.book().groups));
  });

  it('of Google groups come with the time of their last synchronisation', async () => {
    const bench = await agreed();
    const synced = bench.site.facets().groups.map(({ kind, lastSync }) => `${kind} ${lastSync}`);
    expect(synced.filter((each) => !each.endsWith('null'))).toEqual(['google 2026-11-02T03:15']);
  });

  it('changed in the site are changed on the PBX, one operation a value, and read back', async () => {
    const bench = await agreed();
    byHand(bench.site, (change) => {
      change.setGrant('22', 'Clients', 'write', true);
      change.setGrant('22', 'Service partners', 'none');
      change.ensureGroup('Neu', 'standard');
      change.setGrant('22', 'Neu', 'read');
      const clients = bench.site.groups().find(({ name }) => name === 'Clients');
      change.editGroup(clients?.id ?? 0, { standardForNew: clients?.standardForNew !== true });
    });
    const report = await bench.push();
    expect(report.differences).toEqual([]);
    expect(report.verified).toBe(true);
    expect(report.operations.map(({ kind }) => kind).sort()).toEqual([
      'create-group',
      'mark-group',
      'set-grant',
      'set-grant',
      'set-grant',
      'set-standard',
    ]);
    expect(rightsAt(bench, '22')).toEqual({
      grants: { Clients: 'write', Neu: 'read' },
      standardGroups: ['Clients'],
    });
    expect((await bench.push()).operations).toEqual([]);
  });

  it('changed on both sides are asked for, cell by cell', async () => {
    const bench = await agreed();
    byHand(bench.site, (change) => change.setGrant('22', 'Clients', 'none'));
    await bench.atPbx((connector) =>
      applyAll(connector, [
        { key: 'a', kind: 'set-grant', extension: '22', group: 'Service partners', grant: 'write' },
        { key: 'b', kind: 'set-standard', extension: '22', group: 'Service partners', standard: true },
        { key: 'c', kind: 'set-grant', extension: '22', group: 'Clients', grant: 'write' },
      ]),
    );
    const { access } = (await bench.compare()).comparison.upload;
    expect(access.toSite.map(({ group, after }) => [group, after])).toEqual([
      ['Service partners', { grant: 'write', standard: true }],
    ]);
    const [conflict] = access.conflicts;
    expect(access.conflicts).toMatchObject([
      {
        extension: '22',
        group: 'Clients',
        site: { grant: 'none', standard: false },
        pbx: { grant: 'write', standard: false },
      },
    ]);
    await expect(bench.push()).rejects.toMatchObject({ problem: { code: 'conflicts-open' } });
    await bench.pull({ [conflict?.key ?? '']: 'pbx' });
    expect(rightsIn(bench.site, '22')).toEqual(rightsAt(bench, '22'));
    expect((await bench.push()).operations).toEqual([]);
  });

  it('end the same when the line fails at any of their writes', async () => {
    const folder = join(root, 'start');
    mkdirSync(folder);
    const prepared = await agreed(new Bench(newSite(join(folder, 'site.switchbook')), join(folder, 'pbx')));
    byHand(prepared.site, (change) => {
      change.setGrant('21', 'Clients', 'write', true);
      change.setGrant('22', 'Clients', 'write', true);
      change.setGrant('22', 'Service partners', 'none');
    });
    await prepared.putAway();
    const start = async (name: string, faults?: string) => {
      cpSync(folder, join(root, name), { recursive: true });
      const bench = new Bench(openSite(join(root, name, 'site.switchbook')), join(root, name, 'pbx'));
      return bench.plugIn(faults === undefined ? {} : { faults });
    };
    const straight = await start('straight');
    const { operations } = await straight.push();
    const wanted = straight.pbx.book().subscribers;
    await straight.putAway();
    expect(operations.length).toBeGreaterThanOrEqual(3);
    for (const fault of ['drop-before', 'drop-after', '5xx', 'truncate']) {
      for (let at = 1; at <= operations.length; at++) {
        const bench = await start(`${fault}-${at}`, `${fault}:${at}`);
        expect((await bench.push()).verified).toBe(false);
        expect(bench.site.memory.pending()).toHaveLength(1);
        const resumed = await bench.push();
        expect(resumed, `${fault}:${at}`).toMatchObject({ verified: true, differences: [] });
        expect(resumed.operations.length).toBeLessThanOrEqual(operations.length - at + 1);
        expect(bench.pbx.book().subscribers).toEqual(wanted);
        expect((await bench.push()).operations).toEqual([]);
        await bench.putAway();
      }
    }
  }, 120_000);

  it('of a subscriber whom the PBX does not have are reported, and nobody is created', async () => {
    const bench = await agreed();
    byHand(bench.site, (change) => {
      change.saveSubscriber({ extension: '99', name: 'Nobody', role: 'subscriber' });
      change.setGrant('99', 'Clients', 'read');
    });
    const { comparison } = await bench.compare();
    expect(comparison.notes).toContainEqual(
      expect.objectContaining({ code: 'pbx-subscriber-only-here', value: '99 Nobody' }),
    );
    expect((await bench.push()).operations).toEqual([]);
  });
});
