import type { Command } from 'commander';
import { VERSION } from '../../../api/version.ts';
import { SHELLS, type Shell } from '../outline/shells.ts';
import { outlineOf } from '../outline/outline.ts';
import { chosen } from './choice.ts';

/** Both tell of every command, also of those that are added after them. */
export function outlineCommands(program: Command): void {
  program
    .command('completion')
    .description('a script by which a shell completes commands: see docs/guide/en/command-line.md')
    .addArgument(chosen('<shell>', '', SHELLS))
    .action(async (shell: Shell) => {
      const { completionFor } = await import('../outline/completion.ts');
      process.stdout.write(completionFor(shell, outlineOf(program)));
    });
  program
    .command('man')
    .description('the manual page, for man(1): switchbook man | man -l -')
    .action(async () => {
      const { manualPage } = await import('../outline/manual.ts');
      process.stdout.write(manualPage(outlineOf(program), VERSION));
    });
}
