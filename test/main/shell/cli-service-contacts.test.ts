import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command, start, type Running } from '../../command.ts';

const simulated = z.object({
  url: z.string(),
  applicationKey: z.string(),
  applicationSecret: z.string(),
  consumerKey: z.string(),
  billingAccount: z.string(),
  lines: z.array(z.string()),
});
const mails = z.array(
  z.object({ taskId: z.number().nullable(), side: z.string().nullable(), token: z.string().nullable() }),
);
const PARTNER = 'cd23456-ovh';

describe('service contacts from the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-cli-services-'));
  const file = join(folder, 'office.switchbook');
  let api: z.infer<typeof simulated>;
  let simulator: Running;

  const run = (...words: string[]) => {
    const { code, stdout } = command(['service-contacts', ...words, '--site', file, '--json'], {
      SWITCHBOOK_OVH_APPLICATION_SECRET: api.applicationSecret,
      SWITCHBOOK_OVH_CONSUMER_KEY: api.consumerKey,
    });
    const document: unknown = JSON.parse(stdout);
    return { code, document };
  };
  const token = async (side: 'from' | 'to'): Promise<string> => {
    for (let tries = 0; tries < 200; tries++) {
      // A connection that was kept for the next question may just have been closed.
      const outbox = await fetch(api.url.replace('/1.0', '/outbox')).catch(() => null);
      const sent = mails.parse((await outbox?.json()) ?? []);
      const code = sent.find((mail) => mail.side === side && mail.token !== null)?.token;
      if (typeof code === 'string') return code;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`no mail with a code for ${side}`);
  };

  beforeAll(async () => {
    const words = ['simulate', 'ovh', '--port', '0', '--faults', 'rate:0,step:10', '--json'];
    simulator = await start(words, { XDG_DATA_HOME: folder });
    api = simulated.parse(JSON.parse(simulator.line));
    command(['site', 'create', file, '--device', 'ovh-phonebook', '--country', 'FR']);
    const { url, applicationKey, billingAccount, applicationSecret, consumerKey } = api;
    const where = ['--url', url, '--application-key', applicationKey, '--billing-account', billingAccount];
    command(['connect', '--site', file, '--connector', 'ovh', ...where], {
      SWITCHBOOK_OVH_APPLICATION_SECRET: applicationSecret,
      SWITCHBOOK_OVH_CONSUMER_KEY: consumerKey,
    });
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
    const old = await token('from');
    expect(run('resend', '1').code).toBe(0);
    expect(run('accept', '1', '--token', old)).toMatchObject({
      code: 1,
      document: { error: { code: 'service-token-refused' } },
    });
    for (const side of ['from', 'to'] as const) {
      expect(run('accept', '1', '--token', await token(side)).code).toBe(0);
    }
    expect(run('status')).toMatchObject({
      code: 0,
      document: { orders: [{ changes: [{ state: 'done', shown: true }, { state: 'planned' }] }] },
    });
    expect(run('request', ...wish)).toMatchObject({ document: { order: { changes: [{}, { task: 2 }] } } });
    expect(run('refuse', '2', '--token', await token('from'))).toMatchObject({
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
