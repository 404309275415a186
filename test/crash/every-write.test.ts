/**
 * An upload of 50 writes that stops after every number of them, from none to all, in four ways, and is then
 * run again: the end is the undisturbed one, nothing is lost and nothing is there twice (R6: 51 × 4 runs).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSite } from '../../main/site/open.ts';
import { add, byHand, draft } from '../main/site/help.ts';
import { Desk, Office } from './office.ts';
import { failing, FAILURES, unverified } from './trouble.ts';

const WRITES = 50;
/** After how many writes it stops. */
const STOPS =
  process.env['CI'] === undefined ? [0, 13, 26, 39, 50] : Array.from({ length: WRITES + 1 }, (_, k) => k);

const root = mkdtempSync(join(tmpdir(), 'switchbook-writes-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const model = { site: join(root, 'model.switchbook'), pbx: join(root, 'pbx') };

const person = (name: string, line: number, groups: string[]) => {
  const e164 = `+3314000${1000 + line}`;
  return draft({ familyName: name, groups, numbers: [{ kind: 'work', value: e164, e164 }] });
};

/** A PBX and a site that agreed once; since then the site has changed in each of the ways that are written. */
async function prepare(): Promise<void> {
  const office = await new Office(model.pbx).start();
  const blank = join(root, 'blank.switchbook');
  createSite(blank, 'commander-6000', 'FR').close();
  const desk = new Desk(office, root, blank);
  const { site } = desk;
  for (const name of ['Old', 'Marked', 'Gone'])
    byHand(site, (change) => change.ensureGroup(name, 'standard'));
  const ids = Array.from({ length: 20 }, (_, i) => add(site, person(`Da${i}`, i, ['Old', 'Gone'])));
  await desk.sync();

  const [one, other] = site
    .subscribers()
    .flatMap(({ role, extension }) => (role === 'subscriber' ? extension : []));
  if (one === undefined || other === undefined) throw new Error('Too few subscribers');
  byHand(site, (change) => {
    const group = (name: string) => site.groups().find((it) => it.name === name)?.id ?? 0;
    change.editGroup(group('Old'), { name: 'Renamed' });
    change.editGroup(group('Marked'), { standardForNew: true });
    change.deleteGroup(group('Gone'));
    change.ensureGroup('New', 'standard');
    change.setGrant(one, 'New', 'write', true);
    change.setGrant(other, 'Renamed', 'read');
    ids.forEach((id, i) => {
      if (i < 4) change.deleteContact(id);
      else change.updateContact(id, { company: `Firma ${i}`, groups: ['New', 'Renamed'] });
    });
    // Groups take four writes and rights three.
    for (let i = 0; i < WRITES - 7 - ids.length; i++)
      change.createContact(person(`Neu${i}`, 100 + i, ['New']));
  });
  desk.close(model.site);
  await office.stop();
}

const sorted = (lines: unknown[]): string[] => lines.map((line) => JSON.stringify(line)).sort();
const unnumbered = (numbered: { id: unknown }) => ({ ...numbered, id: null });

/** Both sides without the numbers that each counts by. */
async function stateOf({ site }: Desk, office: Office) {
  const { contacts, groups, subscribers } = await office.book();
  return {
    contacts: sorted([...site.eachContact()].map(unnumbered)),
    groups: sorted(site.groups().map(unnumbered)),
    subscribers: sorted(site.subscribers()),
    pbxContacts: sorted(contacts.map(unnumbered)),
    pbxGroups: sorted(groups.map(unnumbered)),
    pbxSubscribers: sorted(subscribers),
  };
}

async function scene<T>(work: (desk: Desk, office: Office) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(root, 'run-'));
  const office = new Office(join(folder, 'pbx'), model.pbx);
  const desk = new Desk(office, folder, model.site);
  try {
    await office.start();
    return await work(desk, office);
  } finally {
    desk.close();
    await office.stop();
    rmSync(folder, { recursive: true });
  }
}

let undisturbed: Awaited<ReturnType<typeof stateOf>>;
beforeAll(async () => {
  await prepare();
  undisturbed = await scene(async (desk, office) => {
    const report = await desk.sync();
    expect(report).toMatchObject({ verified: true, differences: [] });
    expect(report?.operations).toHaveLength(WRITES);
    expect(new Set(report?.operations.map(({ kind }) => kind)).size).toBe(9);
    return stateOf(desk, office);
  });
});

describe(`an upload of ${WRITES} writes`, () => {
  it.each(FAILURES.flatMap((how) => STOPS.map((k) => [how, k] as const)))(
    '%s after %i of them ends as if nothing had happened',
    (how, k) =>
      scene(async (desk, office) => {
        const broken = await desk.sync(k < WRITES ? failing(how, k, desk) : unverified(how, desk));
        expect(broken === null).toBe(how === 'power cut');
        if (broken !== null) {
          expect(broken.verified).toBe(false);
          const outcomes = broken.operations.map(({ outcome }) => outcome);
          expect(outcomes).toEqual(Array.from({ length: WRITES }, (_, i) => (i < k ? 'done' : 'unknown')));
        }
        const resumed = await desk.sync();
        expect(resumed).toMatchObject({ verified: true, differences: [] });
        // What arrived is not sent again.
        expect(resumed?.operations.length).toBeLessThanOrEqual(WRITES - k);
        expect(await stateOf(desk, office)).toEqual(undisturbed);
        expect(desk.site.memory.pending()).toEqual([]);
        expect((await desk.sync())?.operations).toEqual([]);
      }),
  );
});
