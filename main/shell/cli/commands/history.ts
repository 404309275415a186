import type { Command } from 'commander';
import type { StepLabel } from '../../../../core/api/shapes.ts';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { signedOption, type SignedOptions } from './options.ts';

const stepLine = (terminal: Terminal, { action, subject, count }: StepLabel): string =>
  terminal.text(`step-${action}`, { subject, count });

export function historyCommands(program: Command, act: Act): void {
  signedOption(program.command('undo').description('take the last change back')).action(
    (options: SignedOptions) =>
      act(options, async (terminal) => {
        const { undone } = await terminal.call('history.undo', {});
        terminal.result({ undone }, () => [
          undone === null
            ? terminal.text('undo-nothing')
            : terminal.text('undo-done', { step: stepLine(terminal, undone) }),
        ]);
        return EXIT.done;
      }),
  );

  signedOption(program.command('redo').description('do again what was taken back')).action(
    (options: SignedOptions) =>
      act(options, async (terminal) => {
        const { redone } = await terminal.call('history.redo', {});
        terminal.result({ redone }, () => [
          redone === null
            ? terminal.text('redo-nothing')
            : terminal.text('redo-done', { step: stepLine(terminal, redone) }),
        ]);
        return EXIT.done;
      }),
  );

  signedOption(program.command('history').description('what was changed, the latest first'))
    .option('--limit <number>', 'how many steps', Number, 100)
    .action(({ limit, ...options }: SignedOptions & { limit: number }) =>
      act(options, async (terminal) => {
        const { steps } = await terminal.call('history.list', { limit });
        terminal.result({ steps }, () =>
          steps.map(
            (step) =>
              `${step.at}  ${stepLine(terminal, step)}${step.by === undefined ? '' : `, ${terminal.text('step-by', { extension: step.by })}`}${step.undone ? ` (${terminal.text('step-undone')})` : ''}`,
          ),
        );
        return EXIT.done;
      }),
    );
}
