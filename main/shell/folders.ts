/** Where this machine keeps what belongs to a person's applications. */
import { homedir, platform, release } from 'node:os';
import { join } from 'node:path';
import { RecentSites } from '../api/recent.ts';
import { VERSION } from '../api/version.ts';
import { faultOf } from '../log/entry.ts';
import { isLevel, Log } from '../log/log.ts';

/** For the demonstration site and the like: never for a customer's site files, which people put where they want. */
export function dataFolder(): string {
  const { env } = process;
  if (platform() === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Switchbook');
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Switchbook');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'switchbook');
}

export const recentSites = (): RecentSites => new RecentSites(join(dataFolder(), 'recent-sites.json'));

/** `SWITCHBOOK_LOG`: the least important level that is written, `info` without it. `off`: nothing is. */
export function machineLog(): Log | undefined {
  const wanted = process.env['SWITCHBOOK_LOG'] ?? '';
  if (wanted === 'off') return undefined;
  return new Log(join(dataFolder(), 'switchbook.log'), isLevel(wanted) ? wanted : 'info');
}

/** The log of a window: what it runs on, and what nobody has caught. */
export function windowLog(shell: 'electron' | 'browser'): Log | undefined {
  const log = machineLog();
  const { versions, arch } = process;
  log?.write('info', {
    event: 'started',
    shell,
    version: VERSION,
    system: `${platform()} ${release()} ${arch}`,
    node: versions.node,
  });
  process.on('uncaughtExceptionMonitor', (error) =>
    log?.write('error', { event: 'fault', where: 'process', fault: faultOf(error) }),
  );
  return log;
}
