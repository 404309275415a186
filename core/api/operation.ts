/** What an operation of the contract is, and the inputs that many of them share. */
import { z } from 'zod';

export type Kind = 'query' | 'command' | 'job';

export interface Operation<I extends z.ZodType, O, K extends Kind> {
  kind: K;
  input: I;
  /** Carries the type of the reply; has no value. */
  output?: O;
}

const operation =
  <K extends Kind>(kind: K) =>
  <O>() =>
  <I extends z.ZodType>(input: I): Operation<I, O, K> => ({ kind, input });

export const query = operation('query');
export const command = operation('command');
export const job = operation('job');

export const none = z.object({});
export const id = z.number().int().positive();
export const ids = z.array(id);
export const fileId = z.string().max(100);
export const extension = z.string().max(20);
