import { SwitchbookError } from '../../core/problem/problem.ts';

/** `pbx-password-wrong` of a PBX that says no more than that. `login`: a console may have passwords of its own. */
export const wrongPassword = (user: string, login: 'web' | 'console'): SwitchbookError =>
  new SwitchbookError('pbx-password-wrong', {
    value: user,
    params: { login, rule: 'none', character: '', subscriber: 'false' },
  });
