/** How an operation of the contract is answered: its input is checked before the answer sees it. */
import { z } from 'zod';
import type { Contract, OperationName, OutputOf } from '../../core/api/contract.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { JobContext } from '../jobs/job.ts';
import type { Desk } from './desk.ts';

type Kind = Contract[OperationName]['kind'];

interface OperationShape<I extends z.ZodType, O> {
  kind: Kind;
  input: I;
  output?: O;
}

export interface Answer<O> {
  kind: Kind;
  run(raw: unknown, desk: Desk, context: JobContext): Promise<O>;
}

/** One answer for every operation named. */
export type Answers<N extends OperationName> = { [K in N]: Answer<OutputOf<K>> };

export const answer = <I extends z.ZodType, O>(
  operation: OperationShape<I, O>,
  handle: (input: z.output<I>, desk: Desk, context: JobContext) => O | Promise<O>,
): Answer<O> => ({
  kind: operation.kind,
  async run(raw, desk, context) {
    const checked = operation.input.safeParse(raw);
    if (!checked.success) {
      throw new SwitchbookError('bad-request', { params: { detail: z.prettifyError(checked.error) } });
    }
    return handle(checked.data, desk, context);
  },
});
