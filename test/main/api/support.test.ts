/** Nothing of what people type reaches the log or the support bundle, however it goes wrong. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { emptyFields } from '../../../core/directory/contact.ts';
import { ApplicationHost } from '../../../main/api/host.ts';
import { Log } from '../../../main/log/log.ts';
import { command } from '../../command.ts';
import { startCommander } from '../../../main/simulator/commander/start.ts';
import { codeOrText } from '../../problem-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-support-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hosts: ApplicationHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

/** What must never be told. Each is rare enough to be found nowhere else. */
const SECRETS = {
  given: 'Hermenegilde',
  family: 'Quastenflosser',
  number: '0699887766',
  mail: 'quasti@flosser.example',
  password: 'Pa55-Zwiebelturm',
  login: 'kaiserschmarrn',
  address: '203.0.113.77',
  file: 'Zitronenfalter',
};

function expectSilent(text: string): void {
  for (const secret of Object.values(SECRETS)) {
    expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  }
  expect(text).not.toContain(folder);
  expect(text.replaceAll(/\D/g, '')).not.toContain('699887766');
}

const bundle = z.object({
  parts: z.array(z.object({ name: z.string(), text: z.string() })),
  file: z.string(),
});

const contact = {
  ...emptyFields(),
  givenName: SECRETS.given,
  familyName: SECRETS.family,
  note: SECRETS.mail,
  numbers: [{ kind: 'work', value: SECRETS.number }],
  emails: [{ kind: 'work', value: SECRETS.mail }],
};

/** Everything that can go wrong with what a person typed, in every part of the application. */
function mishaps(site: string): (readonly [name: string, input: unknown])[] {
  const { given, family, number, mail, password, login, address, file } = SECRETS;
  return [
    ['contacts.create', { contact: { ...contact, groups: [family] } }],
    ['contacts.create', { contact: { ...contact, numbers: number } }],
    ['contacts.create', { contact: { ...contact, birthday: `${given} ${mail}` } }],
    ['contacts.edit', { id: 99, from: contact, contact }],
    ['contacts.assign', { ids: [1], group: family, member: true }],
    ['contacts.photo', { id: number }],
    ['groups.create', { name: family.repeat(200), kind: 'standard' }],
    ['subscribers.save', { extension: number, name: family, role: given }],
    ['session.signIn', { extension: number }],
    ['site.open', { path: join(folder, `${file}.switchbook`) }],
    ['site.create', { path: site, device: family, country: 'FR' }],
    ['site.copy', { path: join(folder, file, `${family}.switchbook`) }],
    ['site.salvage', { path: join(folder, file), output: site }],
    ['site.restore', { path: site, number: 77 }],
    ['import.preview', { file: family, options: {} }],
    ['files.read', { file: number, offset: 0 }],
    ['export.run', { format: 'csv', group: family, privacyNoticeAccepted: true }],
    [
      'connection.save',
      { connector: 'commander', url: `x://${address}`, user: login, fingerprint: null, password },
    ],
    ['connection.password', { password }],
    ['connection.probe', { connector: 'commander', url: `${login}:${password}@${address}`, user: login }],
    ['call.dial', { contactId: 1, number, password }],
    [`${family}.${number}`, { password }],
  ];
}

