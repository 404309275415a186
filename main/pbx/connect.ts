/** From the name of a connector to the line itself. */
import type { ConnectionInput, ConnectionProbe } from '../../core/api/upload.ts';
import type { DeviceProfile } from '../../core/device/profile.ts';
import { connectCommander, probeCommander } from './commander/connect.ts';
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

const WAYS: Record<ConnectionInput['connector'], Way> = {
  commander: { connect: connectCommander, probe: probeCommander },
};

export const connect = (target: ConnectionTarget): Promise<Connector> =>
  WAYS[target.connector].connect(target);

/** What answers at an address, before any password is sent. */
export const probe = (input: ConnectionInput): Promise<ConnectionProbe> => WAYS[input.connector].probe(input);
