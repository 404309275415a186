/** From the name of a connector to the line itself. */
import type { ConnectionInput, ConnectionProbe, OvhPlace } from '../../core/api/upload.ts';
import type { LdapChanges, LdapSettings } from '../../core/device/ldap.ts';
import type { ConfirmedPage, PageCandidate } from '../../core/device/pages.ts';
import type { DeviceProfile } from '../../core/device/profile.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Connector, Errand } from './connector.ts';
import type { ServiceLine } from './service-line.ts';

/** What the connector of OVHcloud needs besides. */
export interface OvhTarget extends OvhPlace {
  consumerKey: string;
  /** A book that is made is named after it. */
  siteName: string;
  errand: Errand;
}

export interface ConnectionTarget extends Omit<ConnectionInput, 'console' | 'ovh'> {
  /** For consoles only. */
  console?: string;
  /** For OVHcloud only. */
  ovh?: OvhTarget | null;
  /** SHA-256 of the accepted certificate, null where none was accepted. */
  fingerprint: string | null;
  password: string;
  profile: DeviceProfile;
  /** ISO 3166, for devices that store numbers as they are dialled. */
  country: string;
  /** Names of pages that a person has confirmed for this connection. */
  pages: readonly ConfirmedPage[];
}

interface Way {
  connect(target: ConnectionTarget, signal: AbortSignal): Promise<Connector>;
  probe(input: ConnectionInput): Promise<ConnectionProbe>;
  /** Absent where the PBX has no pages. */
  pages?: PagesWay;
  /** Absent where nobody is responsible for services. */
  services?: (target: ConnectionTarget) => ServiceLine;
}

interface PagesWay {
  discover(target: ConnectionTarget, signal: AbortSignal): Promise<PageCandidate[]>;
  readLdap(target: ConnectionTarget, signal: AbortSignal): Promise<LdapSettings>;
  saveLdap(
    target: ConnectionTarget,
    changes: LdapChanges,
  ): Promise<{ settings: LdapSettings; problems: Problem[] }>;
}

/** Loaded when one is needed: a connector brings its own libraries along. */
const WAYS: Record<ConnectionInput['connector'], () => Promise<Way>> = {
  commander: async () => {
    const { connectCommander, probeCommander } = await import('./commander/connect.ts');
    const { commanderPages } = await import('./commander/pages.ts');
    return { connect: connectCommander, probe: probeCommander, pages: commanderPages };
  },
  console: async () => {
    const { connectConsole, probeConsole } = await import('./console/connect.ts');
    return { connect: connectConsole, probe: probeConsole };
  },
  ovh: async () => {
    const { connectOvh, probeOvh } = await import('./ovh/connect.ts');
    const { ovhServices } = await import('./ovh/services.ts');
    return { connect: connectOvh, probe: probeOvh, services: ovhServices };
  },
};

/** `signal` ends the wait for a console that says nothing; the others answer within seconds. */
export async function connect(
  target: ConnectionTarget,
  signal: AbortSignal = new AbortController().signal,
): Promise<Connector> {
  const way = await WAYS[target.connector]();
  return way.connect(target, signal);
}

/** What answers at an address, before any password is sent. */
export async function probe(input: ConnectionInput): Promise<ConnectionProbe> {
  const way = await WAYS[input.connector]();
  return way.probe(input);
}

/**
 * The pages of a PBX that has some: looking for them, and those beside the book's. Errors:
 * `pbx-discovery-unsupported` where it has none.
 */
export async function pagesAt({ connector }: Pick<ConnectionInput, 'connector'>): Promise<PagesWay> {
  const { pages } = await WAYS[connector]();
  if (pages === undefined) throw new SwitchbookError('pbx-discovery-unsupported');
  return pages;
}

/** Services and their contacts. Errors: `services-unsupported` where there are none. */
export async function servicesAt(target: ConnectionTarget): Promise<ServiceLine> {
  const { services } = await WAYS[target.connector]();
  if (services === undefined) throw new SwitchbookError('services-unsupported');
  return services(target);
}
