/** Where this machine keeps what belongs to a person's applications. */
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { RecentSites } from '../api/recent.ts';

/** For the demonstration site and the like: never for a customer's site files, which people put where they want. */
export function dataFolder(): string {
  const { env } = process;
  if (platform() === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Switchbook');
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Switchbook');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'switchbook');
}

export const recentSites = (): RecentSites => new RecentSites(join(dataFolder(), 'recent-sites.json'));
