import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { manualPage } from '../../../../main/shell/cli/outline/manual.ts';
import { everyOutline, outlineOf } from '../../../../main/shell/cli/outline/outline.ts';
import { command } from '../../../command.ts';

const path = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'switchbook.1');
const page = command(['man']).stdout;
const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
const isWanted = (program: string): boolean => process.env['CI'] !== undefined || has(program);

describe('the manual page', () => {
  it('is kept beside the other documents: npm run --silent switchbook -- man > docs/switchbook.1', () => {
    expect(readFileSync(path, 'utf8')).toBe(page);
  });

  it.runIf(isWanted('groff'))('is set by groff without a complaint', () => {
    const { stdout, stderr } = spawnSync('groff', ['-man', '-ww', '-Tutf8', '-P-cbou'], {
      input: page,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    for (const heading of ['NAME', 'SYNOPSIS', 'COMMANDS', 'EXIT STATUS', 'ENVIRONMENT'])
      expect(stdout).toMatch(new RegExp(`^${heading}$`, 'm'));
    expect(stdout).toContain('switchbook site create <file>');
  });

  it.runIf(has('mandoc'))('is read by mandoc without an error', () => {
    const { stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'error'], {
      input: page,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });

  it('says every command and option, and keeps what a program could take for an order of its own', () => {
    const program = new Command('switchbook');
    program
      .command('strange')
      .description('.begins with a dot \\ and a ’')
      .option('--with-value <n>', "'begins with a quote")
      .action(() => undefined);
    const outline = outlineOf(program);
    expect(everyOutline(outline).map((one) => one.path)).toEqual(['', 'strange']);
    const text = manualPage(outline, '1.2.3');
    expect(text).toContain('\n\\&.begins with a dot \\e and a \\[u2019]\n');
    expect(text).toContain("\n\\&'begins with a quote\n");
    expect(text).toContain('\\fB\\-\\-with\\-value \\fR\\fI<n>\\fR');
    expect(text).toContain('"Switchbook 1.2.3"');
  });
});
