/** What is typed wrongly: one sentence in the person’s language with what to do, exit code 2, and nothing is done. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-usage-'));
const site = join(folder, 'office.switchbook');
const inFrench = { LANG: 'fr_FR.UTF-8' };
const inGerman = { LANG: 'de_DE.UTF-8' };
let held: string[] = [];

beforeAll(() => {
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
  held = readdirSync(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const HELP = 'lists what it takes.';

describe('words that no command understands', () => {
  it.each([
    [['opne'], `“switchbook” has no command opne. Is open meant? “switchbook --help” ${HELP}`],
    [['site', 'zzz'], `“switchbook site” has no command zzz. “switchbook site --help” ${HELP}`],
    [['help', 'zzz'], `“switchbook” has no command zzz. “switchbook --help” ${HELP}`],
    [['help', 'opne'], `“switchbook” has no command opne. Is open meant? “switchbook --help” ${HELP}`],
    [['support'], `“switchbook” has no command support. Is export / import meant?`],
    [['opne', '--help'], `“switchbook” has no command opne. Is open meant?`],
    [['help', 'site', 'creat'], `“switchbook site” has no command creat. Is create meant?`],
    [['site', 'help', 'zzz'], `“switchbook site” has no command zzz. “switchbook site --help” ${HELP}`],
    [['help', 'contacts', 'lst'], `“switchbook contacts” has no command lst. Is list meant?`],
    [
      ['contacts', '--site', site, '--serch', 'x'],
      `“switchbook contacts list” has no option --serch. Is --search meant? “switchbook contacts list --help” ${HELP}`,
    ],
    [['contacts', '--site'], `Nothing stands after --site <file>. “switchbook contacts list --help” ${HELP}`],
    [['check'], `“switchbook check” needs --site <file>. “switchbook check --help” ${HELP}`],
    [['import', '--site', site], `“switchbook import” needs <file>. “switchbook import --help” ${HELP}`],
    [['connect', '--site', site], '“switchbook connect” needs --connector <name>.'],
    [['connect', '--site', site, '--connector', 'console'], '“switchbook connect” needs --url <address>.'],
    [
      ['connect', '--site', site, '--connector', 'ovh', '--url', 'https://x'],
      '“switchbook connect” needs --application-key <key>.',
    ],
    [
      ['groups', 'create', 'New', 'clients', '--site', site],
      '“switchbook groups create” takes one word besides its options, not 2. A text with blanks stands in quotation marks.',
    ],
    [
      ['export', '--site', site, '--format', 'docx', '--output', 'x'],
      '--format <format> cannot be “docx”. Give one of these: csv, xlsx, ',
    ],
    [
      ['export', '--site', site, '--format', 'csv', '--output', join(folder, 'all.XLSX')],
      'all.XLSX is the name of another kind of file than csv makes. Give a name that ends differently, or with --format one of these: xlsx.',
    ],
    [
      ['export', '--site', site, '--format', 'vcard-4.0', '--output', join(folder, '{site}.ldif')],
      '{site}.ldif is the name of another kind of file than vcard-4.0 makes.',
    ],
    [['contacts', 'bulk', 'set', 'shoe', '44', '--all', '--site', site], '<field> cannot be “shoe”.'],
    [['contacts', 'bulk', 'set', 'birthday', 'x', '--all', '--site', site], '<value> cannot be “x”.'],
    [['completion', 'tcsh'], '<shell> cannot be “tcsh”. Give one of these: bash, zsh, fish, powershell.'],
    [['import', 'x', '--site', site, '--delimiter', 'z'], '--delimiter <sign> cannot be “z”.'],
    [['simulate', 'commander', '--faults', 'rain'], '--faults <spec> cannot be “rain”.'],
    [
      ['site', 'create', join(folder, 'new.switchbook'), '--device', 'pbx-1', '--country', 'FR'],
      'There is no device profile named pbx-1. Known profiles: commander-6000,',
    ],
    [
      ['connect', '--site', site, '--connector', 'console', '--url', 'tcp://127.0.0.1:1'],
      '“switchbook connect” needs --profile <name>.',
    ],
    [
      ['site', 'change', '--site', site],
      '“switchbook site change” needs --device <profile>, --country <code>.',
    ],
    [['contacts', '--site', ''], 'An empty text is no name of a file or folder. Give a name'],
    [['site', 'create', '', '--device', 'commander-6000', '--country', 'FR'], 'An empty text is no name of'],
    [['contacts', '--site', site, '--initial', 'ABC'], '--initial <letter> cannot be “ABC”.'],
    [
      ['qr', '--site', site, '--contact', '1', '--output', join(folder, 'x.gif')],
      `--output <file> cannot be “${join(folder, 'x.gif')}”. It is written like contact.png, contact.svg.`.slice(
        0,
        40,
      ),
    ],
    [['duplicates', 'merge', '1', '1', '--site', site], '“switchbook duplicates merge” needs <id> <id>.'],
    [['duplicates', 'distinct', '1', '--site', site], '“switchbook duplicates distinct” needs <id> <id>.'],
    [
      ['check', '--site', site, '--site', join(folder, 'other.switchbook')],
      '--site <file> is given twice, and not the same. Give it once.',
    ],
    [
      ['access', 'set', '12', 'Clients', 'read', '--standard', '--no-standard', '--site', site],
      '--standard is given twice, and not the same.',
    ],
    [['calls', 'adopt', ' ', '--contact', '1', '--site', site], '“switchbook calls adopt” needs <number>.'],
    [
      ['simulate', 'commander', '--contacts', '2001'],
      '--contacts <number> cannot be “2001”. Give a whole number from 0 to 2000.',
    ],
    [
      ['simulate', 'console', '--contacts', '2001'],
      '--contacts <number> cannot be “2001”. Give a whole number from 0 to 2000.',
    ],
    [['undo', '--', '--step', '--site', site], '“switchbook undo” needs --site <file>.'],
    [
      ['contacts', 'bulk', 'replace', 'x'.repeat(20_000), 'y', '--all', '--site', site],
      `<find> cannot be “${'x'.repeat(100)}…”.`,
    ],
  ])('%j', (words, sentence) => {
    const { code, stdout, stderr } = command(words);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
    expect(readdirSync(folder)).toEqual(held);
  });

  it('may be repeated where that says nothing new', () => {
    expect(command(['check', '--site', site, '--json', '--site', site, '--json']).code).toBe(0);
  });

  it('are answered in French and German', () => {
    expect(command(['check'], inFrench).stderr).toBe(
      '«\u202fswitchbook check\u202f» attend --site <file>. «\u202fswitchbook check --help\u202f» indique ce qui est attendu.\n',
    );
    expect(command(['check'], inGerman).stderr).toBe(
      '„switchbook check“ braucht --site <file>. „switchbook check --help“ zeigt, was erwartet wird.\n',
    );
  });

  it('are one document with --json', () => {
    const { code, stdout } = command(['simulate', 'phone', '--port', '70000', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'usage-number',
        severity: 'error',
        column: '--port <number>',
        value: '70000',
        params: { least: '0', most: '65535' },
        message: '--port <number> cannot be “70000”.',
        remedy: 'Give a whole number from 0 to 65535.',
      },
    });
  });
});

describe('numbers', () => {
  const places = [
    ['qr', '--site', site, '--output', join(folder, 'x.png'), '--contact'],
    ['photo', '--site', site, '--contact'],
    ['call', '--site', site, '--contact'],
    ['privacy', 'erase', '--site', site, '--yes', '--contact'],
    ['contacts', 'delete', '--site', site],
    ['contacts', 'bulk', 'delete', '--site', site, '--ids'],
    ['duplicates', 'merge', '--site', site, '1', '--photo'],
    ['site', 'restore', site, '--copy'],
    ['site', 'backup', '--site', site, '--keep'],
    ['site', 'backup', '--site', site, '--days'],
    ['site', 'backup', '--site', site, '--deleted-days'],
    ['site', 'backup', '--site', site, '--report-days'],
    ['backup', 'export', '--site', site, '--output', join(folder, 'x.json')],
    ['backup', 'restore', '--site', site],
    ['uploads', 'report', '--site', site, '--output', join(folder, 'x.json')],
    ['push', '--site', site, '--confirm-deletions'],
    ['books', 'delete', 'ours', '--site', site, '--confirm-deletions'],
    ['service-contacts', 'resend', '--site', site],
    ['service-contacts', 'accept', '--site', site, '--token', 'x'],
    ['open', '--browser', '--port'],
    ['simulate', 'commander', '--port'],
    ['simulate', 'commander', '--contacts'],
    ['simulate', 'commander', '--seed'],
    ['simulate', 'console', '--baud'],
    ['simulate', 'console', '--port'],
    ['simulate', 'console', '--contacts'],
    ['simulate', 'phone', '--port'],
    ['simulate', 'ovh', '--port'],
    ['simulate', 'ovh', '--contacts'],
    ['simulate', 'ovh', '--services'],
  ];
  // The last of these is more than a double holds exactly.
  const typed = ['x', '1.5', '1e9', '99999999999999999999'];
  it.each(places.map((words, at) => [...words, typed[at % typed.length] ?? '']))(
    'are whole and in their range: %s %s %s %s %s %s %s',
    (...words) => {
      const { code, stdout, stderr } = command(words);
      expect(stderr).toMatch(
        / cannot be “[^”]+”\. Give a whole number (?:from \d+ to \d+|of \d or more)\.\n$/,
      );
      expect(stderr).toContain(`“${words.at(-1)}”`);
      expect([code, stdout]).toEqual([2, '']);
      expect(readdirSync(folder)).toEqual(held);
    },
  );

  it.each([
    ['simulate', 'ovh', '--contacts=-1'],
    ['open', '--browser', '--port=-1'],
    ['simulate', 'commander', '--contacts='],
    ['simulate', 'commander', '--contacts=1000000000'],
    ['site', 'restore', site, '--copy=0'],
  ])('are not negative, empty or beyond what is sensible: %s %s %s', (...words) => {
    const { code, stderr } = command(words);
    expect(stderr).toContain('Give a whole number');
    expect(code).toBe(2);
  });
});

describe('a country', () => {
  it.each([
    ['contacts', 'bulk', 'numbers', 'XX', '--all', '--site', site],
    ['contacts', 'bulk', 'numbers', 'FRA', '--all', '--site', site],
    ['import', 'people.csv', '--country', 'XX', '--site', site],
    ['site', 'create', join(folder, 'new.switchbook'), '--device', 'commander-6000', '--country', 'XX'],
    ['site', 'change', '--site', site, '--country', 'XX'],
    ['simulate', 'ovh', '--country', 'XX'],
  ])('that is none is wrong usage: %s %s %s %s', (...words) => {
    const { code, stderr } = command(words);
    expect(stderr).toMatch(/^“(?:XX|FRA)” is no country whose numbers are known\. Give its ISO code/);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual(held);
  });
});

it('the help of a command is the same however it is asked for', () => {
  for (const words of [[], ['site'], ['site', 'create'], ['contacts', 'bulk', 'set'], ['help']]) {
    const { code, stdout } = command(['help', ...words]);
    expect(stdout).toContain(
      `Usage: ${['switchbook', ...words.filter((word) => word !== 'help')].join(' ')} `,
    );
    expect([code, stdout]).toEqual([0, command([...words, '--help']).stdout]);
  }
  expect(command(['site', 'help', 'create']).stdout).toBe(command(['site', 'create', '--help']).stdout);
});

it('the help says that what is deleted comes back, and what does not', () => {
  expect(command(['contacts', '--help']).stdout).toMatch(/delete .*“undo” brings\s+them back/);
  expect(command(['contacts', 'bulk', 'delete', '--help']).stdout).toContain('“undo” brings them back');
  for (const words of [['contacts'], ['contacts', 'bulk']])
    expect(command([...words, '--help']).stdout).not.toContain('for good');
  expect(command(['privacy', '--help']).stdout).toMatch(/erase .*for good: no undo/);
});
