/** Where pictures are decoded: a thread of their own, within bounds of pixels, bytes and time. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Photo } from '../../core/directory/contact.ts';
import { checkedHeader } from '../../core/photo/limits.ts';
import type { Wish } from '../../core/photo/wish.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Developed, Order } from './messages.ts';

/** Milliseconds: many times what the largest picture takes. */
const PATIENCE = 30_000;
/** Mebibytes of objects; what the decoder holds comes besides, and is bounded by the pixels. */
const MOST_MEMORY = 128;

/** One picture at a time. The thread begins with the first picture and ends with the darkroom. */
export class Darkroom implements AsyncDisposable {
  readonly #patience: number;
  #thread: Worker | null = null;

  constructor(patience = PATIENCE) {
    this.#patience = patience;
  }

  /**
   * The picture as it is wished, upright, without metadata, as JPEG, or as PNG where something is transparent.
   * `name`: what it is called in an error. Errors: `photo-kind`, `photo-bytes`, `photo-pixels`, `photo-unreadable`.
   */
  async develop(data: Uint8Array, wish: Wish, name: string): Promise<Photo> {
    checkedHeader(data, name);
    const developed = await this.#ask({ data, wish });
    if (developed !== null) return developed;
    // A decoder that stopped halfway is not asked again.
    await this.#end();
    throw new SwitchbookError('photo-unreadable', { value: name });
  }

  #ask(order: Order): Promise<Developed> {
    const thread = (this.#thread ??= new Worker(threadFile(), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    }));
    return new Promise((resolve) => {
      const done = (developed: Developed): void => {
        clearTimeout(timer);
        thread.off('message', done).off('error', ended).off('exit', ended);
        resolve(developed);
      };
      // For want of memory, for example.
      const ended = (): void => done(null);
      const timer = setTimeout(ended, this.#patience);
      thread.on('message', done).on('error', ended).on('exit', ended);
      thread.postMessage(order);
    });
  }

  async #end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await thread?.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
  }
}

/** Beside this file: as source when tests run it, bundled otherwise. */
function threadFile(): URL {
  const bundled = new URL('./photo-thread.js', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./thread.ts', import.meta.url);
}
