/**
 * How a line is written: `serial:PATH?baud=9600&bits=8&parity=none&stop=1&flow=none`, `tcp://HOST:PORT`,
 * `telnet://HOST:PORT?baud=…`. Untrusted text.
 */
import { SwitchbookError } from '../problem/problem.ts';

export const BITS = [5, 6, 7, 8] as const;
export const PARITIES = ['none', 'odd', 'even', 'mark', 'space'] as const;
export const STOPS = [1, 1.5, 2] as const;
export const FLOWS = ['none', 'hardware', 'software'] as const;

export interface LineSettings {
  baud: number;
  bits: (typeof BITS)[number];
  parity: (typeof PARITIES)[number];
  stop: (typeof STOPS)[number];
  /** `hardware`: RTS/CTS; `software`: XON/XOFF, which lets no binary file through. */
  flow: (typeof FLOWS)[number];
}

export type Line =
  | { kind: 'serial'; path: string; settings: LineSettings }
  | { kind: 'tcp'; host: string; port: number }
  /** `settings` null: the device server keeps its own. */
  | { kind: 'telnet'; host: string; port: number; settings: LineSettings | null };

/** `text`: as the user wrote it. */
export type LineAddress = Line & { text: string };

/** What a COMmander-class PBX speaks (docs/protocols/console.md, section 4). */
export const DEFAULT_SETTINGS: LineSettings = { baud: 9600, bits: 8, parity: 'none', stop: 1, flow: 'none' };

const LONGEST = 500;
const SLOWEST_BAUD = 50;
const FASTEST_BAUD = 4_000_000;

/** Errors: `line-address-invalid`; `line-setting-invalid` with the setting as column and what it can be. */
export function readLineAddress(text: string): LineAddress {
  const line = text.trim();
  const problem = new SwitchbookError('line-address-invalid', { value: line.slice(0, 80) });
  if (line.length > LONGEST || /\p{Cc}/u.test(line)) throw problem;
  const [place, query] = splitOnce(line, '?');
  const [scheme] = splitOnce(place, ':');
  switch (scheme.toLowerCase()) {
    case 'serial': {
      const path = place.slice('serial:'.length);
      if (path.trim() === '' || path.startsWith('//')) throw problem;
      return { kind: 'serial', text: line, path, settings: readSettings(query ?? '') };
    }
    case 'tcp':
      if (query !== undefined) throw problem;
      return { kind: 'tcp', text: line, ...readHost(place, problem) };
    case 'telnet': {
      const settings = query === undefined ? null : readSettings(query);
      return { kind: 'telnet', text: line, ...readHost(place, problem), settings };
    }
    default:
      throw problem;
  }
}

/** The address that `readLineAddress` reads as this line, if it can be one. Usual settings are left out. */
export function writeLineAddress(line: Line): string {
  if (line.kind === 'serial') return `serial:${line.path}${writeSettings(line.settings, '')}`;
  const host = line.host.includes(':') ? `[${line.host}]` : line.host;
  const place = `${line.kind}://${host}:${line.port}`;
  // A device server keeps its settings unless one is named.
  if (line.kind === 'tcp' || line.settings === null) return place;
  return place + writeSettings(line.settings, `?baud=${DEFAULT_SETTINGS.baud}`);
}

function writeSettings(settings: LineSettings, usual: string): string {
  const names = ['baud', 'bits', 'parity', 'stop', 'flow'] as const;
  const said = names.filter((name) => settings[name] !== DEFAULT_SETTINGS[name]);
  return said.length === 0 ? usual : `?${said.map((name) => `${name}=${settings[name]}`).join('&')}`;
}

/** What a transfer in blocks would lose on such a line, null where every byte passes. */
export const lostOn = ({ bits, flow }: LineSettings): 'bits' | 'flow' | null =>
  bits < 8 ? 'bits' : flow === 'software' ? 'flow' : null;

/** Bytes a second that such a line carries in one direction. */
export const bytesPerSecond = ({ baud, bits, parity, stop }: LineSettings): number =>
  baud / (1 + bits + (parity === 'none' ? 0 : 1) + stop);

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}

function readHost(place: string, problem: SwitchbookError): { host: string; port: number } {
  const [, host, digits] = /^[a-z]+:\/\/(\[[0-9a-f:.]+\]|[\p{L}\p{N}._-]+):(\d{1,5})\/?$/iu.exec(place) ?? [];
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535) throw problem;
  return { host: host.replaceAll(/[[\]]/g, ''), port };
}

function readSettings(query: string): LineSettings {
  const settings = { ...DEFAULT_SETTINGS };
  const said = new Set<string>();
  for (const part of query === '' ? [] : query.split('&')) {
    const [name, value = ''] = splitOnce(part, '=');
    // Twice the same setting is a slip that nobody would notice.
    if (said.has(name)) throw refused(name, value, '1 ×');
    said.add(name);
    switch (name) {
      case 'baud':
        settings.baud = Number(value);
        if (!/^\d+$/.test(value) || settings.baud < SLOWEST_BAUD || settings.baud > FASTEST_BAUD)
          throw refused(name, value, `${SLOWEST_BAUD}–${FASTEST_BAUD}`);
        break;
      case 'bits':
        settings.bits = oneOf(BITS, name, value);
        break;
      case 'parity':
        settings.parity = oneOf(PARITIES, name, value);
        break;
      case 'stop':
        settings.stop = oneOf(STOPS, name, value);
        break;
      case 'flow':
        settings.flow = oneOf(FLOWS, name, value);
        break;
      default:
        throw refused(name, value, Object.keys(DEFAULT_SETTINGS).join(', '));
    }
  }
  return settings;
}

function oneOf<T extends string | number>(allowed: readonly T[], name: string, value: string): T {
  const found = allowed.find((one) => String(one) === value);
  if (found === undefined) throw refused(name, value, allowed.join(', '));
  return found;
}

const refused = (column: string, value: string, allowed: string): SwitchbookError =>
  new SwitchbookError('line-setting-invalid', {
    column: column.slice(0, 40),
    value: value.slice(0, 40),
    params: { allowed },
  });
