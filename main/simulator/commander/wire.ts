/** Reading requests and telling who may see the device's own overview page. */
import type { IncomingMessage } from 'node:http';

const MOST_BODY = 32 * 1024 * 1024;

/** The whole body, or null when it is larger than the device takes. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  // Said before anything is read: giving up later breaks the connection, and the answer with it.
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY) return null;
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    if (!(piece instanceof Buffer)) continue;
    length += piece.length;
    if (length > MOST_BODY) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Only this machine sees the overview, and no page of a foreign name that resolves to it. */
export function fromThisMachine(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  return /^(::ffff:)?127\.|^::1$/.test(address) && ['localhost', '127.0.0.1', '[::1]'].includes(host);
}
