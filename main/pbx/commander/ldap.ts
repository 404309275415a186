/** The page of the LDAP server: `docs/protocols/commander.md` section 5d, which is assumed. */
import type { LdapChanges, LdapSettings } from '../../../core/device/ldap.ts';
import { changeLdap } from '../../../core/device/ldap.ts';
import type { DeviceProfile } from '../../../core/device/profile.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { readGrid, saveRow } from './grid.ts';
import type { Session } from './session.ts';

export interface LdapPages {
  ldap: string;
  contactGroups: string;
}

const SERVER = '0';

/** Errors: `pbx-no-access`, `pbx-page-missing`, `pbx-answer-unreadable` and those of the line. */
export async function readLdap(
  session: Session,
  pages: LdapPages,
  signal?: AbortSignal,
): Promise<LdapSettings> {
  const names = new Map(
    (await readGrid(session, pages.contactGroups, signal)).map(({ id, data: [name = ''] }) => [id, name]),
  );
  const logins = (await readGrid(session, pages.ldap, signal)).map(
    ({ id, data: [, user = '', on = '', hasPassword = ''] }) => ({
      id,
      name: names.get(id) ?? user,
      user,
      on: on === '1',
      hasPassword: hasPassword === '1',
    }),
  );
  const server = logins.find(({ id }) => id === SERVER);
  if (server === undefined)
    throw new SwitchbookError('pbx-answer-unreadable', { value: `/${pages.ldap}_state` });
  const { user, on, hasPassword } = server;
  return { server: { user, on, hasPassword }, groups: logins.filter(({ id }) => id !== SERVER) };
}

/**
 * Sends the rows that change, and reads back. Where a rule is broken nothing is sent; what the PBX refuses
 * is among the problems and the rest goes on.
 */
export async function saveLdap(
  session: Session,
  pages: LdapPages,
  changes: LdapChanges,
  profile: DeviceProfile,
): Promise<{ settings: LdapSettings; problems: Problem[] }> {
  const before = await readLdap(session, pages);
  const wanted = changeLdap(before, changes, profile);
  if (wanted.problems.length > 0) return { settings: before, problems: wanted.problems };
  const rows = [
    {
      id: SERVER,
      name: '',
      was: before.server,
      now: wanted.settings.server,
      password: changes.server?.password ?? '',
    },
    ...before.groups.map((was, index) => ({
      id: was.id,
      name: was.name,
      was,
      now: wanted.settings.groups[index] ?? was,
      password: changes.groups.find(({ name }) => name === was.name)?.password ?? '',
    })),
  ].filter(({ was, now, password }) => password !== '' || was.on !== now.on || was.user !== now.user);
  const problems: Problem[] = [];
  // What is switched off first makes room for what is switched on.
  for (const { id, name, now, password } of rows.toSorted((a, b) => Number(a.now.on) - Number(b.now.on))) {
    const flag = (on: boolean) => (on ? '1' : '0');
    const data = [id, now.user, flag(now.on), flag(now.hasPassword), password];
    const outcome = await saveRow(session, pages.ldap, { status: 'updated', id, data }, name || now.user);
    if ('refused' in outcome) problems.push(outcome.refused);
  }
  return { settings: await readLdap(session, pages), problems };
}
