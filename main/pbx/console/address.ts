/**
 * How a line is written: `serial:PATH?baud=9600&bits=8&parity=none&stop=1&flow=none`, `tcp://HOST:PORT`,
 * `telnet://HOST:PORT?baud=…`. Untrusted text.
 */
import { SwitchbookError } from '../../../core/problem/problem.ts';

const BITS = [5, 6, 7, 8] as const;
const PARITIES = ['none', 'odd', 'even', 'mark', 'space'] as const;
const STOPS = [1, 1.5, 2] as const;
const FLOWS = ['none', 'hardware', 'software'] as const;

export interface LineSettings {
  baud: number;
  bits: (typeof BITS)[number];
  parity: (typeof PARITIES)[number];
  stop: (typeof STOPS)[number];
  /** `hardware`: RTS/CTS; `software`: XON/XOFF, which lets no binary file through. */
  flow: (typeof FLOWS)[number];
}

export type LineAddress =
  | { kind: 'serial'; text: string; path: string; settings: LineSettings }
  | { kind: 'tcp'; text: string; host: string; port: number }
  /** `settings` null: the device server keeps its own. */
  | { kind: 'telnet'; text: string; host: string; port: number; settings: LineSettings | null };

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
