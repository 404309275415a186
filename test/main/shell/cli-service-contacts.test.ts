import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, type Running } from '../../command.ts';
import {
  connectToOvh,
  createOvhSite,
  mailedCode,
  secretsOf,
  type SimulatedOvh,
  startOvh,
} from '../../ovh.ts';

const PARTNER = 'cd23456-ovh';

describe('service contacts from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-cli-services-'));
  const file = join(folder, 'office.switchbook');
  let api: SimulatedOvh;
  let simulator: Running;

  const run = (...words: string[]) => {
    const { code, stdout } = command(
      ['service-contacts', ...words, '--site', file, '--json'],
      secretsOf(api),
    );
    const document: unknown = JSON.parse(stdout);
    return { code, document };
  };

  beforeAll(async () => {
    ({ api, simulator } = await startOvh(folder, '--faults', 'rate:0,step:10'));
    createOvhSite(file);
    connectToOvh(file, api);
  });
  afterAll(async () => {
    await simulator.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are listed, planned, asked for, accepted and followed', async () => {
    expect(run('list')).toMatchObject({
      code: 0,
      document: { readable: true, billingAccount: api.billingAccount },
    });
    const wish = ['--technical', PARTNER, '--administration', PARTNER];
    const { document: plan } = run('plan', ...wish);
    expect(plan).toMatchObject({
      plan: { steps: [[{ role: 'technical' }], [{ role: 'administration' }]], problems: [] },
    });
    expect(run('request', ...wish)).toMatchObject({
      code: 0,
      document: { order: { changes: [{ task: 1 }, { state: 'planned', task: null }] } },
    });
    const old = await mailedCode(api, 'from');
    expect(run('resend', '1').code).toBe(0);
    expect(run('accept', '1', '--token', old)).toMatchObject({
      code: 1,
      document: { error: { code: 'service-token-refused' } },
    });
    for (const side of ['from', 'to'] as const) {
      expect(run('accept', '1', '--token', await mailedCode(api, side)).code).toBe(0);
    }
    expect(run('status')).toMatchObject({
      code: 0,
      document: { orders: [{ changes: [{ state: 'done', shown: true }, { state: 'planned' }] }] },
    });
    expect(run('request', ...wish)).toMatchObject({ document: { order: { changes: [{}, { task: 2 }] } } });
    expect(run('refuse', '2', '--token', await mailedCode(api, 'from'))).toMatchObject({
      document: { change: { state: 'refused' } },
    });
    expect(run('status')).toMatchObject({ document: { orders: [{ changes: [{}, { state: 'refused' }] }] } });
  }, 60_000);

  it('are refused with the reason where a rule forbids it', () => {
    const [line = ''] = api.lines;
    expect(run('plan', '--service', line, '--billing', PARTNER)).toMatchObject({
      code: 1,
      document: { plan: { problems: [{ code: 'service-technical-only' }] } },
    });
    expect(run('request', '--service', line, '--billing', PARTNER)).toMatchObject({
      code: 1,
      document: { error: { code: 'service-technical-only' } },
    });
  });
});
