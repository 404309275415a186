/** Answers of one line each over a line without error correction. */
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ByteLine } from './line.ts';

/** A printer's line has 112 characters: what goes on so long is no answer. */
const LONGEST = 1000;
/** Milliseconds in which the rest of a line end follows, at the slowest speed in use. */
const SETTLES = 200;

const CR = 0x0d;
const LF = 0x0a;

export interface LineAnswer {
  text: string;
  /** The end of the line arrived too. */
  complete: boolean;
}

export class LineAnswers {
  readonly #line: ByteLine;
  #endedByCr = false;

  constructor(line: ByteLine) {
    this.#line = line;
  }

  /**
   * The next line, or what arrived of it before `patience` milliseconds passed in silence. CR, LF and both
   * end a line, because either may be lost. Errors: `console-answer-long` and those of the line.
   */
  async next(patience: number, signal: AbortSignal): Promise<LineAnswer> {
    let text = '';
    for (;;) {
      const bytes = await this.#line.read(patience, signal);
      if (bytes === null) return { text, complete: false };
      // The LF of an end of which CR was enough.
      const from = this.#endedByCr && bytes[0] === LF ? 1 : 0;
      this.#endedByCr = false;
      const end = bytes.findIndex((byte, at) => at >= from && (byte === CR || byte === LF));
      text += Buffer.from(bytes.subarray(from, end === -1 ? undefined : end)).toString('latin1');
      if (text.length > LONGEST) {
        throw new SwitchbookError('console-answer-long', { value: this.#line.address });
      }
      if (end === -1) continue;
      this.#endedByCr = bytes[end] === CR;
      this.#line.unread(bytes.subarray(end + 1));
      return { text, complete: true };
    }
  }

  /** Lets the line ends pass that noise has doubled; what follows them is kept. */
  async settle(signal: AbortSignal): Promise<void> {
    for (;;) {
      const bytes = await this.#line.read(SETTLES, signal);
      if (bytes === null) return;
      const begin = bytes.findIndex((byte) => byte !== CR && byte !== LF);
      if (begin === -1) continue;
      this.#endedByCr = false;
      this.#line.unread(bytes.subarray(begin));
      return;
    }
  }
}
