/** The demonstration: a site file and a simulated PBX that already differs from it. It keeps what a visitor does. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { ApplicationHost } from '../../api/host.ts';
import { listenOn } from '../../listen.ts';
import { startCommander, type SimulatedPbx } from '../../simulator/commander/start.ts';
import { dataFolder } from '../folders.ts';
import { isTaken } from '../ports.ts';
import type { Workplace } from '../workplace.ts';
import { prepareDemonstration } from './prepare.ts';

/** One a demonstration running at the same time. */
const PORTS = [8450, 8451, 8452, 8453, 8454, 8455, 8456, 8457, 8458, 8459];

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    await listenOn(probe, port);
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

/** The port stays the same from one start to the next, and with it the PBX that the site file remembers. */
async function startPbx(): Promise<{ pbx: SimulatedPbx; folder: string }> {
  for (const port of PORTS) {
    if (!(await isFree(port))) continue;
    const folder = join(dataFolder(), `demonstration-${port}`);
    try {
      const pbx = await startCommander({ port, folder: join(folder, 'pbx'), contacts: 280, seed: 24 });
      return { pbx, folder };
    } catch (error) {
      // Another demonstration began in the same moment.
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(`All of the ports ${PORTS.join(', ')} are taken`);
}

/** Without its simulated PBX such a site is half a demonstration. */
export const isDemonstration = (path: string): boolean =>
  path.startsWith(join(dataFolder(), 'demonstration-'));

export async function openDemonstration(host: ApplicationHost): Promise<Workplace> {
  const { pbx, folder } = await startPbx();
  const site = join(folder, 'Demonstration.switchbook');
  try {
    if (!existsSync(site)) await prepareDemonstration(site, pbx);
    host.remember(pbx, pbx.password);
    host.demonstrate(site);
    await host.call('site.open', { path: site });
  } catch (error) {
    await pbx.stop();
    throw error;
  }
  return { simulatedPbx: pbx.url, close: () => pbx.stop() };
}
