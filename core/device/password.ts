/** Passwords that a device can have: of people, of apps and of its LDAP server. */
import type { Problem } from '../problem/problem.ts';
import type { DeviceProfile } from './profile.ts';

type PasswordProblem = Problem & { code: 'password-character' | 'password-short' | 'password-long' };

/**
 * The first rule that the password breaks, or null. The password itself is in no complaint.
 *
 * @param of Whose it is, where there are several.
 */
export function passwordProblem(
  password: string,
  { password: rules }: DeviceProfile,
  of = '',
): PasswordProblem | null {
  const [least, most] = [rules.shortest.value ?? 0, rules.longest.value ?? Infinity];
  const allowed = new Set(rules.characters.value.split(''));
  const place = { of, named: of === '' ? 'no' : 'yes' };
  const character = Array.from(password).find((one) => !allowed.has(one));
  if (character !== undefined) {
    const specials = [...allowed].filter((one) => !/[A-Za-z0-9]/.test(one)).join(' ');
    const params = { ...place, allowed: specials };
    return { code: 'password-character', severity: 'error', value: character, params };
  }
  const length = password.length;
  if (length < least) {
    return { code: 'password-short', severity: 'error', params: { ...place, least, length } };
  }
  return length > most
    ? { code: 'password-long', severity: 'error', params: { ...place, most, length } }
    : null;
}
