/**
 * The application behind a window: quick operations are answered on this thread, long work on a worker
 * that opens the same site file a second time. The window never waits for an import.
 */
import { existsSync } from 'node:fs';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { EventName, Events } from '../../core/api/contract.ts';
import { errorOf, SwitchbookError } from '../../core/problem/problem.ts';
import type { JobContext } from '../jobs/job.ts';
import { faultOf } from '../log/entry.ts';
import type { Log } from '../log/log.ts';
import { servePorts } from '../pbx/console/port-thread.ts';
import { openHere } from '../pbx/console/serial.ts';
import { Desk, type ShellName } from './desk.ts';
import { FileStore } from './files.ts';
import type { RecentSites } from './recent.ts';
import { KeychainSecrets, pbxAccount } from './secrets.ts';
import { isJob, isOperation, Services } from './services.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/**
 * Mebibytes of objects that long work may hold. A file that is read stays far below it, see the limits of
 * the readers; what is above is no address book any more.
 */
const MOST_MEMORY = 2048;
/** Workers that may end by themselves within a minute. */
const MOST_ENDS = 5;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  context: JobContext;
}

export class ApplicationHost {
  readonly #desk: Desk;
  readonly #services: Services;
  readonly #shell: ShellName;
  readonly #memory: number;
  /** Known without asking, for a worker that has to start again. */
  readonly #secrets: { account: string; password: string }[] = [];
  #worker: Worker;
  /** No worker answers any more. */
  #closed = false;
  /** When workers ended by themselves. */
  #ends: number[] = [];
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;

  /** `memory`: the mebibytes that long work may hold; `recent`: where opened sites are remembered. */
  constructor(
    shell: ShellName,
    {
      memory = MOST_MEMORY,
      recent,
      log,
    }: { memory?: number; recent?: RecentSites; log?: Log | undefined } = {},
  ) {
    this.#memory = memory;
    this.#desk = new Desk({ shell, files: new FileStore(), secrets: new KeychainSecrets(), recent, log });
    this.#services = new Services(this.#desk);
    this.#shell = shell;
    this.#worker = this.#startWorker();
  }

  #startWorker(): Worker {
    const ports = new MessageChannel();
    const { log } = this.#desk;
    const { folder } = this.#desk.files;
    servePorts(ports.port1, openHere);
    const worker = new Worker(workerFile(), {
      // A thread that is ended tidies nothing up: what it lays down goes with the files in passing.
      env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
      workerData: {
        shell: this.#shell,
        files: folder,
        ports: ports.port2,
        log: log === null ? null : { file: log.file, level: log.level },
      },
      transferList: [ports.port2],
      resourceLimits: { maxOldGenerationSizeMb: this.#memory },
    });
    worker.on('message', (message: FromWorker) => this.#receive(message));
    worker.on('error', (error) => {
      log?.write('error', { event: 'fault', where: 'worker', fault: faultOf(error) });
      this.#failAll(error);
    });
    worker.on('exit', () => this.#startAgain());
    return worker;
  }

  /** A worker that ended by itself takes its work with it, and nothing else: the next one goes on. */
  #startAgain(): void {
    if (this.#closed) return;
    this.#failAll(new Error('the worker has ended'));
    // One that ends whenever it begins would begin for ever.
    const now = performance.now();
    this.#ends = [...this.#ends.filter((at) => now - at < 60_000), now];
    if (this.#ends.length > MOST_ENDS) this.#closed = true;
    if (this.#closed) return;
    this.#worker = this.#startWorker();
    for (const secret of this.#secrets) this.#post({ secret });
    const site = this.#desk.siteOrNull;
    if (site !== null) {
      this.#post({ site: site.path });
      this.#post({ signIn: this.#desk.signedIn });
    }
  }

  /** A password known without asking, as for the demonstration's own simulated PBX. */
  remember(connection: { url: string; user: string }, password: string): void {
    const secret = { account: pbxAccount(connection), password };
    this.#secrets.push(secret);
    this.#post({ secret });
  }

  /** This site has its simulated PBX running here. */
  demonstrate(site: string): void {
    this.#desk.demonstration = site;
  }

  /** `signal` of the context cancels; throws `SwitchbookError` for whatever a person can understand. */
  async call(name: string, input: unknown, context?: JobContext): Promise<unknown> {
    if (isOperation(name) && isJob(name)) return this.#inWorker(name, input, context);
    const output = await this.#services.answer(name, input, context);
    if (name === 'site.open' || name === 'site.create') this.#post({ site: this.#desk.site.path });
    if (name === 'session.signIn' || name === 'session.signOut') this.#post({ signIn: this.#desk.signedIn });
    return output;
  }

  /** Pages were locked: what was typed there waits for whoever comes back. */
  freeDrafts(): void {
    this.#desk.drafts.free();
  }

  /** Where a file in passing lies until this host is closed. Errors: `file-missing`. */
  filePath(file: string): string {
    return this.#desk.files.path(file);
  }

  onEvent(listener: (name: EventName, data: Events[EventName]) => void): () => void {
    return this.#desk.onEvent(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker.terminate();
    this.#desk.close();
  }

  #inWorker(name: string, input: unknown, context?: JobContext): Promise<unknown> {
    const call = ++this.#calls;
    const quiet: JobContext = { progress: () => undefined, signal: new AbortController().signal };
    const waiting = context ?? quiet;
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new SwitchbookError('internal', { params: { detail: 'the worker has ended' } }));
        return;
      }
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
      waiting.reject(
        isOutOfMemory(cause)
          ? new SwitchbookError('worker-memory', { params: { most: this.#memory } })
          : new SwitchbookError('internal', { params: { detail: String(cause) } }),
      );
    }
    this.#waiting.clear();
  }
}

const isOutOfMemory = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** Beside this file: as source when tests run it, bundled otherwise. */
function workerFile(): URL {
  const bundled = new URL('./worker.js', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./worker.ts', import.meta.url);
}
