import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
/** On a person's machine a shell may be missing; where everything is checked it may not. */
const isWanted = (program: string): boolean => process.env['CI'] !== undefined || has(program);

const script = (shell: string): string => {
  const { code, stdout } = command(['completion', shell]);
  expect(code).toBe(0);
  const path = join(folder, shell);
  writeFileSync(path, stdout);
  return path;
};

/** What is typed, and what the shell proposes for the last word. */
const TYPED: [string, string[]][] = [
  ['switchbook sit', ['site']],
  ['switchbook site sal', ['salvage']],
  ['switchbook site create here --dev', ['--device']],
  ['switchbook completion ', ['bash', 'fish', 'powershell', 'zsh']],
  ['switchbook import x.csv --policy ', ['add', 'replace', 'update', 'version-1']],
  // A value that is called like a command is no command.
  ['switchbook import --template site --po', ['--policy']],
];

describe.runIf(isWanted('bash'))('completion in bash', () => {
  let path = '';
  beforeAll(() => void (path = script('bash')));

  it.each(TYPED)('completes “%s”', (typed, proposed) => {
    const words = typed.split(' ').map((word) => `'${word}'`);
    const { stdout, stderr } = spawnSync(
      'bash',
      [
        '--noprofile',
        '--norc',
        '-c',
        `source ${path}; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}
         $(complete -p switchbook | sed 's/.*-F \\([^ ]*\\).*/\\1/'); printf '%s\\n' "\${COMPREPLY[@]}"`,
      ],
      { encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').toSorted()).toEqual(proposed);
  });

  it('leaves files to the shell where nothing else is meant', () => {
    const { stdout } = spawnSync(
      'bash',
      [
        '-c',
        `source ${path}; COMP_WORDS=(switchbook check --site ''); COMP_CWORD=3; _switchbook; echo "<\${COMPREPLY[*]}>"; complete -p switchbook`,
      ],
      { encoding: 'utf8' },
    );
    expect(stdout).toContain('<>');
    expect(stdout).toContain('-o default');
  });
});

describe.runIf(isWanted('fish'))('completion in fish', () => {
  let path = '';
  beforeAll(() => void (path = script('fish')));

  it.each(TYPED)('completes “%s”', (typed, proposed) => {
    const { stdout, stderr } = spawnSync(
      'fish',
      ['--no-config', '-c', `source ${path}; complete -C '${typed}'`],
      {
        encoding: 'utf8',
        cwd: folder,
      },
    );
    expect(stderr).toBe('');
    const words = stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(/\t.*/, ''));
    expect(words.toSorted((a, b) => a.localeCompare(b))).toEqual(proposed);
  });
});

describe.runIf(isWanted('zsh'))('completion in zsh', () => {
  /** A real terminal session, in which Tab is pressed and what then stands on the line is read. */
  const session = (path: string, typed: string): string => `
zmodload zsh/zpty
zpty -b z zsh -f -i
zpty -w z "PS1=; unsetopt beep; autoload -Uz compinit; compinit -u -d ${folder}/dump; source ${path}
shown() { print -r -- \\"<\\$BUFFER|>\\"; BUFFER= }; zle -N shown; bindkey '^X' shown; print READY"
zpty -r z line '*READY*READY*'
zpty -w -n z $'${typed}\\t\\x18'
zpty -r z line '*<*\\|*>*'
print -r -- $line
zpty -d z
`;

  it.each([
    ['switchbook sit', 'switchbook site '],
    ['switchbook site sal', 'switchbook site salvage '],
    ['switchbook site create here --dev', 'switchbook site create here --device '],
    ['switchbook completion pow', 'switchbook completion powershell '],
    ['switchbook import x.csv --policy ver', 'switchbook import x.csv --policy version-1 '],
    ['switchbook import --template site --po', 'switchbook import --template site --policy '],
  ])('completes “%s”', (typed, line) => {
    const { stdout } = spawnSync('zsh', ['-f', '-c', session(script('zsh'), typed)], {
      encoding: 'utf8',
      env: { ...process.env, TERM: 'dumb', HOME: folder },
      timeout: 20_000,
    });
    expect(/<([^|]*)\|/.exec(stdout.slice(stdout.lastIndexOf('<')))?.[1]).toBe(line);
  });
});

describe.runIf(has('pwsh'))('completion in PowerShell', () => {
  it.each(TYPED)('completes “%s”', (typed, proposed) => {
    const path = script('powershell');
    const ask = `. '${path}'; (TabExpansion2 -inputScript '${typed}' -cursorColumn ${typed.length}).CompletionMatches.CompletionText`;
    const { stdout } = spawnSync('pwsh', ['-NoProfile', '-Command', ask], { encoding: 'utf8' });
    expect(stdout.trim().split(/\r?\n/).toSorted()).toEqual(proposed);
  });
});

it('is made for four shells, and for no other', () => {
  expect(command(['completion', 'powershell']).stdout).toContain(
    'Register-ArgumentCompleter -Native -CommandName switchbook',
  );
  expect(command(['completion', 'tcsh']).code).toBe(2);
});
