/** The remembered connection of a site, and work that is done on it: logged in before, let go after. */
import { z } from 'zod';
import { CONNECTORS, type Connection } from '../../core/api/upload.ts';
import { PAGE_USES, pagesOf } from '../../core/device/pages.ts';
import { deviceProfile } from '../../core/device/profile.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { JobContext } from '../jobs/job.ts';
import type { ConnectionTarget } from '../pbx/connect.ts';
import { connect } from '../pbx/connect.ts';
import type { Connector } from '../pbx/connector.ts';
import type { Desk } from './desk.ts';
import { pbxAccount } from './secrets.ts';

export type Remembered = Omit<Connection, 'passwordKnown'>;

const connectorName = z.enum(CONNECTORS);

export function connectionOf({ site }: Desk): Remembered | null {
  const connection = site.memory.connection();
  if (connection === null) return null;
  const connector = connectorName.parse(connection.connector);
  const names = pagesOf(deviceProfile(site.info().device), site.memory.confirmedPages());
  const pages = connector === 'commander' ? PAGE_USES.map((use) => ({ use, ...names[use] })) : [];
  return { ...connection, connector, pages };
}

/** Errors: `no-connection`. */
export function remembered(desk: Desk): Remembered {
  const connection = connectionOf(desk);
  if (connection === null) throw new SwitchbookError('no-connection');
  return connection;
}

/** Everything that a connector needs to know. Errors: `no-connection`, `password-needed`. */
export async function targetOf(desk: Desk): Promise<ConnectionTarget> {
  const connection = remembered(desk);
  // A line without a user has no password either.
  const password = connection.user === '' ? '' : await desk.secrets.get(pbxAccount(connection));
  if (password === null) throw new SwitchbookError('password-needed', { value: connection.user });
  const { device, country } = desk.site.info();
  const pages = desk.site.memory.confirmedPages();
  return { ...connection, password, profile: deviceProfile(device), country, pages };
}

/** Runs `work` on a logged-in connection; it is closed whatever happens. */
export async function connected<T>(
  desk: Desk,
  context: JobContext,
  work: (connector: Connector) => Promise<T>,
): Promise<T> {
  const target = await targetOf(desk);
  context.progress({ phase: 'connect', done: 0, total: null });
  const connector = await connect(target, context.signal);
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
}
