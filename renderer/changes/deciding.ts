/** Decisions about conflicts: for one, for a field of one, by a rule; each can be taken back before the upload. */
import { conflictKeys, decisionFor } from '../../core/merge/decide.ts';
import type { Conflict, Decided, Decision } from '../../core/merge/plan.ts';
import { useChanges } from './state.ts';

type Decisions = Record<string, Decided>;
type Field = Conflict['fields'][number]['field'];

const become = (next: (decisions: Decisions) => Decisions): void =>
  useChanges.setState(({ decisions, decidedBefore }) => ({
    decisions: next(decisions),
    decidedBefore: [...decidedBefore, decisions],
  }));

export const decideOne = (key: string, decision: Decision): void =>
  become((decisions) => ({ ...decisions, [key]: decision }));

/** What was decided for the whole conflict holds for its other fields. */
function withField({ key, fields }: Conflict, field: Field, decision: Decision, decisions: Decisions) {
  const decided: Partial<Record<Field, Decision>> = {};
  for (const { field: other } of fields) {
    const before = decisionFor(decisions[key], other);
    if (before !== undefined) decided[other] = before;
  }
  return { ...decided, [field]: decision };
}

export const decideField = (conflict: Conflict, field: Field, decision: Decision): void =>
  become((decisions) => ({ ...decisions, [conflict.key]: withField(conflict, field, decision, decisions) }));

export const decideAll = (decision: Decision): void => {
  const { comparison } = useChanges.getState();
  if (comparison === null) return;
  const keys = conflictKeys(comparison.upload);
  become(() => Object.fromEntries(keys.map((key) => [key, decision])));
};

/** The rule for one field, wherever it is in dispute. */
export const decideFieldEverywhere = (field: Field, decision: Decision): void => {
  const { comparison } = useChanges.getState();
  const concerned =
    comparison?.upload.conflicts.filter(({ fields }) => fields.some((one) => one.field === field)) ?? [];
  become((decisions) => ({
    ...decisions,
    ...Object.fromEntries(
      concerned.map((conflict) => [conflict.key, withField(conflict, field, decision, decisions)]),
    ),
  }));
};

export const takeDecisionBack = (): void =>
  useChanges.setState(({ decisions, decidedBefore }) => ({
    decisions: decidedBefore.at(-1) ?? decisions,
    decidedBefore: decidedBefore.slice(0, -1),
  }));
