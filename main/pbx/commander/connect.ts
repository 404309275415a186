/** The first contact with a COMmander-class PBX: the certificate first, then the password, once. */
import type { DeviceProfile } from '../../../core/device/profile.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ConnectionProbe } from '../../../core/api/upload.ts';
import type { Connector } from '../connector.ts';
import { lineProblem } from '../line.ts';
import type { Certificate } from '../pin.ts';
import { certificateOf, pinnedAgent, readFingerprint } from '../pin.ts';
import type { Pages } from './connector.ts';
import { DirectoryConnector, PagesConnector } from './connector.ts';
import { readAbout } from './ict.ts';
import { readGrid } from './grid.ts';
import { identityOf } from './identity.ts';
import { Session } from './session.ts';

/** Milliseconds of silence after which the line counts as dead. */
const PATIENCE = 30_000;

export interface CommanderAddress {
  url: string;
  user: string;
  /** SHA-256 of the accepted certificate; null trusts whom this machine's authorities vouch for. */
  fingerprint: string | null;
  password: string;
  profile: DeviceProfile;
}

/** Shows who answers. No user name and no password leave this machine. */
export async function probeCommander(address: { url: string }): Promise<ConnectionProbe> {
  const url = readAddress(address.url);
  const certificate = await look(url);
  const session = new Session(url.origin, null, pinnedAgent(certificate.fingerprint, PATIENCE));
  try {
    const { model, serial, firmware, warnings } = identityOf(await readAbout(session));
    return { ...certificate, model, serial, firmware, warnings };
  } finally {
    await session.close();
  }
}

/**
 * Logs in. Errors: `pbx-certificate-unknown`, `pbx-certificate-changed` (before anything secret is sent),
 * `pbx-password-wrong` after a single attempt, `pbx-locked` and those of the line.
 */
export async function connectCommander(address: CommanderAddress): Promise<Connector> {
  const url = readAddress(address.url);
  const fingerprint =
    address.fingerprint === null ? await trusted(url) : readFingerprint(address.fingerprint);
  const agent = pinnedAgent(fingerprint, PATIENCE);
  const session = new Session(url.origin, { user: address.user.trim(), password: address.password }, agent);
  try {
    const { contacts, contactGroups } = address.profile.pages;
    const pages: Pages = {
      contacts: contacts.path,
      groups: contactGroups.path,
      rights: null,
      unconfirmed: [contacts, contactGroups]
        .filter(({ status }) => status === 'unconfirmed')
        .map(({ path }) => path),
    };
    return (await opens(session, pages.groups))
      ? new PagesConnector(session, pages)
      : new DirectoryConnector(session);
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The group page is the small one of the two, and they are opened to the same logins. */
async function opens(session: Session, page: string): Promise<boolean> {
  try {
    await readGrid(session, page);
    return true;
  } catch (error) {
    if (error instanceof SwitchbookError && error.problem.code === 'pbx-no-access') return false;
    throw error;
  }
}

async function trusted(url: URL): Promise<string> {
  const { fingerprint, trusted } = await look(url);
  if (!trusted) throw new SwitchbookError('pbx-certificate-unknown', { value: fingerprint });
  return fingerprint;
}

async function look(url: URL): Promise<Certificate> {
  try {
    return await certificateOf(url, PATIENCE);
  } catch (error) {
    throw lineProblem(error, url.origin);
  }
}

function readAddress(typed: string): URL {
  const text = typed.trim();
  const full = text.includes('://') ? text : `https://${text}`;
  if (!URL.canParse(full)) throw new SwitchbookError('pbx-address-invalid', { value: text });
  const address = new URL(full);
  if (address.protocol !== 'https:' || address.hostname === '' || address.username !== '') {
    throw new SwitchbookError('pbx-address-invalid', { value: text });
  }
  return address;
}
