/** A program was ended in the middle of its work: its session stands on the line, and another comes to it. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { connectConsole } from '../../../../main/pbx/console/connect.ts';
import { listenOn } from '../../../../main/listen.ts';
import { startConsole } from '../../../../main/simulator/console/start.ts';
import { atEnd, folder, pull, site } from './journey.ts';

const SOH = 0x01;
const CONTACTS = 40;

/** A console behind a device server, as on a cable: the line stays when whoever used it goes. */
async function onCable(): Promise<{ port: number; user: string; password: string }> {
  const one = await startConsole({
    place: { port: 0 },
    mode: 'dialogue',
    folder: folder(),
    contacts: CONTACTS,
    seed: 1,
  });
  atEnd(() => one.stop());
  if (!('port' in one.place)) throw new Error('No port');
  const cable = connect(one.place.port, '127.0.0.1');
  await once(cable, 'connect');
  const server = createServer((client) => {
    client.on('data', (bytes) => cable.write(bytes)).on('error', () => client.destroy());
    const back = (bytes: Buffer): void => void client.write(bytes);
    cable.on('data', back);
    client.once('close', () => cable.off('data', back));
  });
  const port = await listenOn(server, 0);
  atEnd(() => server.close());
  atEnd(() => cable.destroy());
  return { port, user: one.user, password: one.password };
}

/** Types, each word once what stands before it has been heard, and goes without a word. */
async function leave(
  port: number,
  words: readonly (readonly [heard: string, typed: string])[],
): Promise<void> {
  const socket: Socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => (heard += text));
  socket.write('\r');
  for (const [wanted, typed] of words) {
    while (!heard.includes(wanted)) await once(socket, 'data');
    heard = '';
    if (typed !== '') socket.write(typed, 'latin1');
  }
  socket.end();
  await once(socket, 'close');
}

const PROMPT = 'COMmander> ';

it.concurrent.each<[string, [string, string][]]>([
  ['a session', [[PROMPT, '']]],
  ['half a command', [[PROMPT, 'expo']]],
  [
    'half a book on its way here',
    [
      [PROMPT, 'export xmodem\r'],
      ['start your receiver', 'C'],
      [String.fromCharCode(SOH), ''],
    ],
  ],
  [
    'a transfer that awaits its first block',
    [
      [PROMPT, 'import ymodem\r'],
      ['C', ''],
    ],
  ],
  [
    'half a block of a book on its way there',
    [
      [PROMPT, 'import xmodem-1k\r'],
      ['start your sender\r\nC', `${String.fromCharCode(SOH, 1, 254)}"Nachname"`],
    ],
  ],
  [
    'half a book on its way there as text',
    [
      [PROMPT, 'import text\r'],
      ['-----END BOOK-----', '"Nachname";"Vorn'],
    ],
  ],
])(
  '%s is left there, and ended by whoever comes next',
  async (_what, words) => {
    const { port, user, password } = await onCable();
    await leave(port, [['login: ', `${user}\r`], ['Password: ', `${password}\r`], ...words]);
    const url = `tcp://127.0.0.1:${port}`;
    const logIn = () => connectConsole({ url, user, password, console: 'simulated-console' });
    expect(await pull(logIn, site())).toBe(CONTACTS);
  },
  60_000,
);
