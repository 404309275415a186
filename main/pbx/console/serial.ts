/** Serial ports of this machine, by serialport (docs/decisions/serialport.md). */
import { readdir, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SerialPort } from 'serialport';
import type { PortChoice } from '../../../core/api/upload.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { LineSettings } from '../../../core/device/line.ts';
import type { ByteLine } from './line.ts';
import type { OpenPort } from './port-thread.ts';
import { StreamLine, asError } from './stream.ts';

/** The native part is loaded when a serial line is first wanted. */
const library = () => import('serialport');

/** On the first thread of the process only: see `port-thread.ts`. Errors: the system's sentence. */
export const openHere: OpenPort = async (path, settings) => {
  const { SerialPort } = await library();
  const port = await new Promise<SerialPort>((resolve, reject) => {
    const opening = new SerialPort(
      {
        path,
        baudRate: settings.baud,
        dataBits: settings.bits,
        parity: settings.parity,
        stopBits: settings.stop,
        rtscts: settings.flow === 'hardware',
        xon: settings.flow === 'software',
        xoff: settings.flow === 'software',
      },
      (error) => (error === null ? resolve(opening) : reject(error)),
    );
  });
  return {
    stream: port,
    drain: () =>
      new Promise((resolve, reject) => port.drain((error) => (error === null ? resolve() : reject(error)))),
    // A line that is held up would wait for ever for its last bytes: they are dropped first.
    release: () => new Promise((resolve) => port.flush(() => port.close(() => resolve()))),
  };
};

let openPort = openHere;

/** Says how this thread opens ports, where it is not the first one. */
export const openPortsBy = (open: OpenPort): void => {
  openPort = open;
};

/** Errors: `serial-port-missing`, `serial-port-busy`, `serial-port-forbidden`, `serial-port-failed`. */
export async function openSerial(address: string, path: string, settings: LineSettings): Promise<ByteLine> {
  for (let attempt = 1; ; attempt++) {
    try {
      return new StreamLine(address, await openPort(path, settings));
    } catch (error) {
      const problem = openingProblem(asError(error), path);
      if (problem.problem.code !== 'serial-port-busy' || attempt === ATTEMPTS) throw problem;
      await pause(BETWEEN);
    }
  }
}

/** Who has just closed a port, and be it ourselves, may hold it for a moment still. Milliseconds. */
const ATTEMPTS = 5;
const BETWEEN = 200;

/** The library passes the system's sentence on and no code. */
function openingProblem(cause: Error, value: string): SwitchbookError {
  const options = { cause };
  const { message } = cause;
  if (/no such (file|device)|file not found|cannot find/i.test(message))
    return new SwitchbookError('serial-port-missing', { value }, options);
  if (/busy|cannot lock|temporarily unavailable/i.test(message))
    return new SwitchbookError('serial-port-busy', { value }, options);
  if (/permission denied|access (is )?denied/i.test(message))
    return new SwitchbookError('serial-port-forbidden', { value }, options);
  const params = { reason: message.replace(/^error:? */i, '').slice(0, 120) };
  return new SwitchbookError('serial-port-failed', { value, params }, options);
}

/** The serial ports of this machine, adapters with a name first. */
export async function listPorts(): Promise<PortChoice[]> {
  const found = await (
    await library()
  ).SerialPort.list().then(
    (ports) =>
      ports.map((port) => ({
        path: port.path,
        name: 'friendlyName' in port ? String(port.friendlyName) : usbName(port.pnpId ?? port.manufacturer),
      })),
    // A Linux without udev, as in a container.
    () => portsOfDev(),
  );
  return found.sort(
    (one, other) =>
      Number(one.name === '') - Number(other.name === '') ||
      one.path.localeCompare(other.path, 'en', { numeric: true }),
  );
}

async function portsOfDev(dev = '/dev'): Promise<PortChoice[]> {
  const byId = join(dev, 'serial', 'by-id');
  const names = new Map<string, string>();
  for (const id of await readdir(byId).catch(() => [])) {
    names.set(basename(await readlink(join(byId, id)).catch(() => id)), id);
  }
  const ports = (await readdir(dev).catch(() => [])).filter((name) => /^tty(USB|ACM|AMA|S)\d+$/.test(name));
  return ports.map((name) => ({ path: join(dev, name), name: usbName(names.get(name)) }));
}

/** `usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0` as a person would write it. */
function usbName(id = ''): string {
  return id
    .replace(/^usb-/, '')
    .replace(/-if\d+(-port\d+)?$/, '')
    .replaceAll('_', ' ')
    .trim();
}
