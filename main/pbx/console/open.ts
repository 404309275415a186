/** Opens the line that an address names. */
import type { LineAddress } from '../../../core/device/line.ts';
import type { ByteLine } from './line.ts';
import { openSerial } from './serial.ts';
import { openTcp } from './tcp.ts';
import { openTelnet } from './telnet.ts';

/** Ends within seconds. Errors: those of `serial.ts`, `tcp.ts` and `telnet.ts`; the reason of an aborted signal. */
export async function openLine(address: LineAddress, signal: AbortSignal): Promise<ByteLine> {
  signal.throwIfAborted();
  const { text } = address;
  if (address.kind === 'serial') return await openSerial(text, address.path, address.settings);
  const { host, port } = address;
  if (address.kind === 'tcp') return await openTcp(text, host, port, signal);
  return await openTelnet(text, host, port, address.settings, signal);
}
