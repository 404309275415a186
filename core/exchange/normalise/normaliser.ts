/** Which rules are on, how much each of them changed, and on demand what exactly. */
import type { Normalised, Rule } from '../../api/rules.ts';
import { RULES } from '../../api/rules.ts';

export type RuleCounts = Record<Rule, number>;

export const noCounts = (): RuleCounts => ({
  spacing: 0,
  case: 0,
  titles: 0,
  names: 0,
  numbers: 0,
  countries: 0,
  birthdays: 0,
  kinds: 0,
});

export class Normaliser {
  readonly on: Readonly<Record<Rule, boolean>>;
  readonly counts = noCounts();
  /** What was changed, while somebody asks for it. */
  #trace: Normalised[] | null = null;

  constructor(on: Readonly<Record<Rule, boolean>>) {
    this.on = on;
  }

  /** What `work` changes, one by one. */
  traced(work: () => void): Normalised[] {
    const trace: Normalised[] = [];
    this.#trace = trace;
    try {
      work();
    } finally {
      this.#trace = null;
    }
    return trace.toSorted((a, b) => RULES.indexOf(a.rule) - RULES.indexOf(b.rule));
  }

  /** Says that a rule made `after` of `before`; nothing happens where they are the same. */
  note(rule: Rule, field: string, column: string | undefined, before: string, after: string): void {
    if (before === after) return;
    this.counts[rule]++;
    this.#trace?.push({ rule, field, ...(column === undefined ? {} : { column }), before, after });
  }
}
