import type { Command } from 'commander';
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { counts, direction, side } from './difference.ts';
import { siteOption, type SiteOptions } from './options.ts';

export function discardCommand(program: Command, act: Act): void {
  siteOption(
    program
      .command('discard')
      .description('give up the site’s changes since the PBX was last read; undo brings them back'),
  )
    .option('--dry-run', 'show what the site would lose, change nothing')
    .action((options: SiteOptions & { dryRun?: true }) =>
      act(options, async (terminal) => {
        const shown = await terminal.call('pbx.discard', { revision: null });
        const dryRun = options.dryRun === true;
        if (!dryRun) await terminal.call('pbx.discard', { revision: shown.revision });
        const { toSite, access } = shown;
        terminal.result({ toSite: direction(toSite), access, discarded: !dryRun }, () => [
          ...side(terminal, toSite),
          terminal.text(dryRun ? 'discard-plan' : 'discard-done', {
            ...counts(toSite),
            rights: access.length,
          }),
        ]);
        return EXIT.done;
      }),
    );
}
