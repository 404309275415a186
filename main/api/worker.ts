/** The thread that does long work: the same services over a second connection to the site file. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { LEVELS } from '../log/entry.ts';
import { Log } from '../log/log.ts';
import { openByFirstThread } from '../pbx/console/port-thread.ts';
import { openPortsBy } from '../pbx/console/serial.ts';
import { Desk } from './desk.ts';
import { FileStore } from './files.ts';
import { problemOf } from './problem-of.ts';
import { KeychainSecrets } from './secrets.ts';
import { Services } from './services.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

const setup = z
  .object({
    shell: z.enum(['electron', 'browser', 'cli']),
    files: z.string(),
    ports: z.instanceof(MessagePort),
    log: z.object({ file: z.string(), level: z.enum(LEVELS) }).nullable(),
  })
  .parse(workerData);
openPortsBy(openByFirstThread(setup.ports));

const secrets = new KeychainSecrets();
const log = setup.log === null ? undefined : new Log(setup.log.file, setup.log.level);
const desk = new Desk({ shell: setup.shell, files: new FileStore(setup.files), secrets, log });
const services = new Services(desk);
const running = new Map<number, AbortController>();

const post = (message: FromWorker): void => parentPort?.postMessage(message);

desk.onEvent((event, data) => post({ event, data }));

async function work(call: number, name: string, input: unknown): Promise<void> {
  const abort = new AbortController();
  running.set(call, abort);
  try {
    const context = {
      progress: (progress: Extract<FromWorker, { progress: unknown }>['progress']) => {
        post({ call, progress });
        hearCancels();
      },
      signal: abort.signal,
    };
    post({ call, result: await services.answer(name, input, context) });
  } catch (error) {
    post({ call, problem: problemOf(error) });
  } finally {
    running.delete(call);
  }
}

function take(message: ToWorker): void {
  if ('call' in message) void work(message.call, message.name, message.input);
  else if ('cancel' in message) running.get(message.cancel)?.abort();
  else if ('site' in message) desk.open(message.site);
  else if ('signIn' in message) desk.actAs(message.signIn);
  else void secrets.remember(message.secret.account, message.secret.password);
}

parentPort?.on('message', take);

/**
 * Work inside one transaction gives messages no turn: a wish to cancel is looked for whenever it reports.
 * Whatever else has arrived waits for its turn, in its order.
 */
function hearCancels(): void {
  if (parentPort === null) return;
  for (;;) {
    const arrived: { message: ToWorker } | undefined = receiveMessageOnPort(parentPort);
    if (arrived === undefined) return;
    const { message } = arrived;
    if ('cancel' in message) take(message);
    else setImmediate(() => take(message));
  }
}
