/** One command over several sites, each with a PBX of its own: what one of them lacks, the others do not feel. */
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startCommander, type SimulatedPbx } from '../../../main/simulator/commander/start.ts';
import { createSite, openSite } from '../../../main/site/open.ts';
import { begin } from '../../command.ts';
import { byHand, draft } from '../site/help.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
const [DOWN, BROKEN, WAITING] = ['c', 'e', 'f'] as const;
const folder = mkdtempSync(join(tmpdir(), 'switchbook-many-pbx-'));
const pattern = join(folder, 'customers', '*.switchbook');
const pathOf = (name: string): string => join(folder, 'customers', `${name}.switchbook`);
const pbxs = new Map<string, SimulatedPbx>();
/** How many of them were spoken to at once, at most. */
let most = 0;
const talking = new Set<string>();

const outcome = z.object({
  site: z.string(),
  outcome: z.enum(['done', 'failed', 'conflicts', 'rejected']),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z.object({ code: z.string() }).nullable(),
});
const summary = z.object({
  sites: z.array(outcome),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
});

/** The simulated PBXs of one seed share their passwords: one is enough for all. */
async function over(...words: string[]) {
  const [first] = pbxs.values();
  const login = first?.subscribers.find(({ role }) => role === 'sub-administrator');
  const child = begin([...words, '--json'], { SWITCHBOOK_PASSWORD: login?.password ?? '' });
  const said = child.stdout === null ? '' : text(child.stdout);
  const [code] = await once(child, 'close');
  const { sites, ...counts } = summary.parse(JSON.parse(await said));
  return {
    code: z.number().parse(code),
    counts,
    of: new Map(sites.map((one) => [basename(one.site, '.switchbook'), one])),
  };
}

const person = (familyName: string, value: string) =>
  draft({ familyName, numbers: [{ kind: 'work', value, e164: value }] });

beforeAll(async () => {
  mkdirSync(join(folder, 'customers'));
  const blank = join(folder, 'blank.switchbook');
  createSite(blank, 'commander-6000', 'FR').close();
  for (const [i, name] of NAMES.entries()) {
    const pbx = await startCommander({
      port: 0,
      folder: join(folder, 'pbx', name),
      contacts: 3,
      onEvent: () => {
        talking.add(name);
        most = Math.max(most, talking.size);
        setTimeout(() => talking.delete(name), 20);
      },
    });
    pbxs.set(name, pbx);
    copyFileSync(blank, pathOf(name));
    using site = openSite(pathOf(name));
    const { url, fingerprint, subscribers } = pbx;
    const user = subscribers.find(({ role }) => role === 'sub-administrator')?.extension ?? '';
    site.memory.setConnection({ connector: 'commander', url, user, fingerprint });
    byHand(site, (change) => {
      for (let n = 0; n <= i; n += 1) change.createContact(person(`New ${n}`, `+3314000${i}0${n}0`));
    });
  }
  await pbxs.get(DOWN)?.stop();
  writeFileSync(pathOf(BROKEN), 'SQLite format 3\0 and nothing more');
});
afterAll(async () => {
  for (const [name, pbx] of pbxs) if (name !== DOWN) await pbx.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sound = NAMES.filter((name) => name !== DOWN && name !== BROKEN);

it('compares, takes over and uploads all that can be reached, a few at a time, with one summary', async () => {
  const diff = await over('diff', '--site', pattern);
  expect([diff.code, diff.counts]).toEqual([1, { total: 7, done: 5, failed: 2 }]);
  expect(diff.of.get(BROKEN)?.error?.code).toMatch(/^site-/);
  expect(diff.of.get(DOWN)?.error?.code).toMatch(/^pbx-/);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(4);

  const pull = await over('pull', '--site', pattern);
  expect([pull.code, pull.counts]).toEqual([1, { total: 7, done: 5, failed: 2 }]);
  for (const name of sound) expect(pull.of.get(name)?.result).toMatchObject({ takenOver: 3, conflicts: [] });

  const push = await over('push', '--site', pattern);
  expect([push.code, push.counts]).toEqual([1, { total: 7, done: 5, failed: 2 }]);
  for (const name of sound) {
    const made = NAMES.indexOf(name) + 1;
    expect(push.of.get(name)?.result).toMatchObject({ verified: true });
    expect(pbxs.get(name)?.book().contacts).toHaveLength(3 + made);
    using site = openSite(pathOf(name));
    expect(site.info().contacts).toBe(3 + made);
  }
  expect(pbxs.get('a')?.book().contacts).toHaveLength(4);
});

it('leaves the one where a person must decide, and goes on with the others', async () => {
  rmSync(pathOf(BROKEN));
  rmSync(pathOf(DOWN));
  for (const name of sound) {
    using site = openSite(pathOf(name));
    const [first] = site.find({});
    byHand(site, (change) => change.updateContact(first ?? 0, { company: `Firma ${name}` }));
  }
  // Somebody else has given the same contact another company there.
  const other = join(folder, 'other.switchbook');
  copyFileSync(pathOf(WAITING), other);
  {
    using site = openSite(other);
    const [first] = site.find({});
    byHand(site, (change) => change.updateContact(first ?? 0, { company: 'Elsewhere' }));
  }
  expect((await over('push', '--site', join(folder, 'oth*.switchbook'))).code).toBe(0);

  const push = await over('push', '--site', pattern);
  expect(push.code).toBe(3);
  expect(push.of.get(WAITING)).toMatchObject({ outcome: 'conflicts', error: null });
  for (const name of sound) if (name !== WAITING) expect(push.of.get(name)?.outcome).toBe('done');
});
