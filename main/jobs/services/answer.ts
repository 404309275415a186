/** Requests answered with the code from the mail, and new codes. */
import type { z } from 'zod';
import type { AnsweredChange, changeAnswer } from '../../../core/api/services.ts';
import type { ContactChange } from '../../../core/directory/service-contact.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { answerUnknown } from '../../../core/services/history.ts';
import { blocksAcceptance } from '../../../core/services/order.ts';
import { ServiceRefusal } from '../../pbx/service-line.ts';
import type { JobContext } from '../job.ts';
import type { ServicesAt } from './read.ts';
import { found, lastRead, note, readChanges } from './read.ts';

/**
 * Accepts or refuses a request with the code from the mail. Where an earlier answer went and nobody learnt
 * whether it arrived, a code that is refused as used is a note, not an error.
 *
 * Errors: those of the line, `service-change-missing`, `service-change-not-waiting`, `service-accept-last`,
 * `service-token-refused`.
 */
export async function answerChange(
  at: ServicesAt,
  { change: id, answer, token }: z.infer<typeof changeAnswer>,
  context: JobContext,
): Promise<AnsweredChange> {
  const code = token.trim();
  if (code === '') throw new SwitchbookError('service-token-empty', { value: String(id) });
  const { signal } = context;
  const last = await lastRead(at, signal);
  const changes = await readChanges(at, last, signal);
  const unknown = answerUnknown(at.memory.events(at.billingAccount), id);
  const change = found(changes, id);
  const value = String(id);
  if (change.state !== 'validatingByCustomers') {
    if (unknown && change.state !== 'todo' && change.state !== 'checkValidity') return { change, notes: [] };
    throw new SwitchbookError('service-change-not-waiting', { value });
  }
  const other = answer === 'accept' ? blocksAcceptance(change, changes) : undefined;
  if (other !== undefined)
    throw new SwitchbookError('service-accept-last', { value, params: { other: other.id } });
  note(at, { kind: answer === 'accept' ? 'accepting' : 'refusing', change });
  const notes: Problem[] = [];
  try {
    await at.line.answer(id, answer, code, new AbortController().signal);
    note(at, { kind: answer === 'accept' ? 'accepted' : 'refused', change });
  } catch (error) {
    if (!(error instanceof ServiceRefusal)) throw error;
    note(at, { kind: 'answer-refused', change });
    const params = { detail: error.message };
    if (!unknown) throw new SwitchbookError('service-token-refused', { value, params }, { cause: error });
    notes.push({ code: 'service-token-perhaps-used', severity: 'warning', value });
  }
  return { change: found(await readChanges(at, last, signal), id), notes };
}

/** New codes to both sides. Errors: those of the line, `service-change-missing`, `service-change-not-waiting`. */
export async function resendCodes(at: ServicesAt, id: number, context: JobContext): Promise<ContactChange> {
  const { signal } = context;
  const change = found(await readChanges(at, await lastRead(at, signal), signal), id);
  const value = String(id);
  if (change.state !== 'validatingByCustomers')
    throw new SwitchbookError('service-change-not-waiting', { value });
  try {
    await at.line.resend(id, new AbortController().signal);
  } catch (error) {
    if (!(error instanceof ServiceRefusal)) throw error;
    const params = { detail: error.message };
    throw new SwitchbookError('service-request-refused', { value, params }, { cause: error });
  }
  note(at, { kind: 'resent', change });
  return change;
}
