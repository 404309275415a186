/** Carrying out what was compared: what `push`, `pull` and restoring a backup have in common. */
import { extname } from 'node:path';
import { Option } from 'commander';
import type { Comparison, UploadReport } from '../../../../core/api/upload.ts';
import { conflictKeys } from '../../../../core/merge/decide.ts';
import { lossesOf, lossProblem, numberToConfirm } from '../../../../core/merge/loss.ts';
import type { Decision } from '../../../../core/merge/plan.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { wholeNumber } from './choice.ts';
import { ensureWritable, save } from './files.ts';
import { pathOf } from './options.ts';
import { ovhSecrets } from './ovh-key.ts';

export interface ReportWords {
  confirmDeletions?: number;
  report?: string;
}

export const confirmOption = (): Option =>
  wholeNumber(
    '--confirm-deletions <number>',
    'go on although so much would be lost, by the number that is asked for',
    0,
  );

export const reportOption = (): Option =>
  new Option('--report <file>', 'write what was done to *.json, or to *.pdf for printing').argParser(pathOf);

/** The password is known from here on. Errors: `no-connection`. */
export async function unlock(terminal: Terminal): Promise<void> {
  const connection = await terminal.call('connection.get', {});
  if (connection === null) throw new SwitchbookError('no-connection');
  if (connection.connector === 'ovh') {
    const secrets = await ovhSecrets(
      terminal,
      connection,
      connection.passwordKnown ? [] : ['password', 'consumerKey'],
    );
    if (secrets.password + secrets.consumerKey !== '') await terminal.call('connection.password', secrets);
    return;
  }
  if (connection.passwordKnown && process.env['SWITCHBOOK_PASSWORD'] === undefined) return;
  const password = await terminal.password(connection.user);
  if (password !== '') await terminal.call('connection.password', { password });
}

export async function compare(terminal: Terminal): Promise<Comparison> {
  await unlock(terminal);
  return terminal.call('pbx.compare', {});
}

export const decideAll = (
  { upload }: Comparison,
  decision: Decision | undefined,
): Record<string, Decision> =>
  decision === undefined ? {} : Object.fromEntries(conflictKeys(upload).map((key) => [key, decision]));

/** The number that was given; where a mass loss asks for one and somebody is there, the number typed. */
export async function confirmed(
  terminal: Terminal,
  { upload }: Comparison,
  given: number | undefined,
  takeOver: boolean,
): Promise<{ confirmedDeletions?: number }> {
  if (given !== undefined) return { confirmedDeletions: given };
  const confirm = numberToConfirm(upload.massLoss, takeOver);
  if (confirm === null || terminal.json || !terminal.canAsk) return {};
  for (const loss of lossesOf(upload.massLoss, takeOver)) {
    terminal.note(terminal.said(lossProblem(loss, confirm)).message);
  }
  const typed = await terminal.ask(terminal.text('ask-confirm', { confirm }));
  // What is no number confirms nothing: the upload then says what it asks for.
  return /^\d+$/.test(typed.trim()) ? { confirmedDeletions: Number(typed) } : {};
}

/** Uploads, reports and says how it ended. */
export async function carryOut(
  terminal: Terminal,
  comparison: Comparison,
  options: ReportWords & { decisions: Record<string, Decision>; takeOver: boolean },
): Promise<ExitCode> {
  const { decisions, takeOver } = options;
  // Before anything is sent: a report that cannot be written is no reason to learn of it afterwards.
  const format = options.report === undefined ? null : reportFormat(options.report);
  if (options.report !== undefined) ensureWritable(options.report);
  const report = await terminal.call('pbx.upload', {
    plan: comparison.plan,
    decisions,
    takeOver,
    ...(await confirmed(terminal, comparison, options.confirmDeletions, takeOver)),
  });
  if (format !== null && options.report !== undefined) {
    await writeReport(terminal, report.id, format, options.report);
  }
  const operations = report.operations.map(({ problem, ...operation }) => ({
    ...operation,
    problem: problem === null ? null : terminal.said(problem),
  }));
  terminal.result({ ...report, operations, conflicts: [] }, () => lines(terminal, report));
  const refused = operations.some(({ outcome }) => outcome === 'refused');
  return refused ? EXIT.rejected : report.verified ? EXIT.done : EXIT.failed;
}

/** By the file's ending. Errors: `report-format`. */
export function reportFormat(path: string): 'json' | 'pdf' {
  const ending = extname(path).toLowerCase();
  if (ending === '.json') return 'json';
  if (ending === '.pdf') return 'pdf';
  throw new SwitchbookError('report-format', { value: ending });
}

export async function writeReport(
  terminal: Terminal,
  id: number,
  format: 'json' | 'pdf',
  path: string,
): Promise<void> {
  const { language } = terminal;
  save(terminal, (await terminal.call('uploads.report', { id, format, language })).file, path);
}

const lines = (terminal: Terminal, { operations, differences, verified }: UploadReport): string[] => [
  ...operations.map(({ kind, target, outcome, problem }) =>
    [`${kind} ${target}: ${outcome}`, problem === null ? '' : terminal.said(problem).message]
      .filter((part) => part !== '')
      .join(' — '),
  ),
  ...differences.map(({ target, field, expected, found }) =>
    terminal.text('push-difference', { target, field, expected, found }),
  ),
  terminal.text(verified ? 'push-verified' : 'push-not-verified', { operations: operations.length }),
];
