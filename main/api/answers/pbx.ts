/** The PBX: connection, comparison, upload, hand-off. A connection is opened for each job and let go after it. */
import { z } from 'zod';
import { contract } from '../../../core/api/contract.ts';
import { CONNECTORS, type Connection } from '../../../core/api/upload.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { compare, type ComparisonState } from '../../jobs/compare.ts';
import { handOff } from '../../jobs/hand-off.ts';
import type { JobContext } from '../../jobs/job.ts';
import { takeOver, upload } from '../../jobs/upload.ts';
import { connect, probe } from '../../pbx/connect.ts';
import type { Connector } from '../../pbx/connector.ts';
import type { Desk } from '../desk.ts';
import { pbxAccount } from '../secrets.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'connection.get'
  | 'connection.probe'
  | 'connection.save'
  | 'connection.password'
  | 'pbx.compare'
  | 'pbx.upload'
  | 'pbx.takeOver'
  | 'pbx.handOff';

type Remembered = Omit<Connection, 'passwordKnown'>;

const connectorName = z.enum(CONNECTORS);

function connectionOf({ site }: Desk): Remembered | null {
  const connection = site.memory.connection();
  return connection && { ...connection, connector: connectorName.parse(connection.connector) };
}

function remembered(desk: Desk): Remembered {
  const connection = connectionOf(desk);
  if (connection === null) throw new SwitchbookError('no-connection');
  return connection;
}

/** Runs `work` on a logged-in connection; it is closed whatever happens. */
export async function connected<T>(
  desk: Desk,
  context: JobContext,
  work: (connector: Connector) => Promise<T>,
): Promise<T> {
  const connection = remembered(desk);
  const password = await desk.secrets.get(pbxAccount(connection));
  if (password === null) throw new SwitchbookError('password-needed', { value: connection.user });
  const { device, country } = desk.site.info();
  context.progress({ phase: 'connect', done: 0, total: null });
  const connector = await connect({ ...connection, password, profile: deviceProfile(device), country });
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
}

function comparison(desk: Desk, plan: string): ComparisonState {
  if (desk.comparison?.comparison.plan !== plan) throw new SwitchbookError('plan-outdated');
  return desk.comparison;
}

export const pbxAnswers: Answers<Names> = {
  'connection.get': answer(contract['connection.get'], async (_input, desk) => {
    const connection = connectionOf(desk);
    if (connection === null) return null;
    return { ...connection, passwordKnown: (await desk.secrets.get(pbxAccount(connection))) !== null };
  }),
  'connection.probe': answer(contract['connection.probe'], (input) => probe(input)),
  'connection.save': answer(
    contract['connection.save'],
    async ({ password, ...connection }, desk, context) => {
      const { site, secrets } = desk;
      const account = pbxAccount(connection);
      const known = password === '' ? await secrets.get(account) : password;
      if (known !== null) {
        // A wrong password is told now, not in the middle of the first upload.
        const { device, country } = site.info();
        context.progress({ phase: 'connect', done: 0, total: null });
        const profile = deviceProfile(device);
        const connector = await connect({ ...connection, password: known, profile, country });
        try {
          await connector.identify();
        } finally {
          await connector.close();
        }
      }
      site.memory.setConnection(connection);
      if (password !== '') await secrets.set(account, password);
      return { ...remembered(desk), passwordKnown: known !== null };
    },
  ),
  'connection.password': answer(contract['connection.password'], async ({ password }, desk) => {
    await desk.secrets.set(pbxAccount(remembered(desk)), password);
    return {};
  }),
  'pbx.compare': answer(contract['pbx.compare'], (_input, desk, context) =>
    connected(desk, context, async (connector) => {
      desk.comparison = await compare(desk.site, connector, deviceProfile(desk.site.info().device), context);
      return desk.comparison.comparison;
    }),
  ),
  'pbx.upload': answer(contract['pbx.upload'], (options, desk, context) => {
    const state = comparison(desk, options.plan);
    return connected(desk, context, (connector) => upload(desk.site, connector, state, options, context));
  }),
  'pbx.takeOver': answer(contract['pbx.takeOver'], ({ plan, ...options }, desk) =>
    takeOver(desk.site, comparison(desk, plan), options),
  ),
  'pbx.handOff': answer(contract['pbx.handOff'], async ({ language }, { site, files }, context) => {
    const { files: made, steps } = await handOff(site, language, context);
    return {
      files: made.map(({ fileName, bytes }) => ({
        file: files.add(fileName, bytes),
        fileName,
        bytes: bytes.length,
      })),
      steps,
    };
  }),
};
