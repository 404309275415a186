import { describe, expect, it } from 'vitest';
import { passwordProblem } from '../../../core/device/password.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { problemText } from '../../../core/problem/problem.ts';

const profile = deviceProfile('commander-6000');

// The vendor's help, Configuration Manager concept page: 8-32 characters, no umlauts or ß, these specials only.
describe('a password of the device', () => {
  it.each([
    ['Abcdefg1', null],
    ["-_.!~*'()&=+$,", null],
    ['a'.repeat(32), null],
    ['a'.repeat(33), 'password-long'],
    ['Abcdef1', 'password-short'],
    ['', 'password-short'],
    ['Pässwort1', 'password-character'],
    ['Passwort ß', 'password-character'],
    ['Passwort1 ', 'password-character'],
    ['Passwort#1', 'password-character'],
    ['Passwort😀', 'password-character'],
  ])('%j: %s', (password, code) => {
    const problem = passwordProblem(password, profile);
    expect(problem?.code ?? null).toBe(code);
    if (problem === null) return;
    for (const language of ['en', 'fr', 'de'] as const) {
      const { message, remedy } = problemText(problem, language);
      expect(`${message} ${remedy}`).not.toMatch(/undefined|[{}]/);
    }
  });

  it('is said to be whose it is', () => {
    const problem = passwordProblem('kurz', profile, 'Clients');
    expect(problem === null ? '' : problemText(problem, 'en').message).toContain('of Clients');
  });
});
