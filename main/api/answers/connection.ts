/** How the PBX is reached: its address, its certificate, the login, and the names of its pages. */
import { contract } from '../../../core/api/contract.ts';
import type { PbxIdentity } from '../../../core/api/upload.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { acceptPbx } from '../../jobs/accept-pbx.ts';
import { pagesOfRecording } from '../../pbx/commander/recording.ts';
import { connect, pagesAt, probe } from '../../pbx/connect.ts';
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
import type { Desk } from '../desk.ts';
import { consumerAccount, pbxAccount, type Secrets } from '../secrets.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'connection.get'
  | 'connection.probe'
  | 'connection.save'
  | 'connection.ports'
  | 'connection.consoles'
  | 'connection.replace'
  | 'connection.password'
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

export const connectionAnswers: Answers<Names> = {
  'connection.get': answer(contract['connection.get'], async (_input, desk) => {
    const connection = connectionOf(desk);
    return connection && { ...connection, passwordKnown: await passwordKnown(desk) };
  }),
  'connection.probe': answer(contract['connection.probe'], (input) => probe(input)),
  'connection.save': answer(
    contract['connection.save'],
    async ({ password, consumerKey, ...connection }, desk, context) => {
      const { site, secrets } = desk;
      const account = pbxAccount(connection);
      // Another address is another PBX: what was confirmed of the first one says nothing of it.
      const same = site.memory.connection()?.url === connection.url;
      const pages = same ? site.memory.confirmedPages() : [];
      const known = password === '' ? await secrets.get(account) : password;
      const profile = deviceProfile(site.info().device);
      checkConnector(connection.connector, profile);
      let identity: (PbxIdentity & { warnings: Problem[] }) | null = null;
      if (recordsOnly(connection)) {
        // Nobody identifies itself on such a line: that it can be opened is all there is to try.
        await probe(connection);
      } else if (known !== null || connection.user === '') {
        // A wrong password is told now, not in the middle of the first upload.
        const { country } = site.info();
        context.progress({ phase: 'connect', done: 0, total: null });
        const ovh = await ovhTarget(desk, connection, consumerKey);
        const connector = await connect(
          { ...connection, password: known ?? '', profile, country, pages, ovh },
          context.signal,
        );
        try {
          const { model, serial, firmware, warnings } = await connector.identify();
          identity = { model, serial, firmware, warnings };
        } finally {
          await connector.close();
        }
      }
      site.memory.together(() => {
        site.memory.setConnection(connection);
        site.memory.setConfirmedPages(pages);
      });
      await keep(secrets, account, password);
      await keep(secrets, consumerAccount(connection), consumerKey);
      return { ...remembered(desk), passwordKnown: await passwordKnown(desk), identity };
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
  'connection.askKey': answer(contract['connection.askKey'], async (owner, { secrets }, { signal }) => {
    const { consumerKey, validationUrl } = await askForKey(owner, signal);
    await secrets.set(consumerAccount(owner), consumerKey);
    return { validationUrl };
  }),
  'connection.keyState': answer(
    contract['connection.keyState'],
    async ({ password, ...owner }, { secrets }, { signal }) => {
      await keep(secrets, pbxAccount(owner), password);
      return keyState({ ...owner, ...(await ovhSecrets(secrets, owner)) }, signal);
    },
  ),
  'connection.places': answer(
    contract['connection.places'],
    async ({ url, user, password, consumerKey, ...owner }, { secrets }, { signal }) => {
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
