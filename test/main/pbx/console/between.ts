/** A wire of the test between the connector and a console on TCP: it cuts, and changes bytes, where it is told to. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { atEnd } from './journey.ts';

export interface Between {
  url: string;
  /** Bytes that went to the console since it last said that it is ready to take a book. */
  sent(): number;
}

interface Mischief {
  /** Cuts once, when the book has so many bytes. */
  cutAfter?: number;
  /** Cuts once, when the console says this, before it is heard. */
  cutAt?: string;
  /** What the console says, as it is heard. */
  change?: (bytes: Buffer) => Buffer;
}

const READY = /Ready: start your sender|then a line -----END BOOK-----/;

export async function between(
  port: number,
  { cutAfter, cutAt, change = (bytes) => bytes }: Mischief = {},
): Promise<Between> {
  const sockets = new Set<Socket>();
  let sent = 0;
  let importing = false;
  let whole = true;
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', noDelay: true });
    const cut = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', cut).on('close', cut);
    }
    near.on('data', (bytes: Buffer) => {
      if (importing) sent += bytes.length;
      if (importing && whole && cutAfter !== undefined && sent > cutAfter) {
        whole = false;
        far.write(bytes.subarray(0, bytes.length - (sent - cutAfter)), cut);
      } else far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      const text = bytes.toString('latin1');
      if (READY.test(text)) [importing, sent] = [true, 0];
      if (text.includes('Imported')) importing = false;
      if (whole && cutAt !== undefined && text.includes(cutAt)) {
        whole = false;
        cut();
      } else near.write(change(bytes));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { url: `tcp://127.0.0.1:${address.port}`, sent: () => sent };
}
