/** The first contact with a COMmander-class PBX: the certificate first, then the password, once. */
import type { ConfirmedPage, PageUse } from '../../../core/device/pages.ts';
import { pagesOf } from '../../../core/device/pages.ts';
import { passwordProblem } from '../../../core/device/password.ts';
import type { DeviceProfile } from '../../../core/device/profile.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ConnectionProbe } from '../../../core/api/upload.ts';
import type { Connector } from '../connector.ts';
import { lineProblem } from '../line.ts';
import type { Certificate } from '../pin.ts';
import { certificateOf, pinnedAgent, readFingerprint } from '../pin.ts';
import { PagesConnector } from './connector.ts';
import { DirectoryConnector } from './directory.ts';
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
  /** Names of pages that a person has confirmed for this connection. */
  pages: readonly ConfirmedPage[];
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
 * `pbx-password-wrong` after a single attempt, `pbx-locked`, `pbx-in-use` and those of the line.
 */
export async function connectCommander(address: CommanderAddress): Promise<Connector> {
  const session = await sessionAt(address);
  try {
    const names = pagesOf(address.profile, address.pages);
    const path = (use: PageUse) => names[use].path;
    // The group page is the small one of the two, and they are opened to the same logins.
    const closed = await closedBy(session, path('contactGroups'));
    if (closed !== null) return new DirectoryConnector(session, closed);
    const rightsPages = ['permissions', 'standardGroups'] as const;
    const outOfReach: string[] = [];
    for (const use of rightsPages) {
      if ((await closedBy(session, path(use))) !== null) outOfReach.push(path(use));
    }
    const used = ['contacts', 'contactGroups', ...(outOfReach.length === 0 ? rightsPages : [])] as const;
    return new PagesConnector(session, {
      contacts: path('contacts'),
      groups: path('contactGroups'),
      rights:
        outOfReach.length > 0
          ? null
          : { permissions: path('permissions'), standardGroups: path('standardGroups') },
      unconfirmed: used.filter((use) => !names[use].confirmed).map(path),
      outOfReach,
    });
  } catch (error) {
    await session.close();
    throw explained(error, address);
  }
}

/** Work on pages beside the book's: the line is logged in when it is first asked, and out after it. */
export async function atPages<T>(
  address: CommanderAddress,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await sessionAt(address);
  try {
    return await work(session);
  } catch (error) {
    throw explained(error, address);
  } finally {
    await session.close();
  }
}

async function sessionAt(address: CommanderAddress): Promise<Session> {
  const url = readAddress(address.url);
  const fingerprint =
    address.fingerprint === null ? await trusted(url) : readFingerprint(address.fingerprint);
  const { user, password } = address;
  return new Session(url.origin, { user: user.trim(), password }, pinnedAgent(fingerprint, PATIENCE));
}

/** Null where the PBX opens the page; else what there is to say about it. */
async function closedBy(session: Session, page: string): Promise<Problem[] | null> {
  try {
    await readGrid(session, page);
    return null;
  } catch (error) {
    if (!(error instanceof SwitchbookError)) throw error;
    if (error.problem.code === 'pbx-no-access') return [];
    if (error.problem.code === 'pbx-page-missing') return [{ ...error.problem, severity: 'warning' }];
    throw error;
  }
}

/** A refused password that no PBX of this kind can have was mistyped: then it is said how. */
function explained(error: unknown, { user, password, profile }: CommanderAddress): unknown {
  if (!(error instanceof SwitchbookError) || error.problem.code !== 'pbx-password-wrong') return error;
  const broken = passwordProblem(password, profile);
  const rule = broken?.code.slice('password-'.length) ?? 'none';
  // Only subscribers have app passwords, and subscribers log in with their number.
  const subscriber = String(/^\d+$/.test(user.trim()));
  const params = { ...error.problem.params, rule, character: broken?.value ?? '', subscriber };
  return new SwitchbookError('pbx-password-wrong', { value: user.trim(), params }, { cause: error });
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
