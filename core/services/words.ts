/** Which sentences of `service-terms.json` say how a change stands and what to do about it. */
import type { OrderChange } from './order.ts';
import type { Prerequisite } from './prerequisites.ts';

/** The key of what to do next. */
export function nextStep({ state, shown }: Pick<OrderChange, 'state' | 'shown'>) {
  if (state !== 'done') return `next.${state}` as const;
  return shown === true ? 'next.done' : shown === null ? 'next.done-hidden' : 'next.done-unseen';
}

/** The parameters of a prerequisite's sentence. */
export const ruleParams = ({ of, detail }: Prerequisite): { of: string; detail: string } => ({
  of: of.join(', '),
  detail: detail === '' ? '' : ` (${detail})`,
});
