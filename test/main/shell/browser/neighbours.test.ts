import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isOwnUser, ownerIn } from '../../../../main/shell/browser/neighbours.ts';

/** As the kernel prints it; addresses in the order of a little-endian machine. */
const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:10E1 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0
   1: 0100007F:C350 0100007F:10E1 01 00000000:00000000 00:00000000 00000000  1001        0 2 1 0 20 4 30 10 -1
   2: 0100007F:10E1 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 3 1 0 20 4 30 10 -1
`;

/** `nobody` connects and waits to be told. */
const AS_NOBODY = `
  process.setgid(65534); process.setuid(65534);
  require('node:net').connect(Number(process.argv[1]), '127.0.0.1').on('close', () => process.exit());`;

describe('whose connection it is', () => {
  it('is what the kernel’s table says of the other end', () => {
    expect(ownerIn(TABLE, '0100007F:C350', '0100007F:10E1')).toBe(1001);
    expect(ownerIn(TABLE, '0100007F:C351', '0100007F:10E1')).toBeNull();
  });

  it.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'tells this user from another one of the same machine',
    async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const ask = async (before: string): Promise<boolean> => {
        const child = spawn(process.execPath, ['-e', before, String(port)]);
        const socket = await new Promise<Socket>((resolve) => server.once('connection', resolve));
        const own = await isOwnUser(socket);
        socket.destroy();
        await once(child, 'exit');
        return own;
      };
      expect(await ask(AS_NOBODY)).toBe(false);
      expect(await ask(AS_NOBODY.split('\n').slice(2).join('\n'))).toBe(true);
      server.close();
    },
  );
});
