/** The book as one file that travels over a console, there and back. */
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ReadProgress } from '../connector.ts';
import type { BookRow } from './book.ts';
import { readBook, writeBook } from './book.ts';
import type { Dialogue, Learnt, Transfers } from './dialogue.ts';
import { latin1 } from './dialogue.ts';
import type { ByteLine } from './line.ts';
import { receiveFile } from './modem/receive.ts';
import { sendFile } from './modem/send.ts';
import { paced } from './pace.ts';
import type { BookConsole, BookProtocol } from './profile.ts';

/** No book of 2000 contacts comes near it. */
const LARGEST_BOOK = 16 * 1024 * 1024;

/** Text goes out in pieces, so that there is something to report and a moment to stop. */
const PIECE = 256;

/** Noise that another try may not meet. Reading changes nothing, so it may be asked for twice. */
const PASSING: readonly string[] = ['transfer-out-of-step', 'transfer-noisy'];

export interface Session {
  line: ByteLine;
  profile: BookConsole;
  protocol: BookProtocol;
  /** Logged in. */
  dialogue: Dialogue;
  /** Bytes a second that the line carries, null where nobody knows. */
  perSecond: number | null;
}

export class BookFile {
  readonly #session: Session;
  /** A transfer ended in its middle: the console may still be in it. */
  #halfWay = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Errors: those of line, transfer and dialogue; `console-book-unreadable`; `cancelled`. */
  async export(progress: ReadProgress, signal: AbortSignal): Promise<BookRow[]> {
    try {
      return await this.#exportOnce(progress, signal);
    } catch (error) {
      if (!(error instanceof SwitchbookError && PASSING.includes(error.problem.code))) throw error;
      return await this.#exportOnce(progress, signal);
    }
  }

  /** What was refused, by line of the file: the header is 1. Errors: as `export`. */
  async import(
    rows: readonly BookRow[],
    progress: ReadProgress,
    signal: AbortSignal,
  ): Promise<Map<number, string>> {
    const { line, profile, protocol, perSecond } = this.#session;
    const bytes = writeBook(rows);
    const report = paced(progress, perSecond);
    const learnt = await this.#run('import', signal, {
      send: async () => {
        const file = { name: profile.file.sendAs, bytes };
        if (protocol !== 'text') await sendFile(line, { protocol, ...file }, report, signal);
        else await this.#type(bytes, report, signal);
      },
    });
    return new Map(
      learnt.flatMap(({ line: at, reason = '' }) =>
        at === undefined ? [] : [[Number(at), reason] as const],
      ),
    );
  }

  /** The prompt again, where a transfer ended in its middle. Errors: those of line and dialogue. */
  async settle(signal: AbortSignal): Promise<void> {
    if (!this.#halfWay) return;
    await this.#session.dialogue.recover(signal);
    this.#halfWay = false;
  }

  async #exportOnce(progress: ReadProgress, signal: AbortSignal): Promise<BookRow[]> {
    const { line, protocol, perSecond } = this.#session;
    const report = paced(progress, perSecond);
    let bytes: Uint8Array | null = null;
    const learnt = await this.#run(
      'export',
      signal,
      {
        receive: async (length) => {
          if (protocol === 'text') return;
          const expected = { protocol, maxBytes: LARGEST_BOOK, ...(length === null ? {} : { length }) };
          ({ bytes } = await receiveFile(line, expected, report, signal));
        },
      },
      // A printed book says its length only where the profile finds it, at its end.
      protocol === 'text' ? (count) => report(count, null) : undefined,
    );
    if (learnt.some(({ empty }) => empty !== undefined)) return [];
    return readBook(bytes ?? printed(learnt));
  }

  async #run(
    which: 'export' | 'import',
    signal: AbortSignal,
    files: Partial<Transfers>,
    heard?: (bytes: number) => void,
  ): Promise<Learnt> {
    const { profile, protocol, dialogue } = this.#session;
    const words = { protocol, command: profile.commands?.[which][protocol] ?? '' };
    await this.settle(signal);
    try {
      return await dialogue.run(profile[which], signal, { files, words, ...(heard && { heard }) });
    } catch (error) {
      this.#halfWay = true;
      throw error;
    }
  }

  async #type(
    bytes: Uint8Array,
    report: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const typed = latin1(Buffer.from(bytes).toString('latin1').replaceAll('\n', '\r'));
    for (let at = 0; at < typed.length; at += PIECE) {
      await this.#session.line.write(typed.subarray(at, at + PIECE), signal);
      report(Math.min(at + PIECE, typed.length), typed.length);
    }
  }
}

/** A book that came as printed text. Errors: `console-book-unreadable` when it is not all there. */
function printed(learnt: Learnt): Uint8Array {
  const { text, length } = learnt.find((each) => each['text'] !== undefined) ?? {};
  const bytes = latin1(text ?? '');
  if (text === undefined || (length !== undefined && bytes.length !== Number(length))) {
    throw new SwitchbookError('console-book-unreadable', {
      row: 1,
      value: `${bytes.length} ≠ ${length ?? ''}`,
    });
  }
  return bytes;
}
