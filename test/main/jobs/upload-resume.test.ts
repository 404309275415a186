/**
 * Stops an upload at each of its writes, in every way that a line and a device fail, and runs it again:
 * the end is the same as without interruption, and nothing is there twice.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite } from '../../../main/site/open.ts';
import type { Site } from '../../../main/site/site.ts';
import { byHand, draft, newSite } from '../site/help.ts';
import { Bench } from './pbx-bench.ts';

const WRITES = process.env['CI'] === undefined ? 8 : 50;
const FAULTS = ['5xx', 'drop-before', 'drop-after', 'truncate'];
/** The long plan takes the faults in turn, the short one each of them at each write. */
const STEP = WRITES > 8 ? FAULTS.length : 1;

const root = mkdtempSync(join(tmpdir(), 'switchbook-resume-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const person = (name: string, line: number) => {
  const e164 = `+3314000${String(1000 + line)}`;
  return draft({ familyName: name, groups: ['Alt'], numbers: [{ kind: 'work', value: e164, e164 }] });
};

/** A PBX and a site that agreed once; since then the site has changed in as many ways as there are writes. */
async function prepare(): Promise<void> {
  const bench = new Bench(newSite(join(root, 'site.switchbook')), join(root, 'pbx'));
  await bench.plugIn();
  // Three writes are for groups; so few deletions are not a mass.
  const [gone, edited] = [Math.min(3, Math.floor((WRITES - 3) / 3)), Math.floor((WRITES - 3) / 3)];
  const ids = byHand(bench.site, (change) => {
    change.ensureGroup('Alt', 'standard');
    change.ensureGroup('Weg', 'standard');
    return Array.from({ length: gone + edited }, (_, i) => change.createContact(person(`Da${i}`, i)));
  });
  await bench.push();
  byHand(bench.site, (change) => {
    const group = (name: string) => bench.site.groups().find((one) => one.name === name)?.id ?? 0;
    change.editGroup(group('Alt'), { name: 'Umbenannt' });
    change.deleteGroup(group('Weg'));
    change.ensureGroup('Neu', 'standard');
    ids.forEach((id, i) => {
      if (i < gone) change.deleteContact(id);
      else change.updateContact(id, { company: `Firma ${i}`, groups: ['Neu', 'Umbenannt'] });
    });
    for (let i = 0; i < WRITES - 3 - gone - edited; i++) {
      change.createContact({ ...person(`Neu${i}`, 100 + i), groups: ['Neu'] });
    }
  });
  await bench.putAway();
}

/** The state that everything starts from, again. */
async function start(name: string, faults?: string): Promise<Bench> {
  const folder = join(root, name);
  cpSync(join(root, 'pbx'), join(folder, 'pbx'), { recursive: true });
  cpSync(join(root, 'site.switchbook'), join(folder, 'site.switchbook'));
  const bench = new Bench(openSite(join(folder, 'site.switchbook')), join(folder, 'pbx'));
  return bench.plugIn(faults === undefined ? {} : { faults });
}

const linesOf = (site: Site) =>
  [...site.eachContact()].map(
    ({ familyName, company, groups }) => `${familyName} ${company} ${groups.join()}`,
  );

beforeAll(prepare);

describe(`an upload of ${WRITES} writes`, () => {
  it.each(FAULTS)(
    'ends the same after %s at any of them',
    async (fault) => {
      const straight = await start(`straight-${fault}`);
      const report = await straight.push();
      expect(report.operations).toHaveLength(WRITES);
      expect(report.verified).toBe(true);
      const wanted = straight.held();
      const site = linesOf(straight.site);
      await straight.putAway();

      for (let at = 1 + (FAULTS.indexOf(fault) % STEP); at <= WRITES; at += STEP) {
        const bench = await start(`${fault}-${at}`, `${fault}:${at}`);
        const broken = await bench.push();
        expect(broken.verified, `${fault}:${at}`).toBe(false);
        expect(broken.operations).toHaveLength(WRITES);
        expect(broken.operations.map(({ outcome }) => outcome)).toEqual(
          Array.from({ length: WRITES }, (_, i) => (i < at - 1 ? 'done' : 'unknown')),
        );
        expect(broken.operations[at - 1]?.problem).not.toBeNull();
        expect(bench.site.memory.pending()).toHaveLength(1);

        const resumed = await bench.push();
        expect(resumed, `${fault}:${at}`).toMatchObject({ verified: true, differences: [] });
        expect(bench.held()).toEqual(wanted);
        expect(linesOf(bench.site)).toEqual(site);
        expect(bench.site.memory.pending()).toEqual([]);
        expect((await bench.push()).operations).toEqual([]);
        await bench.putAway();
      }
    },
    120_000,
  );
});
