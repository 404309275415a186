import { describe, expect, it } from 'vitest';
import { deviceProfile } from '../../../core/device/profile.ts';
import { brokenRules, ruleKey } from '../../../core/device/rule.ts';
import type { Problem } from '../../../core/problem/problem.ts';

const profile = deviceProfile('commander-6000');
const problem = (code: Problem['code'], params?: Problem['params']): Problem => ({
  code,
  severity: 'warning',
  ...(params !== undefined && { params }),
});

describe('the rule behind a finding', () => {
  it('says which fact of the profile it rests on, and how sure that is', () => {
    const [surplus, birthday, own] = brokenRules(
      [problem('device-surplus', { field: 'emails' }), problem('device-birthday'), problem('number-letters')],
      profile,
    );
    expect(surplus).toEqual({ code: 'device-surplus', field: 'emails', ...source(profile.limits.emails) });
    expect(birthday?.certainty).toBe('assumption');
    expect(own).toEqual({ code: 'number-letters', field: 'numbers', certainty: null, source: '' });
  });

  it('is one for each field, however many contacts break it', () => {
    const problems = ['emails', 'urls', 'emails'].map((field) => problem('device-surplus', { field }));
    expect(brokenRules(problems, profile).map(({ field }) => field)).toEqual(['emails', 'urls']);
    expect(new Set(problems.map(ruleKey)).size).toBe(2);
  });
});

function source({ certainty, source: from }: { certainty: string; source: string }) {
  return { certainty, source: from };
}
