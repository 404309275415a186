/** The page's one way to the services: the contract, whatever carries it. */
import type { EventName, Events, InputOf, OperationName, OutputOf } from '../../core/api/contract.ts';
import type { Progress } from '../../core/api/progress.ts';
import type { Surroundings } from './surroundings.ts';

export interface CallOptions {
  progress?: (progress: Progress) => void;
  /** Aborting asks the service to stop; the call then rejects with `cancelled`. */
  signal?: AbortSignal;
}

/** Rejects with a `SwitchbookError`: its problem can be shown as it is. */
export type Call = <N extends OperationName>(
  name: N,
  input: InputOf<N>,
  options?: CallOptions,
) => Promise<OutputOf<N>>;

export interface Host {
  call: Call;
  /** The function that comes back ends the subscription. */
  subscribe<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void;
  readonly surroundings: Surroundings;
}

export type Line = 'connecting' | 'open' | 'lost';
