/**
 * A device server that speaks telnet: negotiation (RFC 854, 855, answers as in RFC 1143), bytes as they are
 * (binary, RFC 856), and its serial port set from here (RFC 2217).
 */
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { LineSettings } from '../../../core/device/line.ts';
import type { ByteLine } from './line.ts';
import { StreamLine, asError } from './stream.ts';
import { endSocket, openSocket } from './tcp.ts';

const IAC = 255;
const DONT = 254;
const DO = 253;
const WONT = 252;
const WILL = 251;
const SB = 250;
const SE = 240;

const BINARY = 0;
const ECHO = 1;
const SUPPRESS_GO_AHEAD = 3;
const COM_PORT = 44;

/** RFC 2217, section 3: values in the order of its tables, answered with the command plus 100. */
const ANSWERED = 100;
const PARITY = ['none', 'odd', 'even', 'mark', 'space'] as const;
const STOP = [1, 2, 1.5] as const;
const FLOW = ['none', 'software', 'hardware'] as const;

/** What this side says WILL or DO to when it is offered. */
const MINE = new Set([BINARY, SUPPRESS_GO_AHEAD]);
const THEIRS = new Set([BINARY, SUPPRESS_GO_AHEAD, ECHO]);

const AGREEMENT_MS = 5000;
const LONGEST_SUB = 64;

