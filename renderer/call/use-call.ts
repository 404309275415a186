/** Calls a contact: what became of it is said in the corner, and a secret that is missing is asked for. */
import { useCallback } from 'react';
import words from '../../resources/translations/renderer-call.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { problemOf } from '../state/problem.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { handOver } from './hand-over.ts';
import type { Wanted } from './state.ts';
import { useCalling } from './state.ts';

/** What a person can enter to make it work. */
const SECRETS = new Set(['password-needed', 'pbx-password-wrong', 'phone-token-needed', 'phone-token-wrong']);

export function useCall(): (wanted: Wanted, secret?: string) => Promise<void> {
  const host = useHost();
  const say = useText(words);
  const tell = useTell();
  const who = useWho();
  return useCallback(
    async (wanted, secret) => {
      try {
        const made = await host.call('call.dial', { ...wanted, ...(secret !== undefined && { secret }) });
        useCalling.setState({ asking: null });
        if (made.tel !== null) handOver(made.tel);
        const said = say(`done.${made.through}`, { number: made.number, who });
        tell.done(made.after === '' ? said : `${said}. ${say('after', { after: made.after })}`);
      } catch (error) {
        const why = problemOf(error);
        if (SECRETS.has(why.code)) useCalling.setState({ asking: { wanted, why } });
        else {
          useCalling.setState({ asking: null });
          tell.failed(error);
        }
      }
    },
    [host, say, tell, who],
  );
}

/** The subscriber who calls. */
export function useWho(): string {
  const { extension, name } = useSite((state) => state.session);
  return [extension, name].filter(Boolean).join(' ');
}
