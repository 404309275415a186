/**
 * The application behind a window: quick operations are answered on this thread, long work on a worker
 * that opens the same site file a second time. The window never waits for an import.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { EventName, Events } from '../../core/api/contract.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { JobContext } from '../jobs/job.ts';
import { Desk, type ShellName } from './desk.ts';
import { FileStore } from './files.ts';
import { KeychainSecrets, pbxAccount } from './secrets.ts';
import { isJob, isOperation, Services } from './services.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  context: JobContext;
}

export class ApplicationHost {
  readonly #desk: Desk;
  readonly #services: Services;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;

  constructor(shell: ShellName) {
    this.#desk = new Desk({ shell, files: new FileStore(), secrets: new KeychainSecrets() });
    this.#services = new Services(this.#desk);
    this.#worker = new Worker(workerFile(), { workerData: { shell, files: this.#desk.files.folder } });
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error) => this.#failAll(error));
  }

  /** A password known without asking, as for the demonstration's own simulated PBX. */
  remember(connection: { url: string; user: string }, password: string): void {
    this.#post({ secret: { account: pbxAccount(connection), password } });
  }

  /** `signal` of the context cancels; throws `SwitchbookError` for whatever a person can understand. */
  async call(name: string, input: unknown, context?: JobContext): Promise<unknown> {
    if (isOperation(name) && isJob(name)) return this.#inWorker(name, input, context);
    const output = await this.#services.answer(name, input, context);
    if (name === 'site.open' || name === 'site.create') this.#post({ site: this.#desk.site.path });
    return output;
  }

  onEvent(listener: (name: EventName, data: Events[EventName]) => void): () => void {
    return this.#desk.onEvent(listener);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
    this.#desk.close();
  }

  #inWorker(name: string, input: unknown, context?: JobContext): Promise<unknown> {
    const call = ++this.#calls;
    const quiet: JobContext = { progress: () => undefined, signal: new AbortController().signal };
    const waiting = context ?? quiet;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject, context: waiting });
      waiting.signal.addEventListener('abort', () => this.#post({ cancel: call }), { once: true });
      this.#post({ call, name, input });
    });
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromWorker): void {
    if ('event' in message) {
      this.#desk.emit(message.event, message.data);
      return;
    }
    const waiting = this.#waiting.get(message.call);
    if (waiting === undefined) return;
    if ('progress' in message) {
      waiting.context.progress(message.progress);
      return;
    }
    this.#waiting.delete(message.call);
    if ('problem' in message) waiting.reject(errorOf(message.problem));
    else waiting.resolve(message.result);
  }

  #failAll(cause: unknown): void {
    for (const waiting of this.#waiting.values()) {
      waiting.reject(new SwitchbookError('internal', { params: { detail: String(cause) } }));
    }
    this.#waiting.clear();
  }
}

const errorOf = ({ code, severity: _error, ...details }: Problem): SwitchbookError =>
  new SwitchbookError(code, details);

/** Beside this file: as source when tests run it, bundled otherwise. */
function workerFile(): URL {
  const bundled = new URL('./worker.js', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./worker.ts', import.meta.url);
}
