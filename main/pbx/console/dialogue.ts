/** A conversation over a line as a profile describes it: send, wait for one of several answers, hand over a file. */
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { wrongPassword } from '../wrong-password.ts';
import type { ByteLine } from './line.ts';
import type { BookConsole, Case, Step } from './profile.ts';

/** What was learnt: the named groups of every `find` and `when`, in the order in which they were said. */
export type Learnt = Record<string, string>[];

export interface Transfers {
  receive: (length: number | null) => Promise<void>;
  send: () => Promise<void>;
}

interface Extras {
  files?: Partial<Transfers>;
  /** For the braces, beside those of the whole conversation. */
  words?: Record<string, string>;
  /** Told how much of an answer has arrived. */
  heard?: (bytes: number) => void;
}

const NO_FILES: Transfers = {
  receive: () => Promise.reject(new Error('This part of the profile hands over no file.')),
  send: () => Promise.reject(new Error('This part of the profile hands over no file.')),
};

/** An answer that people read; a book that is printed as text is the longest. */
const LONGEST_ANSWER = 16 * 1024 * 1024;
/** `when` patterns look at this much: an answer is not searched from its beginning with each byte that arrives. */
const TAIL = 4096;
const ATTEMPTS = 3;
/** Longer than a receiver waits for the rest of a block, and no longer than that is anybody’s farewell. Milliseconds. */
const QUIET = 1500;
const LONGEST_REPLY = 10_000;

export class Dialogue {
  readonly #line: ByteLine;
  readonly #profile: BookConsole;
  readonly #words: Readonly<Record<string, string>>;
  #heard = '';

  /** @param words For the braces of the profile. */
  constructor(line: ByteLine, profile: BookConsole, words: Readonly<Record<string, string>>) {
    this.#line = line;
    this.#profile = profile;
    this.#words = words;
  }

  /**
   * Carries out steps once. Errors: `console-silent` when no awaited answer came, `console-answer-long`,
   * `console-login-needed`, the failures of the profile, and those of line and transfer.
   */
  async run(steps: readonly Step[], signal: AbortSignal, extras: Extras = {}): Promise<Learnt> {
    const learnt: Learnt = [];
    await this.#carryOut(steps, signal, extras, learnt);
    return learnt;
  }

