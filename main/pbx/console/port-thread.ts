/**
 * Serial ports for another thread. The native part of serialport watches its ports on the loop of the first
 * thread, whichever thread opens them, and ends the process when it then finds itself on the wrong one
 * (bindings-cpp 13, `Poller::onData`). So the first thread opens, and bytes go between the threads.
 */
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { LineSettings } from '../../../core/device/line.ts';
import { asError, type LineStream } from './stream.ts';

/** Errors: the system's sentence, as an `Error`. */
export type OpenPort = (path: string, settings: LineSettings) => Promise<LineStream>;

interface Wanted {
  path: string;
  settings: LineSettings;
  line: MessagePort;
}

type ToPort = { write: Uint8Array } | { flows: boolean } | 'drain' | 'release';
type FromPort =
  { data: Uint8Array } | { failed: string } | 'opened' | 'written' | 'drained' | 'released' | 'gone';

/** On the first thread: opens what is asked for over `asked`, for as long as that is open. */
export function servePorts(asked: MessagePort, open: OpenPort): void {
  asked.on('message', (wanted: Wanted) => void serve(wanted, open));
  asked.unref();
}

async function serve({ path, settings, line }: Wanted, open: OpenPort): Promise<void> {
  const say = (message: FromPort): void => line.postMessage(message);
  try {
    const port = await open(path, settings);
    const { stream } = port;
    const letGo = async (): Promise<void> => {
      await port.release();
      stream.destroy();
    };
    stream.on('data', (data: Uint8Array) => say({ data: copyOf(data) }));
    stream.on('error', () => say('gone')).on('close', () => say('gone'));
    line.on('message', (message: ToPort) => {
      if (message === 'drain')
        void port.drain?.().then(
          () => say('drained'),
          () => say('gone'),
        );
      else if (message === 'release') void letGo().finally(() => say('released'));
      else if ('write' in message) stream.write(message.write, (error) => say(error ? 'gone' : 'written'));
      else if (message.flows) stream.resume();
      else stream.pause();
    });
    // The thread that wanted it has ended.
    line.on('close', () => void letGo());
    say('opened');
  } catch (error) {
    say({ failed: asError(error).message });
    line.close();
  }
}

/** On another thread: opens by way of `asked`, whose other end the first thread serves. */
export const openByFirstThread =
  (asked: MessagePort): OpenPort =>
  async (path, settings) => {
    const { port1: line, port2: theirs } = new MessageChannel();
    const answers = new EventTarget();
    const said = (name: string): Promise<unknown> => once(answers, name);
    const ask = (message: ToPort): void => line.postMessage(message);
    const stream = new Duplex({
      read: () => ask({ flows: true }),
      write: (bytes: Uint8Array, _encoding, done) => {
        answers.addEventListener('written', () => done(), { once: true });
        ask({ write: copyOf(bytes) });
      },
    });
    const opened = new Promise<void>((resolve, reject) => {
      line.on('message', (message: FromPort) => {
        if (message === 'opened') resolve();
        else if (message === 'gone') stream.destroy();
        else if (typeof message === 'string') answers.dispatchEvent(new Event(message));
        else if ('failed' in message) reject(new Error(message.failed));
        else if (!stream.push(message.data)) ask({ flows: false });
      });
    });
    stream.once('close', () => line.close());
    asked.postMessage({ path, settings, line: theirs } satisfies Wanted, [theirs]);
    try {
      await opened;
    } catch (error) {
      line.close();
      throw error;
    }
    return {
      stream,
      drain: async () => {
        const drained = said('drained');
        ask('drain');
        await drained;
      },
      release: async () => {
        const released = said('released');
        ask('release');
        await released;
      },
    };
  };

/** A message takes the whole memory behind a view along. */
const copyOf = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);
