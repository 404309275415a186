import type { Command } from 'commander';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import type { Act } from '../program.ts';
import { EXIT } from '../terminal.ts';
import { save } from './files.ts';
import { pathOf } from './options.ts';

interface SupportWords {
  output?: string;
  site?: string;
  json?: true;
}

export function supportCommand(program: Command, act: Act): void {
  program
    .command('support-bundle')
    .description(
      'show what a helper needs to know, without any contact or password, and save it as a zip file',
    )
    .option(
      '--output <file>',
      'where to put it, *.zip; without it everything is shown and nothing saved',
      pathOf,
    )
    .option(
      '--site <file>',
      'with what this site file is like; it may be damaged, and is not touched',
      pathOf,
    )
    .option('--json', 'print one JSON document')
    .action(({ output, site, json }: SupportWords) =>
      // The site is no one to be opened first: that it cannot be opened may be what help is needed for.
      act(json === true ? { json } : {}, async (terminal) => {
        const { parts, file } = await terminal.call('support.prepare', { path: site ?? null });
        const content = parts.flatMap(({ name, text }) => [`── ${name}`, text.trimEnd(), '']);
        // Shown first: what is not to be sent is not saved.
        if (terminal.canAsk && output !== undefined) {
          for (const line of content) terminal.note(line);
          const typed = await terminal.ask(terminal.text('ask-confirm', { confirm: 'ok' }));
          if (typed.trim() !== 'ok') throw new SwitchbookError('cancelled');
        }
        if (output !== undefined) save(terminal, file, output);
        terminal.result({ output: output ?? null, parts }, () => [
          ...(terminal.canAsk && output !== undefined ? [] : content),
          ...(output === undefined ? [] : [terminal.text('support-saved', { output })]),
        ]);
        return EXIT.done;
      }),
    );
}