  /** What is learnt before a file is handed over counts for it, however deep the steps are. */
  async #carryOut(
    steps: readonly Step[],
    signal: AbortSignal,
    extras: Extras,
    learnt: Learnt,
  ): Promise<void> {
    const { files = {}, words = {}, heard } = extras;
    const { send, receive } = { ...NO_FILES, ...files };
    for (const step of steps) {
      if ('send' in step) await this.#send(step.send, words, signal);
      else if ('file' in step) {
        // What was heard beyond the last answer belongs to the transfer.
        this.#line.unread(latin1(this.#heard));
        this.#heard = '';
        if (step.file === 'send') await send();
        else await receive(lengthIn(learnt));
      } else {
        const answer = await this.#await(step.expect, step.within, signal, heard);
        learnt.push(...answer.learnt);
        const { fail, next } = answer.found;
        if (fail !== undefined) throw failure(fail, this.#words['user'] ?? '', answer.learnt.at(-1) ?? {});
        if (next !== undefined) await this.#carryOut(next, signal, extras, learnt);
      }
    }
  }

  /**
   * A question whose answer changes nothing: asked until the same was answered twice, because a line without
   * error correction may have changed a byte of it.
   */
  async ask(steps: readonly Step[], signal: AbortSignal): Promise<Learnt> {
    let before: string | null = null;
    for (let attempt = 0; ; attempt++) {
      const learnt = await this.#patiently(steps, signal);
      const said = JSON.stringify(learnt);
      if (said === before) return learnt;
      if (attempt > ATTEMPTS) throw new SwitchbookError('console-noisy', { value: this.#line.address });
      before = said;
    }
  }

  /** Brings the prompt back after something went wrong half-way. */
  async recover(signal: AbortSignal): Promise<void> {
    this.#heard = '';
    this.#line.discard();
    for (let attempt = 1; ; attempt++) {
      await this.#line.write(latin1(this.#profile.attention), signal);
      try {
        await this.#await([{ when: this.#profile.prompt }], 5, signal);
        return;
      } catch (error) {
        if (!isSilence(error) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** Ends whatever somebody has left: a line half typed, a transfer half done. What is said to that is none of ours. */
  async interrupt(signal: AbortSignal): Promise<void> {
    await this.#line.write(latin1(this.#profile.attention), signal);
    const end = Date.now() + LONGEST_REPLY;
    while (Date.now() < end && (await this.#line.read(QUIET, signal)) !== null);
    this.#heard = '';
  }

  async #patiently(steps: readonly Step[], signal: AbortSignal): Promise<Learnt> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.run(steps, signal);
      } catch (error) {
        if (!isSilence(error) || attempt === ATTEMPTS) throw error;
        await this.recover(signal);
      }
    }
  }

  async #send(text: string, words: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void> {
    const filled = text.replaceAll(/\{(\w+)\}/g, (braces, name: string) => {
      const known = words[name] ?? this.#words[name];
      if (name === 'user' && known === '') {
        throw new SwitchbookError('console-login-needed', { value: this.#line.address });
      }
      return known === undefined ? braces : known;
    });
    await this.#line.write(latin1(filled + this.#profile.lineEnd), signal);
  }

  async #await(
    cases: readonly Case[],
    within: number,
    signal: AbortSignal,
    heard?: (bytes: number) => void,
  ): Promise<{ found: Case; learnt: Learnt }> {
    const patterns = cases.map((each) => ({ each, pattern: new RegExp(each.when, 'm') }));
    let searched = 0;
    let end = Date.now() + within * 1000;
    for (;;) {
      const from = this.#heard.lastIndexOf('\n', Math.max(0, searched - TAIL)) + 1;
      const tail = this.#heard.slice(from);
      searched = this.#heard.length;
      const first = patterns
        .map(({ each, pattern }) => ({ each, match: pattern.exec(tail) }))
        .filter(({ match }) => match !== null)
        .toSorted((a, b) => (a.match?.index ?? 0) - (b.match?.index ?? 0))[0];
      if (first?.match) {
        const until = from + first.match.index + first.match[0].length;
        const said = this.#heard.slice(0, until);
        this.#heard = this.#heard.slice(until);
        return { found: first.each, learnt: [...learntFrom(first.each, said), ...named(first.match)] };
      }
      if (this.#heard.length > LONGEST_ANSWER) {
        throw new SwitchbookError('console-answer-long', { value: this.#line.address });
      }
      const bytes = await this.#line.read(Math.max(1, end - Date.now()), signal);
      if (bytes !== null) {
        this.#heard += Buffer.from(bytes).toString('latin1');
        heard?.(this.#heard.length);
        // An answer that keeps arriving is not late.
        end = Math.max(end, Date.now() + 2000);
      } else if (Date.now() >= end) {
        throw new SwitchbookError('console-silent', {
          value: this.#heard.slice(-80).trim(),
          params: {
            address: this.#line.address,
            seconds: within,
            said: this.#heard.trim() === '' ? 'no' : 'yes',
          },
        });
      }
    }
  }
}

/** ISO-8859-1; what it does not have cannot be typed here. */
export const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

export const isSilence = (error: unknown): error is SwitchbookError =>
  error instanceof SwitchbookError && error.problem.code === 'console-silent';

function learntFrom({ find = [] }: Case, said: string): Learnt {
  // Line ends are the console's business; patterns know LF only.
  const text = said.replaceAll('\r\n', '\n');
  return find.flatMap((source) => [...text.matchAll(new RegExp(source, 'gm'))].flatMap(named));
}

const named = ({ groups }: RegExpMatchArray): Learnt => {
  const said = Object.entries(groups ?? {}).filter(([, value]) => value !== undefined);
  return said.length === 0 ? [] : [Object.fromEntries(said)];
};

function lengthIn(learnt: Learnt): number | null {
  const said = learnt.findLast(({ length }) => length !== undefined)?.['length'];
  return said === undefined ? null : Number(said);
}

function failure(
  code: NonNullable<Case['fail']>,
  user: string,
  { seconds, reason = '' }: Record<string, string>,
): SwitchbookError {
  if (code === 'pbx-locked') return new SwitchbookError(code, { params: { seconds: Number(seconds ?? 60) } });
  if (code === 'console-transfer-failed')
    return new SwitchbookError(code, { params: { reason, said: reason === '' ? 'no' : 'yes' } });
  return code === 'pbx-password-wrong'
    ? wrongPassword(user, 'console')
    : new SwitchbookError(code, { value: user });
}
