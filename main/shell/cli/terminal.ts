/** What every command needs: the services, the person's language, and where output goes. */
import { createInterface } from 'node:readline/promises';
import type { InputOf, OperationName, OutputOf } from '../../../core/api/contract.ts';
import type { Progress } from '../../../core/api/progress.ts';
import { languageOf, speaker, type Language, type TextParams } from '../../../core/language/text.ts';
import { problemLine, problemText, type Problem } from '../../../core/problem/problem.ts';
import texts from '../../../resources/translations/cli.json' with { type: 'json' };
import { Desk } from '../../api/desk.ts';
import { FileStore } from '../../api/files.ts';
import { KeychainSecrets } from '../../api/secrets.ts';
import { Services } from '../../api/services.ts';
import { machineLog } from '../folders.ts';

export type CliText = keyof typeof texts;

/** done, failed, wrong usage, conflicts need a decision, done but rows were rejected. */
export const EXIT = { done: 0, failed: 1, usage: 2, conflicts: 3, rejected: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a command over many sites gathers what it says of each. */
export interface Outlet {
  result(document: unknown, lines: readonly string[]): void;
  note(line: string): void;
}

export class Terminal {
  readonly language: Language;
  readonly json: boolean;
  readonly services: Services;
  readonly #secrets = new KeychainSecrets();
  readonly #say: (key: CliText, params?: TextParams) => string;
  readonly #outlet: Outlet | null;
  readonly #abort = new AbortController();
  readonly #cancel = (): void => this.#abort.abort();
  #lastProgress = 0;

  /** `outlet`: instead of the terminal itself, at which nobody is asked then. */
  constructor(json: boolean, outlet: Outlet | null = null) {
    this.#outlet = outlet;
    const { env } = process;
    this.language = languageOf(
      env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || Intl.DateTimeFormat().resolvedOptions().locale,
    );
    this.json = json;
    this.#say = speaker(texts, this.language);
    this.services = new Services(
      new Desk({ shell: 'cli', files: new FileStore(), secrets: this.#secrets, log: machineLog() }),
    );
    process.once('SIGINT', this.#cancel);
  }

  text(key: CliText, params?: TextParams): string {
    return this.#say(key, params);
  }

  /** A call to the services, with progress on the terminal; Ctrl-C cancels it. */
  call<N extends OperationName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    const context = {
      progress: (progress: Progress) => this.#showProgress(progress),
      signal: this.#abort.signal,
    };
    return this.services.call(name, input, context);
  }

  /** The command's result: one JSON document, or the lines for a person. */
  result(document: unknown, lines: () => readonly string[]): void {
    if (this.#outlet !== null) {
      this.#outlet.result(document, this.json ? [] : lines());
      return;
    }
    this.#clearProgress();
    process.stdout.write(
      this.json
        ? `${JSON.stringify(document)}\n`
        : lines()
            .map((line) => `${line}\n`)
            .join(''),
    );
  }

  note(line: string): void {
    if (this.#outlet !== null) {
      this.#outlet.note(line);
      return;
    }
    this.#clearProgress();
    process.stderr.write(`${line}\n`);
  }

  /** A problem as JSON documents carry it: with its sentences. */
  said(problem: Problem): Problem & { message: string; remedy: string } {
    return { ...problem, ...problemText(problem, this.language) };
  }

  /** What it says is one of many such results: a long one is of no use there. */
  get isOneOfMany(): boolean {
    return this.#outlet !== null;
  }

  get canAsk(): boolean {
    return !this.isOneOfMany && process.stdin.isTTY && process.stderr.isTTY;
  }

  async ask(question: string): Promise<string> {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  }

  /** From `SWITCHBOOK_PASSWORD`, else typed unseen; empty when there is nobody to ask. */
  async password(user: string): Promise<string> {
    return process.env['SWITCHBOOK_PASSWORD'] ?? this.unseen(this.text('ask-password', { user }));
  }

  /** Typed unseen; empty when there is nobody to ask. */
  async unseen(question: string): Promise<string> {
    return this.canAsk ? askUnseen(question) : '';
  }

  close(): void {
    process.off('SIGINT', this.#cancel);
    this.#clearProgress();
    if (this.#secrets.refused) {
      this.note(problemLine({ code: 'secrets-forgotten', severity: 'warning' }, this.language));
    }
    this.services.desk.close();
  }

  #showProgress({ phase, done, total, bytes }: Progress): void {
    if (this.isOneOfMany || !process.stderr.isTTY || Date.now() - this.#lastProgress < 100) return;
    this.#lastProgress = Date.now();
    const seconds = bytes?.secondsLeft ?? null;
    const known = total === null ? String(done) : `${done}/${total}`;
    const share =
      total === null || seconds === null ? known : this.text('progress-bytes', { done, total, seconds });
    process.stderr.write(`\r\u001b[K${this.text(`phase-${phase}`)} ${share}`);
  }

  #clearProgress(): void {
    if (this.#lastProgress > 0) process.stderr.write('\r\u001b[K');
    this.#lastProgress = 0;
  }
}

function askUnseen(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve) => {
    let typed = '';
    const hear = (text: string): void => {
      for (const key of text) {
        if (key === '\r' || key === '\n' || key === '\u0003' || key === '\u0004') {
          stdin.setRawMode(false);
          stdin.pause();
          stdin.off('data', hear);
          stderr.write('\n');
          resolve(key === '\u0003' ? '' : typed);
          return;
        }
        typed = key === '\u007f' ? typed.slice(0, -1) : typed + key;
      }
    };
    stdin.on('data', hear);
  });
}
