/**
 * Editors, a PBX and everything that goes wrong between them, in any order (R2 of the numbers that are
 * copied from others: at most 50 commands a run, 1000 runs). The site file is a real one and the PBX is the
 * simulated one behind real HTTPS: a run takes a fifth of a second, so nothing needs to be played.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { createSite } from '../../main/site/open.ts';
import { Ledger } from './ledger.ts';
import type { Line } from './office.ts';
import { SEED } from '../seed.ts';
import { Desk, Office } from './office.ts';
import type { Action } from './people.ts';
import { act, ACTIONS, atDesk, atPbx, holdingOf } from './people.ts';
import { failing, FAILURES, killedAt } from './trouble.ts';

const RUNS = process.env['CI'] === undefined ? 50 : 1000;

const root = mkdtempSync(join(tmpdir(), 'switchbook-machine-'));
const models = { site: join(root, 'model.switchbook'), pbx: join(root, 'pbx') };
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeAll(async () => {
  createSite(models.site, 'commander-6000', 'FR').close();
  const office = await new Office(models.pbx).start();
  await office.stop();
});

class Scene {
  readonly folder = mkdtempSync(join(root, 'run-'));
  readonly office = new Office(join(this.folder, 'pbx'), models.pbx);
  readonly desk = new Desk(this.office, this.folder, models.site);

  /** Undisturbed: both sides agree afterwards, the ledger says on what, and there is nothing left to do. */
  async settle(ledger: Ledger): Promise<void> {
    const report = await this.desk.sync();
    expect(report).toMatchObject({ verified: true, differences: [] });
    const here = await holdingOf(atDesk(this.desk));
    expect(here).toEqual(await holdingOf(atPbx(this.office)));
    ledger.settle(here);
    const { toPbx, toSite, conflicts } = (await this.desk.compare()).comparison.upload;
    for (const { groups, create, update, delete: gone } of [toPbx, toSite])
      expect([groups, create, update, gone]).toEqual([[], [], [], []]);
    expect(conflicts).toEqual([]);
    expect(this.desk.site.memory.pending()).toEqual([]);
  }

  async close(): Promise<void> {
    await this.office.stop();
    this.desk.close();
    rmSync(this.folder, { recursive: true });
  }
}

class Step implements fc.AsyncCommand<Ledger, Scene> {
  readonly #what: string;
  readonly #work: (ledger: Ledger, scene: Scene) => Promise<void>;

  constructor(what: string, work: (ledger: Ledger, scene: Scene) => Promise<void>) {
    this.#what = what;
    this.#work = work;
  }

  check = (): boolean => true;
  run = (ledger: Ledger, scene: Scene): Promise<void> => this.#work(ledger, scene);
  toString = (): string => this.#what;
}

/** What a subscriber's login cannot do is refused before anything is sent. */
async function readOnly(desk: Desk): Promise<void> {
  try {
    await desk.pull('subscriber');
  } catch (error) {
    assert.ok(error instanceof SwitchbookError);
  }
}

/** Trouble comes of what was touched just before and just after it: the newest is touched most. */
const which = fc.tuple(fc.oneof(fc.constant(0), fc.nat(20)), fc.nat(20));
const at = fc.nat(4);
const edit = fc
  .tuple(fc.constantFrom(...ACTIONS), which, fc.boolean())
  .map(([action, chosen, here]: [Action, [number, number], boolean]) => {
    const who = here ? 'desk' : 'pbx';
    return new Step(`${who}: ${action} ${chosen.join()}`, (ledger, { desk, office }) =>
      act(action, chosen, who, here ? atDesk(desk) : atPbx(office), ledger),
    );
  });
const on = (
  what: string,
  work: (line: Line, scene: Scene) => Promise<unknown>,
  line: (scene: Scene) => Line,
) =>
  new Step(what, async (_, scene) => {
    await work(line(scene), scene);
  });
const commands = fc.commands(
  [
    edit,
    edit,
    edit,
    fc.constant(new Step('sync', (ledger, scene) => scene.settle(ledger))),
    fc.tuple(fc.constantFrom(...FAILURES), at).map(([how, write]) =>
      on(
        `sync, ${how} at write ${write}`,
        (line, { desk }) => desk.sync(line),
        ({ desk }) => failing(how, write, desk),
      ),
    ),
    fc.nat(60).map((moment) =>
      on(
        `sync, killed at moment ${moment}`,
        (line, { desk }) => desk.sync(line),
        ({ desk }) => killedAt(moment, desk),
      ),
    ),
    fc.constantFrom('local' as const, 'pbx' as const).map((decision) =>
      on(
        `upload only, ${decision}`,
        (_, { desk }) => desk.sync({}, { decision, takeOver: false }),
        () => ({}),
      ),
    ),
    fc.nat(30).map((moment) =>
      on(
        `take over, killed at moment ${moment}`,
        (line, { desk }) => desk.pull('sub-administrator', line),
        ({ desk }) => killedAt(moment, desk),
      ),
    ),
    fc.constant(new Step('a login that only reads', (_, { desk }) => readOnly(desk))),
    fc.constant(
      new Step('restart', async (_, { desk, office }) => {
        desk.restart();
        await office.start();
      }),
    ),
  ],
  { maxCommands: 50, size: 'medium' },
);

console.log(`${RUNS} runs of the state machine; SWITCHBOOK_FUZZ_SEED=${SEED} repeats them`);

it(
  `nothing is lost and nothing doubled, whatever fails in between (${RUNS} runs, seed ${SEED})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        const scene = new Scene();
        try {
          await scene.office.start();
          const ledger = new Ledger();
          await fc.asyncModelRun(() => ({ model: ledger, real: scene }), steps);
          await scene.settle(ledger);
        } finally {
          await scene.close();
        }
      }),
      { numRuns: RUNS },
    );
  },
  20 * 60_000,
);
