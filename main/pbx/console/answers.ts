/** Answers of one line each over a line without error correction. */
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ByteLine } from './line.ts';

/** A printer's line has 112 characters: what goes on so long is no answer. */
const LONGEST = 1000;
/** Milliseconds in which the rest of a line end follows, at the slowest speed in use. */
const SETTLES = 200;
/** Milliseconds for one line, however slowly it drips in: at 50 baud a printer's line takes 23 s. */
const WHOLE_LINE = 60_000;

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
    const end = performance.now() + WHOLE_LINE;
    for (;;) {
      const left = Math.max(0, end - performance.now());
      const bytes = await this.#line.read(Math.min(patience, left), signal);
      if (bytes === null) return { text, complete: false };
      // The LF of an end of which CR was enough.
      const from = this.#endedByCr && bytes[0] === LF ? 1 : 0;
      this.#endedByCr = false;
      const close = bytes.findIndex((byte, at) => at >= from && (byte === CR || byte === LF));
      text += Buffer.from(bytes.subarray(from, close === -1 ? undefined : close)).toString('latin1');
      if (text.length > LONGEST) throw this.#tooLong();
      if (close === -1 && left > 0) continue;
      if (close === -1) return { text, complete: false };
      this.#endedByCr = bytes[close] === CR;
      this.#line.unread(bytes.subarray(close + 1));
      return { text, complete: true };
    }
  }

  /**
   * Lets the line ends pass that noise has doubled; what follows them is kept. Errors: `console-answer-long`
   * where they never end, and those of the line.
   */
  async settle(signal: AbortSignal): Promise<void> {
    for (let passed = 0; ;) {
      const bytes = await this.#line.read(SETTLES, signal);
      if (bytes === null) return;
      const begin = bytes.findIndex((byte) => byte !== CR && byte !== LF);
      if (begin === -1) {
        passed += bytes.length;
        if (passed > LONGEST) throw this.#tooLong();
        continue;
      }
      this.#endedByCr = false;
      this.#line.unread(bytes.subarray(begin));
      return;
    }
  }

  #tooLong(): SwitchbookError {
    return new SwitchbookError('console-answer-long', { value: this.#line.address });
  }
}
