/** The settings of the LDAP server: docs/protocols/commander.md, section 5d. */
import type { DeviceProfile } from '../../../core/device/profile.ts';
import type { Device } from './device.ts';
import { FIXED, numericId } from './grid.ts';
import type { Grid, Outcome } from './grid.ts';
import { bit, readBit } from './rights.ts';
import type { Store } from './store.ts';

export interface LdapServer {
  on: boolean;
  user: string;
  /** Empty: none is stored. */
  password: string;
}

/** What of a save concerns a login: its password is empty where it stays as it is. */
interface Wish {
  on: boolean;
  password: string;
}

const SERVER = '0';
const LONGEST_USER = 32;

export const ldapServer = (store: Store): LdapServer => ({
  on: store.fact('ldap-on') === '1',
  user: store.fact('ldap-user') ?? '',
  password: store.fact('ldap-password') ?? '',
});

/** The user that the device derives from a group's name. */
export const ldapUser = (group: string): string => group.replace(/[^A-Za-z0-9._-]/g, '_');

function checkPassword(password: string, { shortest, longest, characters }: DeviceProfile['password']) {
  if (password.length < (shortest.value ?? 0) || password.length > (longest.value ?? Infinity)) {
    return `a password has ${shortest.value} to ${longest.value} characters`;
  }
  const wrong = password.split('').find((character) => !characters.value.includes(character));
  return wrong === undefined ? null : `not allowed in a password: ${wrong}`;
}

/** `columns`: id, user, on, has a password, password. Settles what the rows have in common. */
function wishOf(
  sid: string,
  [id = '', , on = '', , password = '']: readonly string[],
  stored: string,
  profile: DeviceProfile,
): Wish | { refused: string } {
  if (id !== sid) return { refused: 'the id of a row does not change' };
  const flag = readBit(on);
  if (flag === null) return { refused: 'on is 0 or 1' };
  const refused = password === '' ? null : checkPassword(password, profile.password);
  if (refused !== null) return { refused };
  if (flag && password === '' && stored === '') return { refused: 'a password is required' };
  return { on: flag, password: password === '' ? stored : password };
}

function putServer(store: Store, user: string, { on, password }: Wish, taken: readonly string[]): Outcome {
  if (on && user === '') return { refused: 'a user name is required' };
  if (user.length > LONGEST_USER) return { refused: `a user name has at most ${LONGEST_USER} characters` };
  if (user !== ldapUser(user)) return { refused: 'a user name has letters, digits and . _ - only' };
  if (user !== '' && taken.includes(user)) return { refused: `the user name ${user} is taken` };
  store.setFact('ldap-on', bit(on));
  store.setFact('ldap-user', user);
  store.setFact('ldap-password', password);
  return { id: SERVER };
}

export function ldapGrid({ store, profile }: Device): Grid {
  const users = (): Map<number, string> =>
    new Map(store.groups().map(({ id, name }) => [id, ldapUser(name)]));
  const row = (id: string, user: string, { on, password }: Wish) => ({
    id,
    data: [id, user, bit(on), bit(password !== ''), ''],
  });
  return {
    width: 5,
    *rows() {
      const server = ldapServer(store);
      yield row(SERVER, server.user, server);
      const names = users();
      for (const { group, exported, password } of store.ldapExports()) {
        yield row(String(group), names.get(group) ?? '', { on: exported, password });
      }
    },
    put(sid, columns) {
      if (sid === null) return FIXED;
      const names = users();
      const exports = store.ldapExports();
      const others = exports.filter(({ group, exported }) => exported && String(group) !== sid);
      const taken = others.map(({ group }) => names.get(group) ?? '');
      const server = ldapServer(store);
      if (sid === SERVER) {
        const wish = wishOf(sid, columns, server.password, profile);
        return 'refused' in wish ? wish : putServer(store, columns[1] ?? '', wish, taken);
      }
      const before = exports.find(({ group }) => group === numericId(sid));
      if (before === undefined) return { refused: 'no such contact group' };
      const wish = wishOf(sid, columns, before.password, profile);
      if ('refused' in wish) return wish;
      const most = profile.limits.ldapGroups.value;
      if (wish.on && most !== null && others.length >= most) {
        return { refused: `at most ${most} contact groups are exported` };
      }
      const user = names.get(before.group) ?? '';
      if (wish.on && [...taken, server.user].includes(user)) {
        return { refused: `the user name ${user} is taken` };
      }
      store.saveLdapExport({ group: before.group, exported: wish.on, password: wish.password });
      return { id: sid };
    },
    remove: () => FIXED,
  };
}
