/** Backups, reports, discarding and leading sides on the command line, against a simulated PBX. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { command, start, type Running } from '../../command.ts';

const line = z.object({ url: z.string(), user: z.string(), password: z.string(), fingerprint: z.string() });
const planned = z.array(z.object({ name: z.string(), overruledBy: z.string().nullable() }));
const folder = mkdtempSync(join(tmpdir(), 'switchbook-cli-'));
const at = (name: string): string => join(folder, name);
const site = at('office.switchbook');
let running: Running;
let environment: Record<string, string> = { XDG_STATE_HOME: at('state'), XDG_DATA_HOME: at('data') };

const run = (...words: string[]): { code: number | null; document: unknown } => {
  const { code, stdout } = command([...words, '--site', site, '--json'], environment);
  return { code, document: stdout === '' ? null : JSON.parse(stdout) };
};
const names = (): unknown =>
  z
    .object({ contacts: z.array(z.object({ familyName: z.string() })) })
    .parse(run('contacts').document)
    .contacts.map(({ familyName }) => familyName)
    .sort();

beforeAll(async () => {
  running = await start(['simulate', 'commander', '--json', '--contacts', '0'], environment);
  const pbx = line.parse(JSON.parse(running.line));
  environment = { ...environment, SWITCHBOOK_PASSWORD: pbx.password };
  command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR'], environment);
  const words = ['--connector', 'commander', '--url', pbx.url, '--user', pbx.user];
  expect(run('connect', ...words, '--fingerprint', pbx.fingerprint).code).toBe(0);
  const people = ['Eins', 'Zwei', 'Drei'].map((name, n) => `${name};+33 1 99 00 10 1${n}`);
  writeFileSync(at('people.csv'), ['Nachname;Telefon geschäftlich', ...people].join('\n'));
  expect(run('groups', 'create', 'Kunden').code).toBe(0);
  expect(run('import', at('people.csv'), '--group', 'Kunden').code).toBe(0);
});
afterAll(async () => {
  await running.kill();
  rmSync(folder, { recursive: true });
});

it('an upload leaves a report and a backup, and the backup is restored after its number is confirmed', () => {
  expect(run('push', '--report', at('report.txt'))).toMatchObject({
    code: 1,
    document: { error: { code: 'report-format' } },
  });
  expect(run('push', '--report', at('report.pdf'))).toMatchObject({ code: 0, document: { verified: true } });
  expect(readFileSync(at('report.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  expect(run('uploads', 'list').document).toMatchObject({ uploads: [{ operations: 4, verified: true }] });

  const [{ id } = { id: 0 }] = z
    .object({ backups: z.array(z.object({ id: z.number(), contacts: z.number() })) })
    .parse(run('backup', 'list').document).backups;
  expect(run('backup', 'export', String(id), '--output', at('backup.json')).code).toBe(0);
  expect(JSON.parse(readFileSync(at('backup.json'), 'utf8'))).toMatchObject({ id, book: { contacts: [] } });
  expect(run('backup', 'restore', String(id), '--dry-run').document).toMatchObject({
    toPbx: { delete: [{}, {}, {}], groups: [{ kind: 'delete-group' }] },
  });
  expect(run('backup', 'restore', String(id)).document).toMatchObject({
    error: { code: 'mass-loss', params: { confirm: 3 } },
  });
  const confirmed = ['--confirm-deletions', '3', '--report', at('restored.json')];
  expect(run('backup', 'restore', String(id), ...confirmed)).toMatchObject({
    code: 0,
    document: { verified: true, restored: id },
  });
  expect(JSON.parse(readFileSync(at('restored.json'), 'utf8'))).toMatchObject({
    site: 'office',
    restored: id,
    by: { login: 'admin' },
    operations: [{ kind: 'delete', changes: [{ field: 'familyName', after: '' }, {}, {}] }, {}, {}, {}],
  });
  expect(run('backup', 'restore', '99').document).toMatchObject({ error: { code: 'backup-missing' } });
  expect(existsSync(at('report.txt'))).toBe(false);
});

it('local changes are discarded after they were shown, and undone', () => {
  const before = names();
  writeFileSync(at('more.csv'), 'Nachname;Telefon geschäftlich\nVier;+33 1 99 00 10 99\n');
  run('import', at('more.csv'), '--group', 'Kunden');
  expect(run('discard', '--dry-run').document).toMatchObject({
    discarded: false,
    toSite: { delete: [{ name: 'Vier' }] },
  });
  expect(names()).not.toEqual(before);
  expect(run('discard').document).toMatchObject({ discarded: true });
  expect(names()).toEqual(before);
  expect(run('undo').document).toMatchObject({ undone: { action: 'discard' } });
  expect(names()).toContain('Vier');
});

it('a side leads a group, and a replaced PBX is accepted by its own number only', () => {
  writeFileSync(at('friends.csv'), 'Nachname;Telefon geschäftlich\nFünf;+33 1 99 00 10 98\n');
  run('groups', 'create', 'Freunde');
  run('import', at('friends.csv'), '--group', 'Freunde');
  expect(run('groups', 'direction', 'Freunde', 'pbx').code).toBe(0);
  const { toPbx, toSite } = z
    .object({ toPbx: z.object({ create: planned }), toSite: z.object({ delete: planned }) })
    .parse(run('diff').document);
  expect(toPbx.create.map(({ name }) => name)).not.toContain('Fünf');
  expect(toSite.delete).toContainEqual({ name: 'Fünf', overruledBy: 'pbx' });
  expect(run('groups', 'direction', 'Kunden', 'sideways').code).toBe(2);
  expect(run('replace-pbx', '1')).toMatchObject({
    code: 1,
    document: { error: { code: 'pbx-serial-typed' } },
  });
});
