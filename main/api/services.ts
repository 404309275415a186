/** The services behind the contract, in one process: what the command line calls and what every worker runs. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { InputOf, OperationName, OutputOf } from '../../core/api/contract.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { JobContext } from '../jobs/job.ts';
import { causesOf, faultOf } from '../log/entry.ts';
import { accessAnswers } from './answers/access.ts';
import { allowOperation } from './allow.ts';
import { appAnswers } from './answers/app.ts';
import { backupAnswers } from './answers/backups.ts';
import { bulkAnswers } from './answers/bulk.ts';
import { draftAnswers } from './answers/drafts.ts';
import { duplicateAnswers } from './answers/duplicates.ts';
import { bookAnswers } from './answers/books.ts';
import { callAnswers } from './answers/calls.ts';
import { softCallAnswers } from './answers/call.ts';
import { connectionAnswers } from './answers/connection.ts';
import { contactAnswers } from './answers/contacts.ts';
import { contactEditAnswers } from './answers/contact-edit.ts';
import { exchangeAnswers } from './answers/exchange.ts';
import { groupAnswers } from './answers/groups.ts';
import { ldapAnswers } from './answers/ldap.ts';
import { pbxAnswers } from './answers/pbx.ts';
import { serviceAnswers } from './answers/services.ts';
import { safetyAnswers } from './answers/safety.ts';
import { sessionAnswers } from './answers/session.ts';
import { supportAnswers } from './answers/support.ts';
import { siteAnswers } from './answers/site.ts';
import type { Desk } from './desk.ts';
import type { Answers } from './serve.ts';

const ANSWERS: Answers<OperationName> = {
  ...appAnswers,
  ...siteAnswers,
  ...safetyAnswers,
  ...sessionAnswers,
  ...supportAnswers,
  ...contactAnswers,
  ...contactEditAnswers,
  ...draftAnswers,
  ...bulkAnswers,
  ...duplicateAnswers,
  ...groupAnswers,
  ...accessAnswers,
  ...exchangeAnswers,
  ...softCallAnswers,
  ...bookAnswers,
  ...callAnswers,
  ...connectionAnswers,
  ...ldapAnswers,
  ...pbxAnswers,
  ...serviceAnswers,
  ...backupAnswers,
};

export const isOperation = (name: string): name is OperationName => Object.hasOwn(ANSWERS, name);

/** Whether an operation is long work, which never runs on the thread that answers the window. */
export const isJob = (name: OperationName): boolean => ANSWERS[name].kind === 'job';

/** A job commits a large import within seconds; a user's own change waits for it rather than failing. */
const PATIENCE = 30_000;
const RETRY = 25;

const quiet: JobContext = { progress: () => undefined, signal: new AbortController().signal };

const changesSight = (name: OperationName): boolean => SIGHT_CHANGING.has(name);
const SIGHT_CHANGING: ReadonlySet<OperationName> = new Set<OperationName>([
  'site.open',
  'site.create',
  'session.signIn',
  'session.signOut',
]);

const isBusy = (error: unknown): boolean =>
  error instanceof SwitchbookError && error.problem.code === 'site-busy';

export class Services {
  readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  /** Input is checked against the contract; errors a person can understand are `SwitchbookError`. */
  call<N extends OperationName>(
    name: N,
    input: InputOf<N>,
    context: JobContext = quiet,
  ): Promise<OutputOf<N>> {
    return this.#run(name, input, context);
  }

  /** The same for a name and an input that arrive from outside. */
  async answer(name: string, input: unknown, context: JobContext = quiet): Promise<unknown> {
    if (!isOperation(name)) throw new SwitchbookError('unknown-operation', { value: name });
    return this.#run(name, input, context);
  }

  async #run<N extends OperationName>(name: N, input: unknown, context: JobContext): Promise<OutputOf<N>> {
    const began = performance.now();
    try {
      const output = await this.#patiently(name, input, context);
      const ms = Math.round(performance.now() - began);
      this.desk.log?.write(ANSWERS[name].kind === 'query' ? 'debug' : 'info', {
        event: 'operation',
        name,
        ms,
      });
      return output;
    } catch (error) {
      this.#note(name, Math.round(performance.now() - began), error);
      throw error;
    }
  }

  #note(name: OperationName, ms: number, error: unknown): void {
    if (error instanceof SwitchbookError) {
      const { code: problem } = error.problem;
      const causes = causesOf(error);
      this.desk.log?.write('warn', { event: 'refused', name, ms, problem, causes });
    } else this.desk.log?.write('error', { event: 'fault', where: name, fault: faultOf(error) });
  }

  async #patiently<N extends OperationName>(
    name: N,
    input: unknown,
    context: JobContext,
  ): Promise<OutputOf<N>> {
    const { desk } = this;
    const answers: Answers<OperationName> = ANSWERS;
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      try {
        allowOperation(desk, name);
        const output = await answers[name].run(input, desk, context);
        const revision = desk.siteOrNull?.revision();
        // Which site is open and who is signed in decide what is seen: every window reads again. Another program may have
        // changed the file too.
        if (revision !== undefined && (revision !== desk.told || changesSight(name))) {
          desk.emit('site-changed', { revision });
        }
        return output;
      } catch (error) {
        if (!isBusy(error) || Date.now() > deadline) throw error;
        await sleep(RETRY);
      }
    }
  }
}
