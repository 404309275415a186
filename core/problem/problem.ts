/**
 * A complaint with its place, its value, the rule and the remedy. Codes and sentences stand together
 * in `resources/problems/*.json`, a file an area.
 */
import call from '../../resources/problems/call.json' with { type: 'json' };
import contact from '../../resources/problems/contact.json' with { type: 'json' };
import consoleLine from '../../resources/problems/console.json' with { type: 'json' };
import device from '../../resources/problems/device.json' with { type: 'json' };
import file from '../../resources/problems/file.json' with { type: 'json' };
import importing from '../../resources/problems/import.json' with { type: 'json' };
import ovh from '../../resources/problems/ovh.json' with { type: 'json' };
import pbx from '../../resources/problems/pbx.json' with { type: 'json' };
import photo from '../../resources/problems/photo.json' with { type: 'json' };
import rights from '../../resources/problems/rights.json' with { type: 'json' };
import services from '../../resources/problems/services.json' with { type: 'json' };
import simulator from '../../resources/problems/simulator.json' with { type: 'json' };
import site from '../../resources/problems/site.json' with { type: 'json' };
import template from '../../resources/problems/template.json' with { type: 'json' };
import update from '../../resources/problems/update.json' with { type: 'json' };
import upload from '../../resources/problems/upload.json' with { type: 'json' };
import usage from '../../resources/problems/usage.json' with { type: 'json' };
import type { Language, Sentence, TextParams } from '../language/text.ts';
import { say } from '../language/text.ts';

const PROBLEMS = {
  ...call,
  ...contact,
  ...consoleLine,
  ...device,
  ...file,
  ...importing,
  ...ovh,
  ...pbx,
  ...photo,
  ...rights,
  ...services,
  ...simulator,
  ...site,
  ...template,
  ...update,
  ...upload,
  ...usage,
};

export type ProblemCode = keyof typeof PROBLEMS;
/** Of a code that was stored: it may be one of another version. */
export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

export type Severity = 'error' | 'warning';

export interface Problem {
  code: ProblemCode;
  severity: Severity;
  /** Counted from 1, as the user's editor or spreadsheet shows it. */
  row?: number;
  /** The column's header, or its letter where the file has no header. */
  column?: string;
  /** What stood there, cut to a readable length. */
  value?: string;
  params?: TextParams;
}

/** What is wrong, and what to do about it, in the user's language: sentences that can follow each other. */
export function problemText(problem: Problem, language: Language): { message: string; remedy: string } {
  const sentences: { message: Sentence; remedy?: Sentence } = PROBLEMS[problem.code];
  const { row = 0, column = '', value = '' } = problem;
  const params: TextParams = { row, column, value, ...problem.params };
  const message = say(sentences.message, language, params);
  if (sentences.remedy === undefined) return { message, remedy: '' };
  return { message: ended(message), remedy: say(sentences.remedy, language, params) };
}

/** A message may end in a list, or in what somebody else said, with or without a full stop. */
const ended = (message: string): string => message.trimEnd().replace(/(?<![.!?…])$/u, '.');

/** Message and remedy in one line. */
export function problemLine(problem: Problem, language: Language): string {
  const { message, remedy } = problemText(problem, language);
  return remedy === '' ? message : `${message} ${remedy}`;
}

/** A failure that a person can understand: the one kind of error that shells show as it is. */
export class SwitchbookError extends Error {
  override readonly name = 'SwitchbookError';
  readonly problem: Problem;

  constructor(code: ProblemCode, details: Omit<Problem, 'code' | 'severity'> = {}, options?: ErrorOptions) {
    super(code, options);
    this.problem = { code, severity: 'error', ...details };
  }
}

/** A problem as an error again. */
export const errorOf = ({ code, severity: _error, ...details }: Problem, cause?: unknown): SwitchbookError =>
  new SwitchbookError(code, details, { cause });
