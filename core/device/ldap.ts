/** The LDAP server of a COMmander-class PBX: who may look contacts up, and the rules of the device. */
import type { Problem, ProblemCode } from '../problem/problem.ts';
import { passwordProblem } from './password.ts';
import type { DeviceProfile } from './profile.ts';

export interface LdapLogin {
  user: string;
  /** The server runs; of a group: it is exported. */
  on: boolean;
  /** The PBX never shows it. */
  hasPassword: boolean;
}

export interface LdapGroup extends LdapLogin {
  /** The PBX's own id of the contact group. */
  id: string;
  name: string;
}

export interface LdapSettings {
  /** Its simplified user name sees everything. */
  server: LdapLogin;
  groups: LdapGroup[];
}

/** What is to be changed; an empty password keeps the one that the PBX has. */
export interface LdapChanges {
  server?: { user?: string | undefined; on?: boolean | undefined; password?: string | undefined } | undefined;
  groups: { name: string; on?: boolean | undefined; password?: string | undefined }[];
}

const LONGEST_USER = 32;

/** What the settings would be, and every rule that they would break: nothing may be sent then. */
export function changeLdap(
  settings: LdapSettings,
  changes: LdapChanges,
  profile: DeviceProfile,
): { settings: LdapSettings; problems: Problem[] } {
  const problems: Problem[] = [];
  const say = (code: ProblemCode, value: string, params: Problem['params'] = {}) =>
    problems.push({ code, severity: 'error', value, params });
  const changed = (
    login: LdapLogin,
    name: string,
    wish: { on?: boolean | undefined; password?: string | undefined },
  ) => {
    const password = wish.password ?? '';
    const broken = password === '' ? null : passwordProblem(password, profile, name);
    if (broken !== null) problems.push(broken);
    const on = wish.on ?? login.on;
    const hasPassword = login.hasPassword || password !== '';
    if (on && !hasPassword) say('ldap-password-missing', name);
    return { on, hasPassword };
  };

  const wish = changes.server ?? {};
  const user = (wish.user ?? settings.server.user).trim();
  const server = { user, ...changed(settings.server, user, wish) };
  if (server.on && user === '') say('ldap-user-missing', '');
  if (user.length > LONGEST_USER) say('ldap-user-long', user.slice(0, 60), { most: LONGEST_USER });
  const character = /[^A-Za-z0-9._-]/u.exec(user)?.[0];
  if (character !== undefined) say('ldap-user-character', user.slice(0, 60), { character });

  for (const { name } of changes.groups) {
    if (!settings.groups.some((group) => group.name === name)) say('pbx-group-missing', name);
  }
  const groups = settings.groups.map((group) => {
    const wished = changes.groups.find(({ name }) => name === group.name);
    return wished === undefined ? group : { ...group, ...changed(group, group.name, wished) };
  });
  const exported = groups.filter(({ on }) => on);
  const most = profile.limits.ldapGroups.value ?? Infinity;
  if (exported.length > most) {
    say(
      'ldap-too-many-groups',
      exported
        .map(({ name }) => name)
        .join(', ')
        .slice(0, 300),
      {
        count: exported.length,
        most,
      },
    );
  }
  const taken = new Map<string, string>(user === '' ? [] : [[user, '']]);
  for (const { user: name, name: group } of exported) {
    if (taken.has(name)) say('ldap-user-taken', name, { group });
    taken.set(name, group);
  }
  return { settings: { server, groups }, problems };
}
