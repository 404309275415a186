/** What a fresh simulated device holds: subscribers, groups, and as many invented contacts as asked for. */
import { createHash } from 'node:crypto';
import type { DeviceProfile } from '../../../core/device/profile.ts';
import type { GroupKind } from '../../../core/directory/group.ts';
import type { Role } from '../../../core/directory/subscriber.ts';
import { dice, invent } from './people.ts';
import { checkContact } from './rules.ts';
import type { Store } from './store.ts';

/** The system makes this one; every device that knows the kind has it. */
const VERSION_1 = 'Telefonbuch Version 1';

const GROUPS: { name: string; kind: GroupKind; standard: boolean }[] = [
  { name: 'Clients', kind: 'standard', standard: true },
  { name: 'Lieferanten', kind: 'standard', standard: false },
  { name: 'Service partners', kind: 'standard', standard: false },
  { name: 'Personnel', kind: 'standard', standard: false },
  { name: 'DECT Werkstatt', kind: 'dect-900', standard: false },
  { name: 'Google Vertrieb', kind: 'google', standard: false },
];

/** The device takes 8 to 32 letters, digits and - _ . ! ~ * ' ( ) & = + $ , (vendor's concept page). */
const PASSWORD_LETTERS = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.!';

/** Twelve characters, always the same for the same seed and extension. */
function password(seed: number, extension: string): string {
  const bytes = createHash('sha256').update(`${seed}:${extension}`).digest().subarray(0, 12);
  return [...bytes].map((byte) => PASSWORD_LETTERS[byte % PASSWORD_LETTERS.length]).join('');
}

const digitsOf = (seed: number, name: string, count: number): string =>
  [...createHash('sha256').update(`${name}:${seed}`).digest().subarray(0, count)]
    .map((byte) => byte % 10)
    .join('');

/** Throws `RangeError` when the model cannot hold so many contacts. */
export function seedStore(store: Store, profile: DeviceProfile, contacts: number, seed: number): void {
  const most = profile.limits.contacts.value ?? Infinity;
  if (!Number.isInteger(contacts) || contacts < 0 || contacts > most) {
    throw new RangeError(`The ${profile.name} holds 0 to ${most} contacts, not ${contacts}`);
  }
  const ids = new Map<string, number>();
  const add = (name: string, kind: GroupKind, standard: boolean): void => {
    if (profile.groupKinds[kind] !== undefined)
      ids.set(name, store.saveGroup({ name, kind, standard }, null));
  };
  add(VERSION_1, 'version-1', false);
  if (contacts > 0) for (const { name, kind, standard } of GROUPS) add(name, kind, standard);

  const id = (name: string): number[] => {
    const found = ids.get(name);
    return found === undefined ? [] : [found];
  };
  const subscriber = (extension: string, role: Role, readsAll: boolean, reads: number[] = []): void =>
    store.addSubscriber({ extension, password: password(seed, extension), role, readsAll, reads });
  subscriber('admin', 'administrator', true);
  subscriber('11', 'sub-administrator', true);
  subscriber('21', 'subscriber', true);
  subscriber('22', 'subscriber', false, [...id('Clients'), ...id('Service partners')]);

  store.setFact('serial', `20${digitsOf(seed, 'serial', 8)}`);
  store.setFact('dongle', digitsOf(seed, 'dongle', 10));
  store.setFact('mac', `00:09:52:${digitsOf(seed, 'mac', 6).replace(/(..)(..)(..)/, '$1:$2:$3')}`);

  const roll = dice(seed);
  const standard = ['Clients', 'Lieferanten', 'Service partners', 'Personnel'];
  for (let made = 0; made < contacts; made++) {
    const share = roll();
    const one = standard[Math.floor(roll() * standard.length)] ?? '';
    const other = standard[Math.floor(roll() * standard.length)] ?? '';
    const single = share >= 0.88;
    const names =
      share < 0.68
        ? [one]
        : share < 0.78
          ? [one, other]
          : share < 0.86
            ? []
            : share < 0.88
              ? ['Google Vertrieb']
              : share < 0.94
                ? [VERSION_1, one]
                : [VERSION_1, 'DECT Werkstatt'];
    const groups = [...new Set(names.flatMap(id))].sort((a, b) => a - b);
    const contact = { cells: invent(roll, single), groups };
    const google = groups.some((group) => id('Google Vertrieb').includes(group));
    const refused = google ? null : checkContact(contact, null, profile, store);
    if (refused !== null && groups.length > 0) contact.groups = id(one);
    store.saveContact(contact, null);
  }
}
