import type { Command } from 'commander';
import type { RecordChange, StepUndo } from '../../../../core/api/history.ts';
import { fieldParts, type FieldContent } from '../../../../core/exchange/field-parts.ts';
import { fieldText } from '../../../../core/exchange/target-text.ts';
import type { HistoryStep, StepLabel } from '../../../../core/api/shapes.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import type { Act } from '../program.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { idOption, wholeNumber, wrongForm } from './choice.ts';
import { save } from './files.ts';
import { pathOf, signedOption, type SignedOptions } from './options.ts';

/** At once, as the services give them. */
const MOST_STEPS = 1000;

const stepLine = (terminal: Terminal, { action, subject, count }: StepLabel): string =>
  terminal.text(`step-${action}`, { subject, count });

function historyLine(terminal: Terminal, step: HistoryStep): string {
  const { id, at, by, role, source, undone, takenBackBy } = step;
  const parts = [stepLine(terminal, step)];
  if (by !== undefined) parts.push(terminal.text('step-by', { extension: by }));
  else if (role !== null && role !== 'administrator') parts.push(role);
  if (source.kind === 'file' || source.kind === 'pbx') {
    parts.push(terminal.text('step-from', { name: source.name }));
  }
  const state = undone
    ? ` (${terminal.text('step-undone')})`
    : takenBackBy === null
      ? ''
      : ` (${terminal.text('step-taken-back', { step: takenBackBy })})`;
  return `${id}  ${at}  ${parts.join(', ')}${state}`;
}

function changeLines({ language }: Terminal, { change, record, name, fields }: RecordChange): string[] {
  if (fields.length === 0) return [`    ${change} ${record} ${name}`.trimEnd()];
  return fields.map(({ field, before, after }) => {
    const said = (content: FieldContent): string => fieldParts(field, content, language).join('; ');
    return `    ${fieldText(field, language)}: ${said(before)} → ${said(after)}`;
  });
}

interface UndoOptions extends SignedOptions {
  step?: number;
  keepChanged?: true;
  dryRun?: true;
}

export function historyCommands(program: Command, act: Act): void {
  signedOption(program.command('undo').description('take the last change back, or any one of them'))
    .addOption(idOption('--step <number>', 'this step alone, wherever it stands: an import, a pull'))
    .option('--keep-changed', 'leave what was changed since as it is, and take the rest back')
    .option('--dry-run', 'say what would happen, do nothing')
    .action(({ step, keepChanged, dryRun, ...options }: UndoOptions) =>
      act(options, async (terminal) => {
        if (step !== undefined) {
          const undo = { step, keepChanged: keepChanged === true, preview: dryRun === true };
          return showStepUndo(terminal, undo, await terminal.call('history.undoStep', undo));
        }
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
    .addOption(wholeNumber('--limit <number>', 'how many steps', 1, MOST_STEPS).default(100))
    .addOption(idOption('--contact <id>', 'of this contact alone, with what it held before and after'))
    .option(OUTPUT, 'all of it into a file, *.csv or *.json', tableOrJson)
    .action(
      ({
        limit,
        contact,
        output,
        ...options
      }: SignedOptions & { limit: number; contact?: number; output?: string }) =>
        act(options, async (terminal) => {
          if (output !== undefined) return exportHistory(terminal, output);
          if (contact !== undefined) {
            const { changes } = await terminal.call('history.contact', { id: contact, limit });
            if (changes.length === 0)
              throw new SwitchbookError('contact-missing', { value: String(contact) });
            terminal.result({ changes }, () =>
              changes.flatMap(({ step, change }) => [
                historyLine(terminal, step),
                ...changeLines(terminal, change),
              ]),
            );
            return EXIT.done;
          }
          const { steps } = await terminal.call('history.list', { limit });
          terminal.result({ steps }, () => steps.map((step) => historyLine(terminal, step)));
          return EXIT.done;
        }),
    );
}

const OUTPUT = '--output <file>';

/** What the name ends with says what is written. */
function tableOrJson(typed: string): string {
  if (/\.(?:csv|json)$/i.test(typed)) return pathOf(typed);
  throw wrongForm(OUTPUT, typed, 'history.csv, history.json');
}

async function exportHistory(terminal: Terminal, output: string): Promise<ExitCode> {
  const format = output.toLowerCase().endsWith('.json') ? 'json' : 'csv';
  const { file } = await terminal.call('history.export', { format });
  save(terminal, file, output);
  terminal.result({ output }, () => [output]);
  return EXIT.done;
}

/** What collides needs a decision: to leave it as it is, or to leave the step. */
function showStepUndo(
  terminal: Terminal,
  { step, keepChanged, preview }: { step: number; keepChanged: boolean; preview: boolean },
  undo: StepUndo,
): ExitCode {
  const { done, count, collided, collisions } = undo;
  terminal.result(undo, () => [
    ...collisions.map(({ name, field, reason }) =>
      reason === 'changed-later' && field === null
        ? terminal.text('collision-record-changed', { name })
        : terminal.text(`collision-${reason}`, { name, field: field ?? '' }),
    ),
    terminal.text(done ? 'undo-step-done' : 'undo-step-not', { step, count, collided }),
  ]);
  return done || preview || collided === 0 || keepChanged ? EXIT.done : EXIT.conflicts;
}
