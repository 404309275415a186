/** Sends operations one by one, each written to the journal before it goes and after it was answered. */
import type { OperationResult } from '../../core/api/upload.ts';
import type { DeviceRecord } from '../../core/device/record.ts';
import { nextBase } from '../../core/merge/decide.ts';
import type { ContactLink } from '../../core/merge/plan.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Connector, RemoteOperation } from '../pbx/connector.ts';
import type { PbxMemory } from '../site/site.ts';
import { removeGroupBase, setGroupBase } from './group-base.ts';
import type { JobContext } from './job.ts';
import { during } from './job.ts';
import type { PlannedOperation } from './operations.ts';
import { journalLine } from './operations.ts';
import type { DoneOperation } from './verify.ts';

/** What became of one operation. */
export interface SentOperation extends Omit<OperationResult, 'kind' | 'changes'> {
  operation: RemoteOperation;
}

export interface Sent {
  results: SentOperation[];
  done: DoneOperation[];
  /** Every operation was answered. */
  complete: boolean;
}

/**
 * @param links The pairs of the plan, by contact.
 * @param taken The site has taken over what the PBX changed.
 */
export async function send(
  planned: readonly PlannedOperation[],
  connector: Connector,
  memory: PbxMemory,
  links: ReadonlyMap<number, ContactLink>,
  taken: boolean,
  context: JobContext,
): Promise<Sent> {
  const waiting = new Map(planned.map((one) => [one.operation.key, one]));
  const started = new Set<string>();
  const sent: Sent = { results: [], done: [], complete: false };
  const report = (
    { operation, target }: PlannedOperation,
    outcome: OperationResult['outcome'],
    problem: Problem | null,
  ) => sent.results.push({ operation, target, outcome, problem });

  function* operations(): Generator<RemoteOperation> {
    for (const one of planned) {
      if (context.signal.aborted) return;
      memory.start(journalLine(one, agreedBy(one, links, taken)));
      started.add(one.operation.key);
      yield one.operation;
    }
  }

  let failure: Problem | null = null;
  try {
    const progress = during(context, 'upload');
    for await (const outcome of connector.apply(operations(), context.signal, progress)) {
      const one = waiting.get(outcome.key);
      if (one === undefined) continue;
      waiting.delete(outcome.key);
      if (outcome.outcome === 'done') {
        memory.together(() => remember(memory, one, outcome.id, links, taken));
        sent.done.push({ operation: one.operation, id: outcome.id });
        report(one, 'done', null);
      } else {
        memory.finish(outcome.key);
        report(one, 'refused', outcome.problem);
      }
      context.progress({ phase: 'upload', done: sent.results.length, total: planned.length });
    }
  } catch (error) {
    if (!(error instanceof SwitchbookError)) throw error;
    failure = error.problem;
  }
  for (const one of waiting.values()) report(one, 'unknown', started.has(one.operation.key) ? failure : null);
  sent.complete = waiting.size === 0;
  return sent;
}

/** The base of an updated contact once the update was done: what the site has not taken stays open. */
function agreedBy(
  { operation, contactId }: PlannedOperation,
  links: ReadonlyMap<number, ContactLink>,
  taken: boolean,
): DeviceRecord | null {
  const link = operation.kind !== 'update' || contactId === null ? undefined : links.get(contactId);
  return link === undefined ? null : nextBase(link, { pushed: true, taken });
}

/** What both sides agree on once an operation was done. */
function remember(
  memory: PbxMemory,
  one: PlannedOperation,
  newId: string | null,
  links: ReadonlyMap<number, ContactLink>,
  taken: boolean,
): void {
  const { operation, contactId, groupId } = one;
  switch (operation.kind) {
    case 'create-group':
      if (groupId !== null && newId !== null) {
        const { name, standardForNew } = operation;
        setGroupBase(memory, { groupId, remoteId: newId, name, standardForNew });
      }
      break;
    case 'rename-group':
      if (groupId !== null) setGroupBase(memory, { groupId, remoteId: operation.id, name: operation.name });
      break;
    case 'mark-group':
      if (groupId !== null) {
        const { id, standardForNew } = operation;
        setGroupBase(memory, { groupId, remoteId: id, standardForNew });
      }
      break;
    case 'set-grant':
    case 'set-standard':
      if (one.access !== null) memory.setBaseAccess(one.access);
      break;
    case 'delete-group':
      if (groupId !== null) removeGroupBase(memory, groupId);
      break;
    case 'create':
      // Without an id the operation stays open: the next comparison finds what was created by what it says.
      if (newId === null) return;
      if (contactId !== null) {
        memory.setBaseContact({ contactId, remoteId: newId, record: operation.record });
      }
      break;
    case 'update': {
      const record = agreedBy(one, links, taken);
      if (contactId !== null && record !== null) {
        memory.setBaseContact({ contactId, remoteId: operation.id, record });
      }
      break;
    }
    case 'delete':
      if (contactId !== null) memory.removeBaseContact(contactId);
      break;
  }
  memory.finish(operation.key);
}
