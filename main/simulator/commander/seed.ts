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

interface Seeded {
  extension: string;
  name: string;
  role: Role;
  readsAll: boolean;
  /** Has an app password. */
  app: boolean;
  /** By name of the group; what may be written to may be read too. */
  reads: readonly string[];
  writes: readonly string[];
  standard: readonly string[];
}

const person = (
  extension: string,
  name: string,
  role: Role,
  given: Partial<Omit<Seeded, 'extension' | 'name' | 'role'>> = {},
): Seeded => ({
  extension,
  name,
  role,
  readsAll: false,
  app: false,
  reads: [],
  writes: [],
  standard: [],
  ...given,
});

const EVERYDAY = ['Clients', 'Lieferanten', 'Service partners', 'Personnel'];

const SUBSCRIBERS: readonly Seeded[] = [
  person('admin', 'Administration', 'administrator'),
  person('11', 'Ursula Weiß', 'sub-administrator'),
  person('21', 'Hélène Marchand', 'subscriber', {
    readsAll: true,
    writes: ['Clients', 'Lieferanten'],
    standard: ['Clients'],
  }),
  person('22', 'Jörg Böttcher', 'subscriber', { reads: ['Clients', 'Service partners'] }),
  person('23', 'Siân Hughes', 'subscriber', {
    app: true,
    reads: ['Clients'],
    writes: ['Service partners'],
    standard: ['Service partners'],
  }),
  person('24', 'Sabine Krüger', 'subscriber', { writes: EVERYDAY, standard: ['Clients', 'Personnel'] }),
  person('25', 'Théo Garnier', 'subscriber'),
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
  for (const { extension, name, role, readsAll, app, reads, writes, standard } of SUBSCRIBERS) {
    store.addSubscriber({
      extension,
      name,
      role,
      password: password(seed, extension),
      appPassword: app ? password(seed, `app ${extension}`) : null,
      readsAll,
    });
    if (role !== 'subscriber') continue;
    for (const [group, groupId] of ids) {
      const write = writes.includes(group);
      const read = write || readsAll || reads.includes(group);
      if (read) {
        const own = standard.includes(group);
        store.savePermission({ extension, group: groupId, read, write, standard: own });
      }
    }
  }

  store.setFact('serial', `20${digitsOf(seed, 'serial', 8)}`);
  store.setFact('dongle', digitsOf(seed, 'dongle', 10));
  store.setFact('mac', `00:09:52:${digitsOf(seed, 'mac', 6).replace(/(..)(..)(..)/, '$1:$2:$3')}`);

  const roll = dice(seed);
  for (let made = 0; made < contacts; made++) {
    const share = roll();
    const one = EVERYDAY[Math.floor(roll() * EVERYDAY.length)] ?? '';
    const other = EVERYDAY[Math.floor(roll() * EVERYDAY.length)] ?? '';
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
