/** The thread that does long work may end; the application goes on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { ApplicationHost } from '../../../main/api/host.ts';
import type { Progress } from '../../../main/jobs/job.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-host-'));
const hosts: ApplicationHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function upload(host: ApplicationHost, text: string): Promise<string> {
  const { file } = z.object({ file: z.string() }).parse(await host.call('files.begin', { name: 'a.csv' }));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 1_000_000) {
    await host.call('files.append', { file, piece: bytes.subarray(at, at + 1_000_000).toString('base64') });
  }
  return file;
}

describe('long work', () => {
  it('is cancelled in the middle of its one transaction, and leaves nothing behind', async () => {
    const host = new ApplicationHost('cli');
    hosts.push(host);
    const path = join(folder, 'many.switchbook');
    await host.call('site.create', { path, device: 'commander-6000', country: 'DE' });
    const rows = Array.from({ length: 20_000 }, (_, i) => `Nachname-${i};030 ${1_000_000 + i}`);
    const file = await upload(host, ['Nachname;Telefon', ...rows].join('\n'));
    const { plan } = z
      .object({ plan: z.string() })
      .parse(await host.call('import.preview', { file, options: {} }));
    await host.call('import.commit', { plan });
    const info = z.object({ revision: z.number() });
    const { revision } = info.parse(await host.call('site.info', {}));
    const stop = new AbortController();
    const done: number[] = [];
    const progress = (report: Progress): void => {
      done.push(report.done);
      stop.abort();
    };
    const input = {
      scope: { query: {} },
      operation: { kind: 'set', field: 'note', value: 'x' },
      revision,
    };
    const failed = await host
      .call('bulk.apply', input, { progress, signal: stop.signal })
      .then(() => null)
      .catch((error: unknown) => error);
    expect(failed instanceof SwitchbookError && failed.problem.code).toBe('cancelled');
    expect(done.length).toBeGreaterThan(0);
    expect(done.at(-1)).toBeLessThan(20_000);
    expect(info.parse(await host.call('site.info', {})).revision).toBe(revision);
  });

  it('that needs too much memory is stopped with a sentence, and the next work is done', async () => {
    const host = new ApplicationHost('cli', { memory: 64 });
    hosts.push(host);
    const path = join(folder, 'amt.switchbook');
    await host.call('site.create', { path, device: 'commander-6000', country: 'DE' });
    const row = (i: number): string => `Vorname-${i};Nachname-${i};030 ${1_000_000 + i};p${i}@example.org`;
    const header = 'Vorname;Nachname;Telefon;E-Mail';
    const large = await upload(
      host,
      [header, ...Array.from({ length: 150_000 }, (_, i) => row(i))].join('\n'),
    );
    const failed = await host
      .call('import.preview', { file: large, options: {} })
      .then(() => null)
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(SwitchbookError);
    expect(failed instanceof SwitchbookError && failed.problem.code).toBe('worker-memory');

    const small = await upload(host, `${header}\n${row(1)}`);
    const preview = await host.call('import.preview', { file: small, options: {} });
    expect(preview).toMatchObject({ read: 1, created: 1 });
  });
});

it('whoever is signed in is signed in for long work too, and until another site is opened', async () => {
  const host = new ApplicationHost('cli');
  hosts.push(host);
  const open = (name: string) =>
    host.call('site.create', {
      path: join(mkdtempSync(join(folder, 'site-')), name),
      device: 'commander-6000',
      country: 'DE',
    });
  await open('amt.switchbook');
  await host.call('subscribers.save', { extension: '21', name: 'Werkstatt', role: 'subscriber' });
  const seen: unknown[] = [];
  host.onEvent((name) => seen.push(name));
  await host.call('session.signIn', { extension: '21' });
  expect(seen).toEqual(['site-changed']);
  const options = { format: 'csv', privacyNoticeAccepted: true };
  const code = (error: unknown) => (error instanceof SwitchbookError ? error.problem.code : error);
  expect(await host.call('export.run', options).catch(code)).toBe('access-no-read');
  await open('haus.switchbook');
  expect(await host.call('export.run', options)).toMatchObject({ contacts: 0 });
});
