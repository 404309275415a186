/**
 * The long fuzzer: three people with a site file each and one at the PBX, three actions between two
 * synchronisations, lines that fail and programs that are killed, office after office until the time is up.
 * Every office has a seed of its own; a failure says it, and `--seed` with it plays that office again first.
 */
import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSite } from '../../main/site/open.ts';
import { Ledger } from '../crash/ledger.ts';
import { Desk, Office } from '../crash/office.ts';
import { ROOM } from '../room.ts';
import { act, ACTIONS, atDesk, atPbx, holdingOf } from '../crash/people.ts';
import { failing, FAILURES, killedAt } from '../crash/trouble.ts';

const EDITORS = ['Anna', 'Björn', 'Chloé'];
const ACTIONS_BETWEEN = 3;
const SYNCS = 12;
/** Each synchronisation of one may bring something to the others; then all is quiet. */
const ROUNDS_TO_PEACE = 4;

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

class Play {
  readonly log: string[] = [];
  readonly #ledger = new Ledger();
  readonly #office: Office;
  readonly #desks: ReadonlyMap<string, Desk>;
  readonly #below: (below: number) => number;

  constructor(office: Office, desks: ReadonlyMap<string, Desk>, below: (below: number) => number) {
    this.#office = office;
    this.#desks = desks;
    this.#below = below;
  }

  async run(): Promise<void> {
    for (let sync = 0; sync < SYNCS; sync++) {
      const who = this.#one(EDITORS);
      for (let action = 0; action < ACTIONS_BETWEEN; action++) await this.#act(who);
      if (this.#below(4) === 0) await this.#act('PBX');
      await this.#sync(who);
      if (this.#below(6) === 0) await this.#peace();
    }
    await this.#peace();
  }

  #one<T>(all: readonly T[]): T {
    const chosen = all[this.#below(all.length)];
    assert.ok(chosen !== undefined);
    return chosen;
  }

  #desk(who: string): Desk {
    const desk = this.#desks.get(who);
    assert.ok(desk !== undefined);
    return desk;
  }

  async #act(who: string): Promise<void> {
    const action = this.#one(ACTIONS);
    const which = [this.#below(3) === 0 ? this.#below(20) : 0, this.#below(20)] as const;
    this.log.push(`${who}: ${action} ${which.join()}`);
    const place = who === 'PBX' ? atPbx(this.#office) : atDesk(this.#desk(who));
    await act(action, which, who, place, this.#ledger);
  }

  async #sync(who: string): Promise<void> {
    const desk = this.#desk(who);
    const [kind, at] = [this.#below(5), this.#below(40)];
    const how = this.#one(FAILURES);
    this.log.push(
      `${who}: sync ${kind === 0 ? `${how} at write ${at % 5}` : kind === 1 ? `killed at ${at}` : ''}`,
    );
    if (kind === 0) await desk.sync(failing(how, at % 5, desk));
    else await desk.sync(kind === 1 ? killedAt(at, desk) : {});
  }

  /** Everybody synchronises until nobody has anything to say: all hold the same, and the ledger agrees. */
  async #peace(): Promise<void> {
    this.log.push('peace');
    let quiet = false;
    for (let round = 0; round < ROUNDS_TO_PEACE && !quiet; round++) {
      quiet = true;
      for (const desk of this.#desks.values()) {
        const report = await desk.sync();
        assert.ok(report?.verified === true, JSON.stringify(report));
        if (report.operations.length + report.takenOver > 0) quiet = false;
      }
    }
    assert.ok(quiet, 'no peace');
    const held = await holdingOf(atPbx(this.#office));
    for (const [who, desk] of this.#desks) {
      assert.deepEqual(await holdingOf(atDesk(desk)), held, `${who} and the PBX differ`);
    }
    this.#ledger.settle(held);
  }
}

async function playOffice(
  seed: number,
  root: string,
  models: { site: string; pbx: string },
): Promise<boolean> {
  const folder = mkdtempSync(join(root, 'office-'));
  const office = new Office(join(folder, 'pbx'), models.pbx);
  const desks = new Map(
    EDITORS.map((who) => {
      mkdirSync(join(folder, who));
      return [who, new Desk(office, join(folder, who), models.site)];
    }),
  );
  await office.start();
  const play = new Play(office, desks, chance(seed));
  let failure: unknown = null;
  try {
    await play.run();
  } catch (error) {
    failure = error;
  }
  for (const desk of desks.values()) desk.close();
  await office.stop();
  if (failure === null) {
    rmSync(folder, { recursive: true });
    return true;
  }
  console.error(`Failed with --seed ${seed}; its files are in ${folder}`);
  console.error(play.log.join('\n'));
  console.error(failure);
  return false;
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    minutes: { type: 'string', default: '10' },
  },
});
const first = Number(values.seed);
const deadline = performance.now() + Number(values.minutes) * 60_000;
if (!Number.isSafeInteger(first) || Number.isNaN(deadline)) {
  throw new Error('Usage: npm run fuzz -- --seed N --minutes M');
}
console.log(`npm run fuzz -- --seed ${first} --minutes ${values.minutes}`);

const root = mkdtempSync(join(ROOM, 'switchbook-fuzz-'));
const models = { site: join(root, 'model.switchbook'), pbx: join(root, 'pbx') };
createSite(models.site, 'commander-6000', 'FR').close();
await (await new Office(models.pbx).start()).stop();

let played = 0;
let fine = true;
do {
  fine = await playOffice(first + played, root, models);
  played++;
} while (fine && performance.now() < deadline);
console.log(`${played} offices, ${fine ? 'all fine' : 'the last one failed'}`);
if (fine) rmSync(root, { recursive: true });
else process.exitCode = 1;
