/**
 * What an upload costs the PBX grows with the changes, not with the book: 10 changes in 2000 contacts are at
 * most 10 writes. The rest is readings, each of a fixed number of pages: one for the comparison, one before
 * the first write (nobody's change is overwritten unseen) and one that proves the result.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createSite } from '../../main/site/open.ts';
import { begin } from '../command.ts';
import { byHand, draft } from '../main/site/help.ts';
import { Desk, Office } from './office.ts';

const CONTACTS = 2000;

const root = mkdtempSync(join(tmpdir(), 'switchbook-requests-'));
const office = new Office(join(root, 'pbx'));
let desk: Desk;
beforeAll(async () => {
  const blank = join(root, 'blank.switchbook');
  createSite(blank, 'commander-6000', 'FR').close();
  await office.start(CONTACTS);
  desk = new Desk(office, root, blank);
  await desk.pull('sub-administrator');
  expect(desk.site.info().contacts).toBe(CONTACTS);
});
afterAll(async () => {
  desk.close();
  await office.stop();
  rmSync(root, { recursive: true });
});

let made = 0;
/** Four contacts edited, three deleted and three created, none of them Google's. */
function tenChanges(): void {
  const own = [...desk.site.eachContact()].filter(
    ({ groups }) => !groups.some((it) => it.startsWith('Google')),
  );
  made++;
  byHand(desk.site, (change) => {
    for (const { id } of own.slice(0, 4)) change.updateContact(id, { position: `Position ${made}` });
    for (const { id } of own.slice(4, 7)) change.deleteContact(id);
    for (const digit of '123') {
      const e164 = `+3314000${made}00${digit}`;
      change.createContact(
        draft({ familyName: `New ${made}${digit}`, numbers: [{ kind: 'work', value: e164, e164 }] }),
      );
    }
  });
}

async function requestsOf(work: () => Promise<unknown>): Promise<{ writes: number; reads: string[] }> {
  office.requests.length = 0;
  await work();
  const requests = [...office.requests];
  return {
    writes: requests.filter((it) => it.startsWith('POST ')).length,
    reads: requests.filter((it) => it.startsWith('GET ')),
  };
}

it(`10 changes in ${CONTACTS} contacts are 10 writes and three readings of the few pages`, async () => {
  const one = await requestsOf(() => desk.compare());
  expect(one.writes).toBe(0);
  expect(one.reads.length).toBeLessThanOrEqual(5);
  expect(new Set(one.reads).size).toBe(one.reads.length);

  tenChanges();
  const all = await requestsOf(async () => {
    const report = await desk.sync();
    expect(report?.operations).toHaveLength(10);
    expect(report?.verified).toBe(true);
  });
  expect(all.writes).toBe(10);
  expect(all.reads).toEqual([...one.reads, ...one.reads, ...one.reads]);
});

it('the command line adds its logins, and nothing else', async () => {
  const { user, password } = office.login('sub-administrator');
  const { url, fingerprint } = office.pbx;
  const run = (...words: string[]) =>
    desk.lent(async (site) => {
      const child = begin([...words, '--site', site, '--json'], { SWITCHBOOK_PASSWORD: password });
      const said = child.stdout === null ? '' : text(child.stdout);
      const [code] = await once(child, 'close');
      expect(code).toBe(0);
      return z.record(z.string(), z.unknown()).parse(JSON.parse(await said));
    });

  const address = ['--connector', 'commander', '--url', url, '--user', user, '--fingerprint', fingerprint];
  await run('connect', ...address);
  const looking = await requestsOf(() => run('diff'));
  expect(looking.writes).toBe(0);
  tenChanges();
  const pushing = await requestsOf(async () => {
    const { verified, operations } = await run('push');
    expect(verified).toBe(true);
    expect(operations).toHaveLength(10);
  });
  expect(pushing.writes).toBe(10);
  expect(pushing.reads.length).toBeLessThanOrEqual(3 * looking.reads.length);
});
