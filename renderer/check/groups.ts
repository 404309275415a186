/** The findings by the rule they break, the heaviest rule first. */
import type { CheckResult } from '../../core/api/operations/application.ts';
import { ruleKey, type CheckedRule } from '../../core/device/rule.ts';

type Finding = CheckResult['findings'][number];

export interface RuleGroup {
  key: string;
  rule: CheckedRule;
  isError: boolean;
  findings: Finding[];
}

/** A line of the list: a rule, or a finding below it. */
export type Line = { kind: 'rule'; group: RuleGroup } | { kind: 'finding'; finding: Finding };

export function groupsOf({ findings, rules }: CheckResult): RuleGroup[] {
  const known = new Map(rules.map((rule) => [`${rule.code} ${rule.field ?? ''}`, rule]));
  const groups = new Map<string, RuleGroup>();
  for (const finding of findings) {
    const key = ruleKey(finding.problem);
    const rule = known.get(key);
    const group = groups.get(key);
    if (group !== undefined) group.findings.push(finding);
    else if (rule !== undefined) {
      groups.set(key, { key, rule, isError: finding.problem.severity === 'error', findings: [finding] });
    }
  }
  return [...groups.values()].sort(
    (a, b) => Number(b.isError) - Number(a.isError) || b.findings.length - a.findings.length,
  );
}

export const linesOf = (groups: readonly RuleGroup[], closed: ReadonlySet<string>): Line[] =>
  groups.flatMap((group) => [
    { kind: 'rule' as const, group },
    ...(closed.has(group.key)
      ? []
      : group.findings.map((finding) => ({ kind: 'finding' as const, finding }))),
  ]);