describe('the log', () => {
  it('notes every failure, and nothing of what was typed', async () => {
    const log = new Log(join(folder, 'data', 'switchbook.log'), 'debug');
    const host = new ApplicationHost('browser', { log });
    hosts.push(host);
    const site = join(folder, 'office.switchbook');
    await host.call('site.create', { path: site, device: 'commander-6000', country: 'FR' });
    await host.call('contacts.create', { contact });
    await host.call('contacts.find', { query: { search: SECRETS.family } });
    let failed = 0;
    for (const [name, input] of mishaps(site)) {
      await host.call(name, input).catch(() => (failed += 1));
    }
    expect(failed).toBeGreaterThan(15);
    await host.call('support.fault', {
      kind: SECRETS.family,
      message: SECRETS.mail,
      stack: `${SECRETS.mail}\n${SECRETS.password}\n    at view (http://127.0.0.1/index.js:2:3)`,
    });
    const text = readFileSync(log.file, 'utf8');
    expectSilent(text);
    expect(text.match(/"event":"refused"/g)?.length ?? 0).toBeGreaterThan(15);
    expect(text).toContain('view index.js:2:3');

    const { parts } = bundle.parse(await host.call('support.prepare', { path: null }));
    expect(parts.map(({ name }) => name)).toEqual([
      'system.json',
      'settings.json',
      'site.json',
      'integrity.json',
      'switchbook.log',
    ]);
    expectSilent(JSON.stringify(parts));
  });

  it('notes an upload that fails at the password, and not the password', async () => {
    const pbx = await startCommander({ port: 0, folder: join(folder, 'pbx'), contacts: 3 });
    const log = new Log(join(folder, 'upload', 'switchbook.log'), 'debug');
    const host = new ApplicationHost('browser', { log });
    hosts.push(host);
    try {
      await host.call('site.create', {
        path: join(folder, 'pbx.switchbook'),
        device: 'commander-6000',
        country: 'FR',
      });
      const { url, fingerprint } = pbx;
      const line = { connector: 'commander', url, user: SECRETS.login };
      const save = host.call('connection.save', { ...line, fingerprint, password: SECRETS.password });
      expect(await save.catch(codeOrText)).toBe('pbx-password-wrong');
      const { extension: user, password } = pbx.subscribers.find(({ role }) => role === 'administrator') ?? {
        extension: '',
        password: '',
      };
      await host.call('connection.save', { ...line, user, fingerprint, password });
      await host.call('pbx.compare', {});
      const text = readFileSync(log.file, 'utf8');
      expectSilent(text);
      expect(text).toContain('"problem":"pbx-password-wrong"');
      const { parts } = bundle.parse(await host.call('support.prepare', { path: null }));
      const said = JSON.stringify(parts);
      expectSilent(said);
      expect(said).not.toContain(new URL(url).host);
      for (const secret of [fingerprint, password]) {
        expect(said).not.toContain(secret);
        expect(text).not.toContain(secret);
      }
      expect(said).toContain('commander');
    } finally {
      await pbx.stop();
    }
  });
});

describe('support-bundle', () => {
  const site = join(folder, `${SECRETS.file}.switchbook`);
  const environment = { SWITCHBOOK_LOG: 'info', XDG_DATA_HOME: join(folder, 'home') };
  const run = (...words: string[]) => command(words, environment);

  it('shows what it holds, saves just that, and tells nothing about people', () => {
    expect(run('site', 'create', site, '--device', 'commander-6000', '--country', 'FR').code).toBe(0);
    const csv = join(folder, `${SECRETS.file}.csv`);
    writeFileSync(
      csv,
      `Vorname;Nachname;Telefon\n${SECRETS.given};${SECRETS.family};${SECRETS.number}\n;;x\n`,
    );
    run('import', csv, '--site', site);
    expect(
      run('export', '--site', site, '--format', 'csv', '--output', join(folder, SECRETS.family, 'x')).code,
    ).toBe(1);
    const output = join(folder, 'help.zip');
    const { code: ended, stdout } = run('support-bundle', '--site', site, '--output', output, '--json');
    expect(ended).toBe(0);
    const { parts } = z.object({ parts: bundle.shape.parts }).parse(JSON.parse(stdout));
    const saved = Object.entries(unzipSync(readFileSync(output)));
    expect(saved.map(([name, bytes]) => ({ name, text: new TextDecoder().decode(bytes) }))).toEqual(parts);
    expectSilent(JSON.stringify(parts));
    expect(parts.find(({ name }) => name === 'switchbook.log')?.text).toContain('import.commit');
    expect(JSON.parse(parts.find(({ name }) => name === 'site.json')?.text ?? '')).toMatchObject({
      contacts: 1,
      journal: 'wal',
      rows: { contact: 1 },
    });
    const lines = run('support-bundle', '--site', site);
    expect(lines.stdout).toContain('── integrity.json');
    expectSilent(lines.stdout);
  });

  it('is made of a file that cannot be opened, which it does not touch', () => {
    const broken = join(folder, `${SECRETS.file}-broken.switchbook`);
    writeFileSync(broken, readFileSync(site));
    truncateSync(broken, 60);
    const { code: ended, stdout } = run('support-bundle', '--site', broken, '--json');
    expect(ended).toBe(0);
    expect(stdout).toContain('site-foreign');
    expectSilent(stdout);
    expect(readFileSync(broken)).toHaveLength(60);
  });
});
