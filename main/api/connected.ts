/** The remembered connection of a site, and work that is done on it: logged in before, let go after. */
import { z } from 'zod';
import { CONNECTORS, type Connection } from '../../core/api/upload.ts';
import { PAGE_USES, pagesOf } from '../../core/device/pages.ts';
import { type DeviceProfile, deviceProfile } from '../../core/device/profile.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { JobContext } from '../jobs/job.ts';
import type { ConnectionTarget, OvhTarget } from '../pbx/connect.ts';
import { connect } from '../pbx/connect.ts';
import type { Connector } from '../pbx/connector.ts';
import type { Desk } from './desk.ts';
import { consumerAccount, pbxAccount } from './secrets.ts';

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
  const profile = deviceProfile(device);
  checkConnector(connection.connector, profile);
  return { ...connection, password, profile, country, pages, ovh: await ovhTarget(desk, connection) };
}

/** What the connector of OVHcloud needs besides; null for the others. Errors: `ovh-key-needed`. */
export async function ovhTarget(
  { site, secrets }: Desk,
  connection: Pick<Connection, 'url' | 'user' | 'ovh'>,
  given = '',
): Promise<OvhTarget | null> {
  if (connection.ovh === null) return null;
  const consumerKey = given === '' ? await secrets.get(consumerAccount(connection)) : given;
  if (consumerKey === null) throw new SwitchbookError('ovh-key-needed');
  const { memory } = site;
  const errand = { get: () => memory.errand(), set: (note: string | null) => memory.setErrand(note) };
  return { ...connection.ovh, consumerKey, siteName: site.info().name, errand };
}

/** Whether all that is secret about the connection is at hand. */
export async function secretsKnown(
  { secrets }: Desk,
  connection: Pick<Connection, 'url' | 'user' | 'ovh'>,
): Promise<boolean> {
  const needed = [pbxAccount(connection), ...(connection.ovh === null ? [] : [consumerAccount(connection)])];
  const known = await Promise.all(needed.map((account) => secrets.get(account)));
  return !known.includes(null);
}

/** A profile says by which connector its device is spoken to. Errors: `connector-device`. */
export function checkConnector(connector: Connection['connector'], profile: DeviceProfile): void {
  if ((connector === 'ovh') === (profile.connector === 'ovh')) return;
  throw new SwitchbookError('connector-device', { value: profile.name, params: { connector } });
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
