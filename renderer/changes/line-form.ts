/** A line as its form shows it: what was typed for one kind stays while another is looked at. */
import type { Line, LineSettings } from '../../core/device/line.ts';
import { DEFAULT_SETTINGS, readLineAddress, writeLineAddress } from '../../core/device/line.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';

export interface LineForm {
  kind: Line['kind'];
  path: string;
  host: string;
  /** As typed. */
  port: string;
  settings: LineSettings;
  /** A telnet device server keeps the settings of its port. */
  keeps: boolean;
}

const EMPTY: LineForm = {
  kind: 'serial',
  path: '',
  host: '',
  port: '',
  settings: DEFAULT_SETTINGS,
  keeps: true,
};

/** An address that is none begins anew. */
export function lineFormOf(url: string): LineForm {
  try {
    const line = readLineAddress(url);
    const { kind } = line;
    if (kind === 'serial') return { ...EMPTY, kind, path: line.path, settings: line.settings };
    const place = { ...EMPTY, kind, host: line.host, port: String(line.port) };
    if (kind === 'tcp' || line.settings === null) return place;
    return { ...place, settings: line.settings, keeps: false };
  } catch (error) {
    if (error instanceof SwitchbookError) return EMPTY;
    throw error;
  }
}

/** Null while something is missing. What it says may still be refused. */
export function addressOf({ kind, path, host, port, settings, keeps }: LineForm): string | null {
  if (kind === 'serial') {
    return path.trim() === '' ? null : writeLineAddress({ kind, path: path.trim(), settings });
  }
  const place = { host: host.trim(), port: Number(port) };
  if (place.host === '' || port.trim() === '') return null;
  return kind === 'tcp'
    ? writeLineAddress({ kind, ...place })
    : writeLineAddress({ kind, ...place, settings: keeps ? null : settings });
}

/** What this side sets of the line; null where somebody else does. */
export const settingsOf = ({ kind, settings, keeps }: LineForm): LineSettings | null =>
  kind === 'serial' || (kind === 'telnet' && !keeps) ? settings : null;
