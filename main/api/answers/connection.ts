/** How the PBX is reached: its address, its certificate, the login, and the names of its pages. */
import { contract } from '../../../core/api/contract.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { acceptPbx } from '../../jobs/accept-pbx.ts';
import { pagesOfRecording } from '../../pbx/commander/recording.ts';
import type { JobContext } from '../../jobs/job.ts';
import type { ConnectionTarget } from '../../pbx/connect.ts';
import { connect, pagesAt, probe } from '../../pbx/connect.ts';
import type { DeviceIdentity } from '../../pbx/connector.ts';
import { consoleChoices, recordsOnly } from '../../pbx/console/profile.ts';
import { listPorts } from '../../pbx/console/serial.ts';
import { askForKey, keyState } from '../../pbx/ovh/key.ts';
import { readPlaces } from '../../pbx/ovh/places.ts';
import {
  checkConnector,
  connected,
  connectionOf,
  ovhTarget,
  remembered,
  secretsKnown,
  targetOf,
} from '../connected.ts';
import { refuseLogin } from '../address.ts';
import type { Desk } from '../desk.ts';
import { consumerAccount, pbxAccount, type Secrets } from '../secrets.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'connection.get'
  | 'connection.probe'
  | 'connection.save'
  | 'connection.test'
  | 'connection.ports'
  | 'connection.consoles'
  | 'connection.replace'
  | 'connection.password'
  | 'connection.forgetful'
  | 'connection.askKey'
  | 'connection.keyState'
  | 'connection.places'
  | 'connection.discover'
  | 'connection.readHar'
  | 'connection.confirmPages';

const passwordKnown = (desk: Desk): Promise<boolean> => secretsKnown(desk, remembered(desk));

/** An empty secret means the known one. */
async function keep(secrets: Secrets, account: string, secret: string): Promise<void> {
  if (secret !== '') await secrets.set(account, secret);
}

interface OvhSecrets {
  applicationSecret: string;
  consumerKey: string;
}

/** Those that were typed, else the known ones. Errors: `password-needed`, `ovh-key-needed`. */
async function ovhSecrets(
  secrets: Secrets,
  owner: { url: string; user: string },
  typed: OvhSecrets = { applicationSecret: '', consumerKey: '' },
): Promise<OvhSecrets> {
  const applicationSecret = typed.applicationSecret || (await secrets.get(pbxAccount(owner)));
  if (applicationSecret === null) throw new SwitchbookError('password-needed', { value: owner.user });
  const consumerKey = typed.consumerKey || (await secrets.get(consumerAccount(owner)));
  if (consumerKey === null) throw new SwitchbookError('ovh-key-needed');
  return { applicationSecret, consumerKey };
}

/** Logs in and asks who answers; null on a line where nobody identifies itself. */
async function identified(target: ConnectionTarget, context: JobContext): Promise<DeviceIdentity | null> {
  const { console = '' } = target;
  if (recordsOnly({ ...target, console })) {
    // That it can be opened is all there is to try.
    await probe({ ...target, console, ovh: null });
    return null;
  }
  context.progress({ phase: 'connect', done: 0, total: null });
  const connector = await connect(target, context.signal);
  try {
    return await connector.identify();
  } finally {
    await connector.close();
  }
}

