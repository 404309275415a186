/** The pull of call records: `docs/protocols/console.md`, section 5. Nothing else is spoken on such a line. */
import { readLineAddress } from '../../../core/device/line.ts';
import type { CallRecord } from '../../../core/directory/call.ts';
import { visible } from '../../../core/language/visible.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ReadProgress } from '../connector.ts';
import { LineAnswers } from './answers.ts';
import { latin1 } from './dialogue.ts';
import type { ByteLine } from './line.ts';
import { openLine } from './open.ts';
import { consoleProfile, isBookConsole } from './profile.ts';
import type { RecordsConsole } from './profile.ts';

export interface Pulled {
  /** The oldest first. */
  records: CallRecord[];
  /** Records that did not arrive as such; the others are there. */
  problems: Problem[];
}

/** Requests in a row that are not answered before the line is given up. */
const ATTEMPTS = 3;
/** One empty line may be a doubled line end; the PBX answers with another one as often as it is asked. */
const EMPTY_AT_THE_END = 2;
/** Two digits of a year belong to this century. */
const CENTURY = 2000;

/** Errors: `console-unknown`, `console-invalid`, `console-no-records`. */
export function recordsConsole(name: string): RecordsConsole {
  const profile = consoleProfile(name);
  if (isBookConsole(profile)) throw new SwitchbookError('console-no-records', { value: profile.name });
  return profile;
}

/** Opens the line, pulls, lets the line go. Errors: those of `recordsConsole`, of `pullRecords` and of the line. */
export async function pullFrom(
  { url, profile }: { url: string; profile: string },
  progress: ReadProgress,
  signal: AbortSignal,
): Promise<Pulled> {
  const spoken = recordsConsole(profile);
  const line = await openLine(readLineAddress(url), signal);
  try {
    return await pullRecords(spoken, line, progress, signal);
  } finally {
    await line.close();
  }
}

/** Errors: `console-silent` when nobody answers, `console-answer-long`, and those of the line. */
export async function pullRecords(
  { records: { first, next, most, within, pattern } }: RecordsConsole,
  line: ByteLine,
  progress: ReadProgress,
  signal: AbortSignal,
): Promise<Pulled> {
  const shape = new RegExp(pattern);
  const answers = new LineAnswers(line);
  const pulled: Pulled = { records: [], problems: [] };
  let row = 0;
  let empty = 0;
  let silent = 0;
  let begun = 0;
  let oldest = '';
  line.discard();
  while (row < most && empty < EMPTY_AT_THE_END) {
    // Until the first record has come, asking for it again loses nothing.
    await line.write(latin1(row === 0 && empty === 0 ? first : next), signal);
    const { text, complete } = await answers.next(within * 1000, signal);
    silent = complete ? 0 : silent + 1;
    if (silent === ATTEMPTS) throw silence(line, within, text);
    if (text === '' && complete) {
      empty++;
      await answers.settle(signal);
      continue;
    }
    empty = 0;
    if (text === '' && row === 0) continue;
    if (text !== '' && text === oldest) {
      // A single bit makes `$` of `%`: then the PBX begins again.
      if (++begun === ATTEMPTS) throw new SwitchbookError('console-noisy', { value: line.address });
      pulled.records.length = 0;
      pulled.problems.length = 0;
      row = 0;
    } else if (row === 0) oldest = text;
    row++;
    const read = text === '' ? lost(row) : readRecord(text, shape, row);
    if ('code' in read) pulled.problems.push(read);
    else pulled.records.push(read);
    progress(row, null);
  }
  return pulled;
}

/** A record, or what is wrong with the line. */
function readRecord(text: string, shape: RegExp, row: number): CallRecord | Problem {
  const said = shape.exec(text)?.groups;
  const value = visible(text.slice(0, 120));
  if (said === undefined) return { code: 'call-record-damaged', severity: 'warning', row, value };
  const { date = '', time = '', extension = '', direction = '', number = '', duration = '' } = said;
  const at = moment(date, time);
  if (at === null) return { code: 'call-record-date', severity: 'warning', row, value: `${date} ${time}` };
  return {
    row,
    at,
    extension,
    direction: direction === 'G' ? 'out' : 'in',
    number,
    seconds: length(duration),
  };
}

/** `DD.MM.YY` and `HH:MM:SS` as ISO 8601, or null where the calendar has no such moment. */
function moment(date: string, time: string): string | null {
  const [day = '', month = '', year = ''] = date.split('.');
  const at = `${CENTURY + Number(year)}-${month}-${day}T${time}`;
  const read = new Date(`${at}Z`);
  return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 19) !== at ? null : at;
}

function length(duration: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = duration.split(':').map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

const lost = (row: number): Problem => ({ code: 'call-record-lost', severity: 'warning', row });

const silence = ({ address }: ByteLine, seconds: number, heard: string): SwitchbookError =>
  new SwitchbookError('console-silent', {
    value: visible(heard.slice(-80)),
    params: { address, seconds, said: heard === '' ? 'no' : 'yes' },
  });
