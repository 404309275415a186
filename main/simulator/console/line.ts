/** The console's end of a line: bytes with time-outs, and the troubles of a line on request. */
import type { Duplex } from 'node:stream';
import type { Trouble } from './trouble.ts';

/** A client that takes nothing for so long is gone: as long as one that says nothing. */
const STUCK = 600_000;
/** What one write hands over; 1 s at 9600 baud. */
const PIECE = 1024;

/** The client is gone, or the line was cut on purpose. */
export class LineGone extends Error {
  override readonly name = 'LineGone';
}

export class Line {
  readonly #stream: Duplex;
  readonly trouble: Trouble;
  #arrived: Buffer = Buffer.alloc(0);
  #at = 0;
  /** While a file travels the line loses, doubles and flips bytes. */
  strained = false;

  constructor(stream: Duplex, trouble: Trouble) {
    this.#stream = stream;
    this.trouble = trouble;
  }

  /** The next byte, null when there is none for `ms` milliseconds. Throws `LineGone`. */
  async byte(ms: number): Promise<number | null> {
    while (this.#at >= this.#arrived.length) if (!(await this.#more(ms))) return null;
    return this.#arrived.readUInt8(this.#at++);
  }

  /** `count` bytes, fewer when there is a pause of `ms` milliseconds. Throws `LineGone`. */
  async bytes(count: number, ms: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let missing = count;
    while (missing > 0) {
      if (this.#at >= this.#arrived.length && !(await this.#more(ms))) break;
      const piece = this.#arrived.subarray(this.#at, this.#at + missing);
      this.#at += piece.length;
      missing -= piece.length;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }

  /** Throws away what has arrived. Throws `LineGone`. */
  discard(): void {
    this.#take();
    this.#at = this.#arrived.length;
  }

  /** Throws away what arrives until nothing does for `ms` milliseconds, at most `most` milliseconds long. */
  async quiet(ms: number, most = 10_000): Promise<void> {
    const end = performance.now() + most;
    while (performance.now() < end) {
      this.discard();
      if (!(await this.#more(ms))) return;
    }
    this.discard();
  }

  /** Lets nothing through for `ms` milliseconds, or until the line is gone. */
  async dead(ms: number): Promise<void> {
    const end = performance.now() + ms;
    try {
      for (let left = ms; left > 0; left = end - performance.now()) {
        this.discard();
        await this.#more(left);
      }
    } catch (error) {
      if (!(error instanceof LineGone)) throw error;
    }
  }

  /** Text is ISO-8859-1. Throws `LineGone`. */
  async write(data: Buffer | string): Promise<void> {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
    const sent = this.strained ? this.trouble.damage(bytes) : bytes;
    for (let at = 0; at < sent.length; at += PIECE) {
      const piece = sent.subarray(at, at + PIECE);
      const passing = this.trouble.passing(piece.length);
      await this.#send(piece.subarray(0, passing));
      if (passing < piece.length) throw new LineGone();
    }
  }

  #send(piece: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new LineGone());
      const timer = setTimeout(gone, STUCK);
      const done = (error?: Error | null): void => {
        clearTimeout(timer);
        this.#stream.off('close', gone);
        if (error instanceof Error) gone();
        else resolve();
      };
      this.#stream.once('close', gone);
      this.#stream.write(piece, done);
    });
  }

  /** Waits for more bytes; false when none come for `ms` milliseconds. */
  #more(ms: number): Promise<boolean> {
    const stream = this.#stream;
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        stream.off('readable', look).off('end', gone).off('close', gone);
        settle();
      };
      const gone = (): void => end(() => reject(new LineGone()));
      const look = (): void => {
        try {
          if (this.#take()) end(() => resolve(true));
        } catch {
          gone();
        }
      };
      const timer = setTimeout(() => end(() => resolve(false)), ms);
      stream.on('readable', look).once('end', gone).once('close', gone);
      if (stream.destroyed || stream.readableEnded) gone();
      else look();
    });
  }

  /** Everything before has been read: takes over what the stream holds. False: nothing. */
  #take(): boolean {
    const chunk: unknown = this.#stream.read();
    if (!(chunk instanceof Uint8Array)) return false;
    if (this.trouble.passing(chunk.length) < chunk.length) throw new LineGone();
    const bytes: Buffer = Buffer.from(chunk);
    this.#arrived = this.strained ? this.trouble.damage(bytes) : bytes;
    this.#at = 0;
    return true;
  }
}