/** Errors: as TCP; `telnet-refused` with what the server would not do. */
export async function openTelnet(
  address: string,
  host: string,
  port: number,
  settings: LineSettings | null,
  signal: AbortSignal,
): Promise<ByteLine> {
  const stream = await openSocket(address, host, port, signal);
  const telnet = new Telnet(address, (bytes) => void stream.write(Uint8Array.from(bytes)));
  const line = new StreamLine(address, {
    stream,
    decode: (bytes) => telnet.decode(bytes),
    encode,
    release: () => endSocket(stream),
  });
  stream.once('close', () => telnet.fail(new SwitchbookError('pbx-line-dropped', { value: address })));
  const cancel = (): void => telnet.fail(asError(signal.reason));
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await telnet.agree(settings);
    return line;
  } catch (error) {
    await line.close();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** A byte 255 of the data is said twice. */
function encode(bytes: Uint8Array): Uint8Array {
  const doubled = bytes.reduce((count, byte) => count + Number(byte === IAC), 0);
  if (doubled === 0) return bytes;
  const coded = new Uint8Array(bytes.length + doubled);
  let at = 0;
  for (const byte of bytes) {
    coded[at++] = byte;
    if (byte === IAC) coded[at++] = IAC;
  }
  return coded;
}

type Agreement = 'asked' | 'on' | 'off';

export class Telnet {
  readonly #address: string;
  readonly #send: (bytes: readonly number[]) => void;
  readonly #mine = new Map<number, Agreement>();
  readonly #theirs = new Map<number, Agreement>();
  /** What the server answered to a command of RFC 2217. */
  readonly #answers = new Map<number, number>();
  #state: 'data' | 'command' | 'option' | 'sub' | 'command-in-sub' = 'data';
  #verb = 0;
  #sub: number[] = [];
  #failure: Error | null = null;
  #wake: () => void = () => undefined;

  constructor(address: string, send: (bytes: readonly number[]) => void) {
    this.#address = address;
    this.#send = send;
  }

  /** The data among what arrived; commands are answered. */
  decode(bytes: Uint8Array): Uint8Array {
    const data = new Uint8Array(bytes.length);
    let length = 0;
    for (const byte of bytes) if (this.#isData(byte)) data[length++] = byte;
    this.#wake();
    return data.subarray(0, length);
  }

  /** Ends the waiting of `agree`. */
  fail(reason: Error): void {
    this.#failure ??= reason;
    this.#wake();
  }

  /** Asks for all bytes both ways, then for the settings, each of which the server confirms. */
  async agree(settings: LineSettings | null): Promise<void> {
    for (const option of MINE) {
      this.#ask(this.#mine, WILL, option);
      this.#ask(this.#theirs, DO, option);
    }
    if (settings !== null) this.#ask(this.#mine, WILL, COM_PORT);
    await this.#until(() => decided(this.#mine, BINARY) && decided(this.#theirs, BINARY), 'binary');
    if (this.#mine.get(BINARY) !== 'on' || this.#theirs.get(BINARY) !== 'on') throw this.#refused('binary');
    if (settings === null) return;
    await this.#until(() => decided(this.#mine, COM_PORT), 'settings');
    if (this.#mine.get(COM_PORT) !== 'on') throw this.#refused('settings');
    const wishes = commands(settings);
    for (const { command, bytes } of wishes)
      this.#send([IAC, SB, COM_PORT, command, ...encode(Uint8Array.from(bytes)), IAC, SE]);
    await this.#until(() => wishes.every(({ command }) => this.#answers.has(command)), 'settings');
    for (const { command, bytes, text } of wishes)
      if (this.#answers.get(command) !== value(bytes)) throw this.#refused(text);
  }

  #ask(side: Map<number, Agreement>, verb: number, option: number): void {
    side.set(option, 'asked');
    this.#send([IAC, verb, option]);
  }

  #isData(byte: number): boolean {
    switch (this.#state) {
      case 'data':
        if (byte !== IAC) return true;
        this.#state = 'command';
        break;
      case 'command':
        this.#state = byte === SB ? 'sub' : byte >= WILL && byte < IAC ? 'option' : 'data';
        this.#verb = byte;
        this.#sub = [];
        return byte === IAC;
      case 'option':
        this.#state = 'data';
        this.#hear(this.#verb, byte);
        break;
      case 'sub':
        if (byte === IAC) this.#state = 'command-in-sub';
        else this.#keep(byte);
        break;
      case 'command-in-sub':
        this.#state = byte === IAC ? 'sub' : 'data';
        if (byte === IAC) this.#keep(byte);
        else if (byte === SE) this.#hearSub();
        break;
    }
    return false;
  }

  #keep(byte: number): void {
    if (this.#sub.length < LONGEST_SUB) this.#sub.push(byte);
  }

  /** Answers only what changes something, so that two sides never answer each other for ever (RFC 1143). */
  #hear(verb: number, option: number): void {
    const [side, allowed, yes, no] =
      verb === WILL || verb === WONT
        ? ([this.#theirs, THEIRS, DO, DONT] as const)
        : ([this.#mine, MINE, WILL, WONT] as const);
    const offered = verb === WILL || verb === DO;
    const before = side.get(option) ?? 'off';
    if (before === 'asked') side.set(option, offered ? 'on' : 'off');
    else if (offered && before === 'off') {
      if (allowed.has(option)) side.set(option, 'on');
      this.#send([IAC, allowed.has(option) ? yes : no, option]);
    } else if (!offered && before === 'on') {
      side.set(option, 'off');
      this.#send([IAC, no, option]);
    }
  }

  #hearSub(): void {
    const [option, command = 0, ...bytes] = this.#sub;
    if (option === COM_PORT) this.#answers.set(command - ANSWERED, value(bytes));
  }

  /** Silence is a refusal: what does not speak telnet says nothing. */
  async #until(done: () => boolean, option: string): Promise<void> {
    const late = setTimeout(() => this.fail(this.#refused(option)), AGREEMENT_MS);
    while (!done() && this.#failure === null) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    clearTimeout(late);
    if (this.#failure !== null) throw this.#failure;
  }

  #refused(option: string): SwitchbookError {
    return new SwitchbookError('telnet-refused', { value: this.#address, params: { option } });
  }
}

const decided = (side: Map<number, Agreement>, option: number): boolean => side.get(option) !== 'asked';

/** Big-endian, as the four bytes of the baud rate are. */
const value = (bytes: readonly number[]): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

function commands({ baud, bits, parity, stop, flow }: LineSettings) {
  return [
    {
      command: 1,
      bytes: [baud >>> 24, (baud >>> 16) & 255, (baud >>> 8) & 255, baud & 255],
      text: `baud=${baud}`,
    },
    { command: 2, bytes: [bits], text: `bits=${bits}` },
    { command: 3, bytes: [PARITY.indexOf(parity) + 1], text: `parity=${parity}` },
    { command: 4, bytes: [STOP.indexOf(stop) + 1], text: `stop=${stop}` },
    { command: 5, bytes: [FLOW.indexOf(flow) + 1], text: `flow=${flow}` },
  ];
}
