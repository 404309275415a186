/** A consumer key of OVHcloud: asked for, then watched until a person has decided about it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../core/problem/problem.ts';
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';

const PAUSE = 2000;
const PATIENCE = 10 * 60_000;

interface KeyOwner {
  url: string;
  /** The application key. */
  user: string;
}

export type KeyPhase =
  | { phase: 'none' | 'asking' | 'refused' | 'expired' }
  | { phase: 'pendingValidation'; page: string }
  /** ISO 8601; null: for good. */
  | { phase: 'validated'; until: string | null }
  | { phase: 'failed'; problem: Problem };

const NONE: KeyPhase = { phase: 'none' };

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

export function useKey() {
  const host = useHost();
  const stop = useRef<AbortController | null>(null);
  const [key, setKey] = useState<KeyPhase>(NONE);
  useEffect(() => () => stop.current?.abort(), []);

  /** What was typed is another application’s now. */
  const forget = useCallback(() => {
    stop.current?.abort();
    setKey(NONE);
  }, []);

  /** `password`: the application secret; empty: the known one. True once the key is good. */
  const ask = useCallback(
    async (owner: KeyOwner, password: string): Promise<boolean> => {
      stop.current?.abort();
      const { signal } = (stop.current = new AbortController());
      const show = (next: KeyPhase) => signal.aborted || setKey(next);
      show({ phase: 'asking' });
      try {
        const { validationUrl } = await host.call('connection.askKey', owner, { signal });
        show({ phase: 'pendingValidation', page: validationUrl });
        for (const end = Date.now() + PATIENCE; Date.now() < end && !signal.aborted;) {
          await pause();
          if (signal.aborted) return false;
          const { state, expiration } = await host.call(
            'connection.keyState',
            { ...owner, password },
            { signal },
          );
          if (state === 'pendingValidation') continue;
          show(state === 'validated' ? { phase: state, until: expiration } : { phase: state });
          return state === 'validated' && !signal.aborted;
        }
        show({ phase: 'failed', problem: { code: 'ovh-key-pending', severity: 'error' } });
      } catch (error) {
        show({ phase: 'failed', problem: problemOf(error) });
      }
      return false;
    },
    [host],
  );
  return { key, ask, forget };
}
