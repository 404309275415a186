/** The PBX dials: its page for soft calls, `docs/protocols/commander.md` section 5e, which is assumed. */
import type { ProblemCode } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { CommanderAddress } from './connect.ts';
import { atPages } from './connect.ts';
import { Refusal } from './session.ts';

/** The request may have arrived. */
const BROKEN_OFF = new Set<ProblemCode>(['pbx-line-dropped', 'pbx-timeout', 'pbx-answer-unreadable']);

/**
 * Logs in as the subscriber, dials, logs out. Errors: `pbx-page-missing` (nothing was dialled),
 * `call-refused`, `call-unanswered` (it may ring or not), those of a log-in and of the line.
 */
export function dialByPage(address: CommanderAddress, page: string, number: string): Promise<void> {
  const path = `/${page}_save`;
  return atPages(address, async (session) => {
    try {
      await session.post(path, [['number', number]]);
    } catch (error) {
      const options = { cause: error };
      if (error instanceof SwitchbookError && BROKEN_OFF.has(error.problem.code)) {
        throw new SwitchbookError('call-unanswered', { value: number }, options);
      }
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 404) throw new SwitchbookError('pbx-page-missing', { value: path }, options);
      if (error.status === 403) throw new SwitchbookError('pbx-no-access', { value: path }, options);
      throw new SwitchbookError('call-refused', { value: number }, options);
    }
  });
}
