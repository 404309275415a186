/** Interrupted at any request: repeating ends in the same state, and nothing is there twice. */
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shownName } from '../../../../core/directory/contact.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import type { Connector } from '../../../../main/pbx/connector.ts';
import type { Site } from '../../../../main/site/site.ts';
import type { SimulatedOvh } from '../../../../main/simulator/ovh/start.ts';
import { quiet } from '../../../quiet.ts';
import { add, clientOf, connectorOf, newSite, person, push, simulated, tidyUp, using } from './desk.ts';

afterEach(tidyUp);

const fill = (site: Site, from: number, count: number): void =>
  add(
    site,
    Array.from({ length: count }, (_, i) =>
      person('Anna', `Number ${from + i}`, [['work', `+331${String(10_000_000 + from + i)}`]]),
    ),
  );

/** Nothing of a write is hidden for a moment in this API, so nobody waits for it. */
const open = (api: SimulatedOvh, site: Site): Connector => {
  const connector = connectorOf(api, site);
  return Object.assign(connector, { capabilities: { ...connector.capabilities, settles: 0 } });
};

/** What the book holds in the end, sorted. */
const namesIn = async (api: SimulatedOvh, site: Site): Promise<string[]> => {
  const book = await using(open(api, site), (it) => it.read(() => undefined, quiet.signal));
  return book.contacts.map(({ record }) => shownName(record)).sort();
};

/** Pushes until it is verified; every interruption ends in words. */
async function pushUntilDone(api: SimulatedOvh, site: Site): Promise<number> {
  for (let attempt = 1; attempt < 6; attempt++) {
    try {
      const { verified } = await push(() => open(api, site), site);
      if (verified) return attempt;
    } catch (error) {
      if (!(error instanceof SwitchbookError)) throw error;
    }
  }
  throw new Error('never verified');
}

/** Ten requests make a few writes; an import makes some twenty. */
async function journey(faults: string, creations: number): Promise<{ requests: number; attempts: number }> {
  const api = await simulated({ faults });
  const site = newSite();
  fill(site, 0, creations);
  const attempts = await pushUntilDone(api, site);
  const requests = api.asked.length;
  const wanted = site.contacts(site.find({})).map(shownName).sort();
  expect(await namesIn(api, site), faults).toEqual(wanted);
  expect(site.memory.errand(), faults).toBeNull();
  const client = clientOf(api);
  const left = await client.get('/me/document', z.array(z.string()), quiet.signal);
  await client.close();
  expect(left, faults).toEqual([]);
  return { requests, attempts };
}

describe.each([
  ['few contacts, one by one', 4],
  ['many contacts, as one import', 25],
])('%s', (_, creations) => {
  it('arrives once, whichever request breaks off', { timeout: 120_000 }, async () => {
    const { requests } = await journey('', creations);
    expect(requests).toBeGreaterThan(8);
    const faults = ['drop-before', 'drop-after', 'truncate'].flatMap((fault) =>
      Array.from({ length: requests }, (_none, k) => `${fault}:${k + 1}`),
    );
    // Side by side: each waits for its own tasks.
    let again = 0;
    for (let from = 0; from < faults.length; from += 8) {
      const part = faults.slice(from, from + 8).map((fault) => journey(fault, creations));
      for (const { attempts } of await Promise.all(part)) if (attempts > 1) again++;
    }
    // Reading the book back may break off without harm; all else has to be repeated.
    expect(again).toBeGreaterThan(faults.length / 2);
  });
});
