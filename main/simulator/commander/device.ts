/** The simulated device: what it is and what it holds. */
import type { DeviceProfile } from '../../../core/device/profile.ts';
import type { Store, StoredSubscriber } from './store.ts';

export interface Device {
  profile: DeviceProfile;
  store: Store;
  firmware: string;
  serial: string;
}

/** What a request is answered with. */
export interface Reply {
  status: number;
  type: string;
  body: string | Buffer;
}

export const json = (value: unknown, status = 200): Reply => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

/** How the API says no (vendor's node-red client). */
export const refusal = (reason: string): Reply => json({ successful: false, error: reason });

/** May this login read the group with this id? */
export const mayRead = ({ role, readsAll, reads }: StoredSubscriber, group: number): boolean =>
  role !== 'subscriber' || readsAll || reads.includes(group);

/** Sees every contact, those without group included. */
export const seesAll = ({ role, readsAll }: StoredSubscriber): boolean => role !== 'subscriber' || readsAll;
