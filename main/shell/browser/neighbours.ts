/**
 * Who stands at the other end of a connection on this machine. Loopback is shared by all its users: Linux says in
 * /proc/net/tcp whose socket it is (proc_net_tcp.txt of the kernel's documentation). Elsewhere nobody says.
 */
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/** `127.0.0.1:80` as the kernel prints it: the address as one number in the order of the machine, then the port. */
function printed(address: string, port: number): string {
  const bytes = Buffer.from(address.split('.').map(Number));
  const number = new Uint32Array(new Uint8Array(bytes).buffer)[0] ?? 0;
  const hex = (value: number, width: number): string => value.toString(16).toUpperCase().padStart(width, '0');
  return `${hex(number, 8)}:${hex(port, 4)}`;
}

/** The user id in the table's line of the socket from `from` to `to`; null where it is not listed. */
export function ownerIn(table: string, from: string, to: string): number | null {
  for (const line of table.split('\n')) {
    const [, local, remote, , , , , uid] = line.trim().split(/\s+/);
    if (local === from && remote === to && uid !== undefined) return Number(uid);
  }
  return null;
}

/** False where another person on this machine has connected. */
export async function isOwnUser({
  remoteAddress,
  remotePort,
  localAddress,
  localPort,
}: Socket): Promise<boolean> {
  const own = process.getuid?.();
  if (own === undefined || process.platform !== 'linux') return true;
  if (!remoteAddress || !remotePort || !localAddress || !localPort) return false;
  const table = await readFile('/proc/net/tcp', 'latin1').catch(() => null);
  if (table === null) return true;
  const owner = ownerIn(table, printed(remoteAddress, remotePort), printed(localAddress, localPort));
  // One who may do everything may do this too; one who has hung up is nobody.
  return owner === own || owner === 0;
}
