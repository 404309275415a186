import { SwitchbookError } from '../../core/problem/problem.ts';

/** `pbx-password-wrong` of a PBX that says no more than that. */
export const wrongPassword = (user: string): SwitchbookError =>
  new SwitchbookError('pbx-password-wrong', {
    value: user,
    params: { rule: 'none', character: '', subscriber: 'false' },
  });
