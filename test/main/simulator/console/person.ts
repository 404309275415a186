/** A person at the simulated console: types, and waits for what is to be read. Written from the specification. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { startConsole } from '../../../../main/simulator/console/start.ts';
import type { ConsoleOptions, SimulatedConsole } from '../../../../main/simulator/console/start.ts';
import { temporaryFolder } from '../client.ts';

export class Person {
  readonly stream: Duplex;
  #read = '';
  constructor(stream: Duplex) {
    this.stream = stream;
    stream.on('data', (bytes: Buffer) => (this.#read += bytes.toString('latin1')));
    stream.on('error', () => stream.destroy());
  }

  type(text: string): void {
    this.stream.write(text, 'latin1');
  }

  /** What came up to and with `mark`; what follows it stays unread. */
  async until(mark: RegExp, seconds = 15): Promise<string> {
    for (let waited = 0; waited < seconds * 200; waited++) {
      const found = mark.exec(this.#read);
      if (found !== null) {
        const end = found.index + found[0].length;
        const text = this.#read.slice(0, end);
        this.#read = this.#read.slice(end);
        return text;
      }
      await delay(5);
    }
    throw new Error(`No ${mark} in ${JSON.stringify(this.#read.slice(-2000))}`);
  }

  /** What follows a command up to the next prompt, without the echo. */
  async ask(command: string): Promise<string> {
    this.type(`${command}\r`);
    return (await this.until(/COMmander> $/)).slice(command.length + 2, -'COMmander> '.length);
  }

  async logIn(user: string, password: string): Promise<string> {
    this.type('\r');
    await this.until(/login: $/);
    this.type(`${user}\r`);
    await this.until(/Password: $/);
    this.type(`${password}\r`);
    return await this.until(/COMmander> $|login: $/);
  }

  /** Bytes that have come and that nobody has read. */
  unread(): Buffer {
    return Buffer.from(this.#read, 'latin1');
  }
}

export type Options = Partial<ConsoleOptions>;

/** A console on TCP that lives as long as the test. */
export async function simulated(options: Options = {}): Promise<SimulatedConsole> {
  const console = await startConsole({
    place: { port: 0 },
    mode: 'dialogue',
    contacts: 20,
    seed: 7,
    ...options,
    folder: options.folder ?? temporaryFolder(),
  });
  onTestFinished(() => console.stop().catch(() => {}));
  return console;
}

export async function dial({ place }: Pick<SimulatedConsole, 'place'>): Promise<Person> {
  if (!('port' in place)) throw new Error('Not on TCP');
  const socket = connect(place.port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return new Person(socket);
}

/** Somebody who is logged in. */
export async function atWork(console: SimulatedConsole): Promise<Person> {
  const person = await dial(console);
  await person.logIn(console.user, console.password);
  return person;
}

/** The book as `export text` gives it, with LF. */
export async function exported(person: Person): Promise<string> {
  const answer = await person.ask('export text');
  const [, said = '', text = ''] =
    /^-----BEGIN BOOK (\d+)-----\r\n([^]*)-----END BOOK-----\r\n$/.exec(answer) ?? [];
  const file = text.replaceAll('\r\n', '\n');
  if (file.length !== Number(said)) throw new Error(`${file.length} of ${said} bytes`);
  return file;
}

/** The answer to `import text`. */
export async function imported(person: Person, file: string): Promise<string> {
  person.type('import text\r');
  await person.until(/-----END BOOK-----\r\n$/);
  person.type(`${file.replaceAll('\n', '\r\n')}-----END BOOK-----\r`);
  return (await person.until(/COMmander> $/)).replace('COMmander> ', '');
}
