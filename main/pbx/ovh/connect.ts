/** The first contact with OVHcloud: the clock, which asks for nothing, then the key. */
import type { ConnectionInput, ConnectionProbe } from '../../../core/api/upload.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ConnectionTarget } from '../connect.ts';
import type { Connector } from '../connector.ts';
import { OvhClient } from './client.ts';
import { OvhConnector } from './connector.ts';

const LONGEST = 60_000;
/** Seconds by which a clock may be wrong before somebody should set it; requests are signed with theirs. */
const CLOCK_OFF = 120;

/** Whether the API is there, and how far this computer’s clock is off. Nothing secret leaves this machine. */
export async function probeOvh({
  url,
  user,
}: Pick<ConnectionInput, 'url' | 'user'>): Promise<ConnectionProbe> {
  const client = new OvhClient({ url, applicationKey: user, applicationSecret: '', consumerKey: '' });
  try {
    const seconds = Math.abs(await client.clockDelta(AbortSignal.timeout(LONGEST)));
    const warnings: Problem[] =
      seconds > CLOCK_OFF ? [{ code: 'ovh-clock-off', severity: 'warning', params: { seconds } }] : [];
    return { fingerprint: null, trusted: true, model: 'OVHcloud', serial: '', firmware: '', warnings };
  } finally {
    await client.close();
  }
}

/** Nothing is sent before somebody asks for something. Errors: `ovh-address-invalid`, `ovh-place-needed`. */
export function ovhClient({ url, user, password, ovh }: ConnectionTarget): OvhClient {
  if (ovh === undefined || ovh === null) throw new SwitchbookError('ovh-place-needed');
  const { consumerKey } = ovh;
  return new OvhClient({ url, applicationKey: user.trim(), applicationSecret: password, consumerKey });
}

/** Errors: `ovh-address-invalid`, `ovh-place-needed`. */
export function connectOvh(target: ConnectionTarget): Promise<Connector> {
  const { ovh, country } = target;
  if (ovh === undefined || ovh === null) throw new SwitchbookError('ovh-place-needed');
  return Promise.resolve(new OvhConnector(ovhClient(target), ovh, country));
}
