/** From the name of a connector to the line itself. */
import type { ConnectionInput, ConnectionProbe } from '../../core/api/upload.ts';
import type { DeviceProfile } from '../../core/device/profile.ts';
import type { Connector } from './connector.ts';

export interface ConnectionTarget extends ConnectionInput {
  /** SHA-256 of the accepted certificate, null where none was accepted. */
  fingerprint: string | null;
  password: string;
  profile: DeviceProfile;
  /** ISO 3166, for devices that store numbers as they are dialled. */
  country: string;
}

interface Way {
  connect(target: ConnectionTarget): Promise<Connector>;
  probe(input: ConnectionInput): Promise<ConnectionProbe>;
}

/** Loaded when one is needed: a connector brings its own libraries along. */
const WAYS: Record<ConnectionInput['connector'], () => Promise<Way>> = {
  commander: async () => {
    const { connectCommander, probeCommander } = await import('./commander/connect.ts');
    return { connect: connectCommander, probe: probeCommander };
  },
};

export async function connect(target: ConnectionTarget): Promise<Connector> {
  const way = await WAYS[target.connector]();
  return way.connect(target);
}

/** What answers at an address, before any password is sent. */
export async function probe(input: ConnectionInput): Promise<ConnectionProbe> {
  const way = await WAYS[input.connector]();
  return way.probe(input);
}
