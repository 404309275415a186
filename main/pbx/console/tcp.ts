/** Raw bytes over TCP, and the socket below telnet. */
import { connect, type Socket } from 'node:net';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { lineProblem } from '../line.ts';
import type { ByteLine } from './line.ts';
import { StreamLine, asError } from './stream.ts';

const CONNECT_MS = 10_000;

/** Errors: `pbx-unreachable`, `pbx-timeout`, `pbx-line-dropped`. */
export async function openTcp(
  address: string,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<ByteLine> {
  const stream = await openSocket(address, host, port, signal);
  return new StreamLine(address, { stream, release: () => endSocket(stream) });
}

export function openSocket(
  address: string,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = connect({ host, port, noDelay: true, keepAlive: true });
    const fail = (error: unknown): void => {
      settle();
      socket.on('error', () => undefined).destroy();
      reject(signal.aborted ? asError(signal.reason) : lineProblem(error, address));
    };
    const aborted = (): void => fail(signal.reason);
    const late = setTimeout(() => fail(new SwitchbookError('pbx-timeout', { value: address })), CONNECT_MS);
    const settle = (): void => {
      clearTimeout(late);
      signal.removeEventListener('abort', aborted);
      socket.off('error', fail);
    };
    signal.addEventListener('abort', aborted, { once: true });
    socket.once('error', fail).once('connect', () => {
      settle();
      resolve(socket);
    });
  });
}

/** Sends what is still to be sent, then ends. */
export const endSocket = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.closed) return resolve();
    socket.once('close', () => resolve());
    socket.end();
  });