export const connectionAnswers: Answers<Names> = {
  'connection.get': answer(contract['connection.get'], async (_input, desk) => {
    const connection = connectionOf(desk);
    return connection && { ...connection, passwordKnown: await passwordKnown(desk) };
  }),
  'connection.probe': answer(contract['connection.probe'], (input) => {
    refuseLogin(input);
    return probe(input);
  }),
  'connection.save': answer(
    contract['connection.save'],
    async ({ password, consumerKey, ...connection }, desk, context) => {
      refuseLogin(connection);
      const { site, secrets } = desk;
      const account = pbxAccount(connection);
      // Another address is another PBX: what was confirmed of the first one says nothing of it.
      const same = site.memory.connection()?.url === connection.url;
      const pages = same ? site.memory.confirmedPages() : [];
      const known = password === '' ? await secrets.get(account) : password;
      const { device, country } = site.info();
      const profile = deviceProfile(device);
      checkConnector(connection.connector, profile);
      // A wrong password is told now, not in the middle of the first upload.
      const found =
        known === null && connection.user !== '' && !recordsOnly(connection)
          ? null
          : await identified(
              {
                ...connection,
                password: known ?? '',
                profile,
                country,
                pages,
                ovh: await ovhTarget(desk, connection, consumerKey),
              },
              context,
            );
      const identity = found && {
        model: found.model,
        serial: found.serial,
        firmware: found.firmware,
        warnings: found.warnings,
      };
      site.memory.together(() => {
        site.memory.setConnection(connection);
        site.memory.setConfirmedPages(pages);
      });
      await keep(secrets, account, password);
      await keep(secrets, consumerAccount(connection), consumerKey);
      return { ...remembered(desk), passwordKnown: await passwordKnown(desk), identity };
    },
  ),
  'connection.test': answer(
    contract['connection.test'],
    async ({ password, consumerKey, device, country, siteName, ...connection }, { secrets }, context) => {
      refuseLogin(connection);
      const profile = deviceProfile(device);
      checkConnector(connection.connector, profile);
      const known = password === '' ? await secrets.get(pbxAccount(connection)) : password;
      if (known === null && connection.user !== '') {
        throw new SwitchbookError('password-needed', { value: connection.user });
      }
      const key = consumerKey === '' ? await secrets.get(consumerAccount(connection)) : consumerKey;
      if (key === null && connection.ovh !== null) throw new SwitchbookError('ovh-key-needed');
      const errand = { get: () => null, set: () => undefined };
      const ovh = connection.ovh && { ...connection.ovh, consumerKey: key ?? '', siteName, errand };
      const target = { ...connection, password: known ?? '', profile, country, pages: [], ovh };
      return { identity: await identified(target, context) };
    },
  ),
  'connection.ports': answer(contract['connection.ports'], async () => ({ ports: await listPorts() })),
  'connection.consoles': answer(contract['connection.consoles'], (_input, { siteOrNull }) => {
    const known = siteOrNull?.memory.connection()?.console ?? '';
    const [name = ''] = known.split('#');
    return { consoles: consoleChoices(name === '' ? null : name) };
  }),
  'connection.replace': answer(contract['connection.replace'], ({ serial }, desk, context) =>
    connected(desk, context, async (connector) => {
      await acceptPbx(desk.site.memory, connector, serial);
      desk.comparison = null;
      return {};
    }),
  ),
  'connection.password': answer(contract['connection.password'], async ({ password, consumerKey }, desk) => {
    const connection = remembered(desk);
    await keep(desk.secrets, pbxAccount(connection), password);
    await keep(desk.secrets, consumerAccount(connection), consumerKey);
    return {};
  }),
  'connection.forgetful': answer(contract['connection.forgetful'], async (_input, { secrets }) => ({
    problem: await secrets.forgetful(),
  })),
  'connection.askKey': answer(contract['connection.askKey'], async (owner, { secrets }, { signal }) => {
    refuseLogin(owner);
    const { consumerKey, validationUrl } = await askForKey(owner, signal);
    await secrets.set(consumerAccount(owner), consumerKey);
    return { validationUrl };
  }),
  'connection.keyState': answer(
    contract['connection.keyState'],
    async ({ password, ...owner }, { secrets }, { signal }) => {
      refuseLogin(owner);
      await keep(secrets, pbxAccount(owner), password);
      return keyState({ ...owner, ...(await ovhSecrets(secrets, owner)) }, signal);
    },
  ),
  'connection.places': answer(
    contract['connection.places'],
    async ({ url, user, password, consumerKey, ...owner }, { secrets }, { signal }) => {
      refuseLogin({ url });
      const known = await ovhSecrets(secrets, { url, user }, { applicationSecret: password, consumerKey });
      return readPlaces({ url, applicationKey: user, ...known }, owner, signal);
    },
  ),
  'connection.discover': answer(contract['connection.discover'], async (_input, desk, context) => {
    const target = await targetOf(desk);
    context.progress({ phase: 'connect', done: 0, total: null });
    const pages = await pagesAt(target);
    return { candidates: await pages.discover(target, context.signal) };
  }),
  'connection.readHar': answer(contract['connection.readHar'], ({ file }, { files }) => {
    try {
      return { candidates: pagesOfRecording(files.bytes(file)) };
    } finally {
      // A recording holds cookies and passwords: it does not stay.
      files.remove(file);
    }
  }),
  'connection.confirmPages': answer(contract['connection.confirmPages'], async ({ pages }, desk) => {
    const { memory } = desk.site;
    remembered(desk);
    const before = memory.confirmedPages();
    const at = new Date().toISOString();
    memory.setConfirmedPages(
      pages.map(
        (page) => before.find(({ use, path }) => use === page.use && path === page.path) ?? { ...page, at },
      ),
    );
    return { ...remembered(desk), passwordKnown: await passwordKnown(desk) };
  }),
};
