/** Files and folders that are not what a command needs: said before anything is done. */
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-bad-'));
const at = (name: string): string => join(folder, name);
const site = at('office.switchbook');
const run = (...words: string[]) => command([...words, '--site', site]);
/** Not even root may make anything in it. */
const PROTECTED = platform() === 'linux' ? ['/proc'] : [];
const NEVER = PROTECTED.map((place) => join(place, 'x'));
const history = (): string => run('history').stdout;

beforeAll(() => {
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
  mkdirSync(at('folder'));
  writeFileSync(at('empty'), '');
  writeFileSync(at('junk'), Buffer.concat([Buffer.from([0, 1, 2, 3]), randomBytes(4000)]));
  writeFileSync(at('people.csv'), 'Nom;Téléphone\nOst;0199001122\n');
  writeFileSync(
    at('card.vcf'),
    'BEGIN:VCARD\r\nVERSION:3.0\r\nN:West;;;;\r\nTEL:0199001133\r\nEND:VCARD\r\n',
  );
  expect(run('import', at('card.vcf')).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a command that reads a file', () => {
  const commands = [
    ['import'],
    ['photo', '--contact', '1', '--set'],
    ['connect', '--har'],
    ['access', 'import'],
    ['templates', 'import'],
  ];
  it.each(commands)('%s %s %s %s', (...words) => {
    const before = history();
    const given = words.filter((word) => word !== undefined);
    for (const [name, said] of [
      ['nowhere', 'does not exist or cannot be read. Check the name and the folder'],
      ['folder', 'is a folder, not a file. Give a file in it.'],
      ['empty', ''],
      ['junk', ''],
    ] as const) {
      const { code, stdout, stderr } = run(...given, at(name));
      expect([name, code, stdout]).toEqual([name, 1, '']);
      expect(stderr).toContain(said);
      // A sentence, what to do, and no word of how the program is made.
      expect(stderr.trim()).toMatch(/^\S.*[.:] \S.*$/);
      expect(stderr).not.toMatch(/Something went wrong|Error:|\bat .*\.js|well formed/);
    }
    expect(history()).toBe(before);
  });
});

describe('a simulated device that cannot keep what it holds', () => {
  const devices = {
    commander: 'commander.sqlite',
    console: 'commander.sqlite',
    phone: 'phone.json',
    ovh: 'ovh.sqlite',
  };
  const simulate = (device: string, state: string, locale = 'en_US.UTF-8') =>
    command(['simulate', device, '--port', '0', '--state', state], { LANG: locale });

  it.each(Object.entries(devices))('%s', (device, file) => {
    const kept = readFileSync(at('junk'));
    const other = Buffer.from(readFileSync(site));
    for (const [name, made] of [
      ['of-junk', kept],
      ['of-site', other],
    ] as const) {
      const state = at(`${device}-${name}`);
      mkdirSync(state);
      writeFileSync(join(state, file), made);
      expect(simulate(device, state)).toEqual({
        code: 1,
        stdout: '',
        stderr: `The file ${join(state, file)} holds no state of a simulated device that this version understands. Give another folder with --state, or delete the file to begin anew.\n`,
      });
      expect(readFileSync(join(state, file)).equals(made)).toBe(true);
    }
    for (const state of [at('people.csv'), join(at('people.csv'), 'x'), at('n'.repeat(300)), ...NEVER]) {
      const { code, stderr } = simulate(device, state, 'de_DE.UTF-8');
      expect(stderr).toContain(`Der Ordner ${state} kann nicht angelegt werden.`);
      expect(code).toBe(1);
    }
    for (const state of PROTECTED) {
      expect(simulate(device, state).stderr).toContain(
        `cannot keep what it holds in the file ${join(state, file)}. Give a folder`,
      );
    }
  });
});

describe('a report that cannot be written', () => {
  it.each([
    ['--report', at('nowhere/report.json')],
    ['--report', at('folder')],
    ['--rejects', at('nowhere/rejects.csv')],
  ])('stops an import before anything is stored: %s %s', (...words) => {
    const before = history();
    const { code, stderr } = run('import', at('people.csv'), ...words);
    expect([code, history()]).toEqual([1, before]);
    expect(stderr).toContain(words[1]);
  });

  it('may be what is no file', () => {
    expect(run('import', at('people.csv'), '--dry-run', '--report', '/dev/null').code).toBe(0);
  });
});

it('a site is not written over, nor the file that is read, nor one file twice', () => {
  const people = readFileSync(at('people.csv'), 'utf8');
  const before = history();
  linkSync(at('people.csv'), at('same.csv'));
  const writing = ['export', '--format', 'csv', '--accept-privacy-notice', '--output'];
  for (const [words, said] of [
    [[...writing, site], `${site} is a site file; nothing was written over it. Give another name.`],
    [[...writing, at('folder')], 'folder is a folder, not a file. Give a file in it.'],
    [['import', at('people.csv'), '--rejects', site], `${site} is a site file;`],
    [
      ['import', at('people.csv'), '--rejects', at('people.csv')],
      'people.csv is given for two files: one would be',
    ],
    [
      ['import', at('people.csv'), '--report', at('same.csv')],
      'same.csv is given for two files: one would be',
    ],
    [
      ['import', at('people.csv'), '--report', at('new'), '--rejects', at('new')],
      'new is given for two files:',
    ],
  ] as const) {
    const { code, stderr } = run(...words);
    expect([words, code]).toEqual([words, 1]);
    expect(stderr).toContain(said);
  }
  expect(history()).toBe(before);
  expect(readFileSync(at('people.csv'), 'utf8')).toBe(people);
});

it('a name that is too long is one of a file that is not there', () => {
  const { code, stderr } = run('import', at('n'.repeat(300)));
  expect([code, stderr]).toEqual([1, expect.stringContaining('does not exist or cannot be read.')]);
});

it('a folder is not made where a file stands', () => {
  const held = readFileSync(at('people.csv'), 'utf8');
  for (const words of [
    ['hand-off', '--site', site, '--output', at('people.csv')],
    ['simulate', 'commander', '--port', '0', '--state', at('people.csv')],
    ['simulate', 'ovh', '--port', '0', '--state', at('people.csv/inside')],
  ]) {
    const { code, stderr } = command(words);
    expect([code, stderr]).toEqual([1, expect.stringContaining('cannot be made. Choose another one')]);
  }
  expect(readFileSync(at('people.csv'), 'utf8')).toBe(held);
});

it('what is no site is not opened, and nothing is made beside it', () => {
  for (const name of ['nowhere', 'folder', 'empty', 'junk', 'people.csv']) {
    for (const words of [['contacts'], ['check'], ['undo'], ['site', 'check']]) {
      const { code, stdout, stderr } = command([...words, '--site', at(name)]);
      expect([name, code, stdout]).toEqual([name, 1, '']);
      expect(stderr).toMatch(/\. (?:Check|Choose) /);
    }
    expect(existsSync(`${at(name)}-wal`)).toBe(false);
  }
});

it('a window that has nothing to open ends', () => {
  for (const name of ['nowhere', 'folder', 'empty', 'junk']) {
    const { code, stdout, stderr } = command(['open', at(name), '--browser', '--port', '0'], { CI: 'true' });
    expect([name, code, stdout]).toEqual([name, 1, '']);
    expect(stderr).toMatch(/\. (?:Check|Choose) /);
  }
}, 30_000);

it('a group that is misspelt is not one without contacts', () => {
  const { code, stderr } = run('contacts', '--group', 'Nowhere');
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^There is no contact group named Nowhere\. Check/),
  ]);
});
