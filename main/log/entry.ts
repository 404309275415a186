/**
 * What the log may say: names out of our own source, codes and numbers. Nothing that a person typed, no value of
 * a complaint, no message of an error, no path: so it can be sent to a stranger.
 */
import type { OperationName } from '../../core/api/contract.ts';
import type { ProblemCode } from '../../core/problem/problem.ts';

export const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

export type Entry =
  | { event: 'started'; shell: string; version: string; system: string; node: string }
  | { event: 'opened'; contacts: number; locked: ProblemCode | null }
  | { event: 'operation'; name: OperationName; ms: number }
  /** `causes`: codes of the system or of SQLite, the outermost first. */
  | { event: 'refused'; name: OperationName; ms: number; problem: ProblemCode; causes: string[] }
  | { event: 'fault'; where: OperationName | 'page' | 'worker' | 'process'; fault: Fault };

/** An error that nobody expected. */
export interface Fault {
  /** What kind of error, and its code where it has one. */
  kind: string;
  /** Where it happened in our files, innermost first: function, file, line and column. */
  places: string[];
}

const MOST_PLACES = 12;
const MOST_LINE = 500;
/** Anybody may call an error by the name of a person. */
const KIND = /^[A-Za-z]{0,50}Error$/;
const CODE = /^[A-Z][A-Z0-9_]{1,59}$/;
/** The end of a line of a stack, and its beginning: `at open (/home/anna/open.ts:38:5)`, or `open@http://…/index.js:3:7`. */
const END = /^([\w.-]{1,80}\.[mc]?[jt]sx?)(?:\?[\w=&.-]{0,80})?:(\d{1,7}):(\d{1,7})\)?$/;
const CALL = /^(?:\s{0,8}at )?(?:async )?(?:new )?([\w.$#<>]{1,80})(?: \[as \w{1,40}\])?(?: \(|@)/;

/** Of a stack, without the message at its beginning, and without the folders, which name people. */
export function placesOf(stack: string, message = ''): string[] {
  const begin = message === '' ? -1 : stack.indexOf(message);
  const calls = begin < 0 ? stack : stack.slice(begin + message.length);
  return calls
    .split('\n')
    .flatMap((line) => placeOf(line) ?? [])
    .slice(0, MOST_PLACES);
}

function placeOf(line: string): string | null {
  if (line.length > MOST_LINE) return null;
  const begin = Math.max(
    line.lastIndexOf('/'),
    line.lastIndexOf('\\'),
    line.lastIndexOf('('),
    line.lastIndexOf('@'),
  );
  const [, file, row, column] = END.exec(line.slice(begin + 1).trimStart()) ?? [];
  if (file === undefined || row === undefined || column === undefined) return null;
  return `${CALL.exec(line)?.[1] ?? ''} ${file}:${row}:${column}`.trimStart();
}

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { kind: typeof error, places: [] };
  return {
    kind: [kindOf(error.name), codeOf(error)].filter((word) => word !== '').join(' '),
    places: placesOf(error.stack ?? '', error.message),
  };
}

/** `EACCES`, `SQLITE_IOERR_WRITE` and the like, along what caused what. */
export function causesOf(error: unknown): string[] {
  const codes: string[] = [];
  let at = error instanceof Error ? error.cause : undefined;
  for (let depth = 0; depth < 5 && at instanceof Error; depth += 1) {
    codes.push(codeOf(at) || kindOf(at.name));
    at = at.cause;
  }
  return codes;
}

const kindOf = (name: string): string => (KIND.test(name) ? name : 'error');

function codeOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  return CODE.test(code) ? code : '';
}

/** An error as the page tells of it. */
export const pageFault = ({ kind, message, stack }: Record<'kind' | 'message' | 'stack', string>): Fault => ({
  kind: kindOf(kind),
  places: placesOf(stack, message),
});
