/** What a person at the console reads and types: docs/protocols/console.md, section 1. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Device } from '../commander/device.ts';
import type { Line } from './line.ts';
import { carryOut } from './commands.ts';

const IDLE = 600_000;
const LONGEST_LINE = 1000;
const TRIES = 3;
const BLOCK = 60_000;
const SILENCE = 60_000;

const BACKSPACES = [0x08, 0x7f];
const CTRL_C = 0x03;
const CR = 0x0d;

interface Typed {
  text: string;
  /** How the line ended; `idle`: nothing was typed for ten minutes. */
  ended: 'return' | 'break' | 'idle';
}

async function readLine(line: Line, echo: boolean): Promise<Typed> {
  let text = '';
  const show = async (shown: string): Promise<void> => {
    if (echo) await line.write(shown);
  };
  for (;;) {
    const byte = await line.byte(IDLE);
    if (byte === null) return { text: '', ended: 'idle' };
    if (byte === CR || byte === CTRL_C) {
      await line.write('\r\n');
      return byte === CR ? { text, ended: 'return' } : { text: '', ended: 'break' };
    }
    if (BACKSPACES.includes(byte)) {
      if (text !== '') await show('\b \b');
      text = text.slice(0, -1);
    } else if (byte >= 0x20 && text.length < LONGEST_LINE) {
      const character = String.fromCharCode(byte);
      text += character;
      await show(character);
    }
  }
}

/** Logins of the whole console: whoever waits on one line has not more tries on another. */
export class Login {
  readonly #device: Device;
  #failures = 0;
  /** Milliseconds since the epoch. */
  #blockedUntil = 0;

  constructor(device: Device) {
    this.#device = device;
  }

  /** Null: logged in; else what the console says. */
  refuse(user: string, password: string): string | null {
    const blocked = Math.ceil((this.#blockedUntil - Date.now()) / 1000);
    if (blocked > 0) return `Locked for ${blocked} s`;
    const found = this.#device.store.subscriber(user);
    if (found !== null && found.role !== 'subscriber' && found.password === password) {
      this.#failures = 0;
      return null;
    }
    this.#failures++;
    if (this.#failures % TRIES !== 0) return 'Login incorrect';
    this.#blockedUntil = Date.now() + BLOCK;
    return `Locked for ${BLOCK / 1000} s`;
  }
}

async function prompt(line: Line, text: string): Promise<void> {
  await line.write(Buffer.concat([line.trouble.noise(), Buffer.from(text, 'latin1'), line.trouble.noise()]));
}

/** Asks until somebody is logged in. */
async function logIn(line: Line, login: Login): Promise<void> {
  for (;;) {
    await prompt(line, 'login: ');
    const user = await readLine(line, true);
    if (user.text === '') continue;
    await line.write('Password: ');
    const password = await readLine(line, false);
    if (password.ended !== 'return') continue;
    const refused = login.refuse(user.text, password.text);
    if (refused === null) return;
    await line.write(`${refused}\r\n`);
  }
}

/** Says nothing, whatever is typed. */
async function beSilent(line: Line): Promise<void> {
  const end = performance.now() + SILENCE;
  while (performance.now() < end) await line.byte(end - performance.now());
}

/** Commands until somebody logs out. */
async function work(device: Device, line: Line): Promise<void> {
  await line.write(`COMmander console\r\n${device.profile.name}\r\n`);
  for (;;) {
    await prompt(line, 'COMmander> ');
    const typed = await readLine(line, true);
    const words = typed.text.trim();
    if (typed.ended === 'idle') return await line.write('\r\nTimed out\r\n');
    if (words === '') continue;
    if (line.trouble.strikes('silence')) {
      await beSilent(line);
      continue;
    }
    await delay(line.trouble.delay);
    if (words === 'logout' || words === 'log off') return await line.write('Bye\r\n');
    await carryOut(device, line, words);
  }
}

/** Speaks until the line is gone: always throws `LineGone`. */
export async function converse(device: Device, line: Line, login: Login): Promise<never> {
  while ((await readLine(line, false)).ended !== 'return');
  for (;;) {
    await logIn(line, login);
    await work(device, line);
  }
}
