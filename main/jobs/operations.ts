/** From a plan to the operations a connector carries out, in an order in which each finds what it needs. */
import { randomUUID } from 'node:crypto';
import type { DeviceRecord, RecordField } from '../../core/device/record.ts';
import type { Direction, PlannedContact } from '../../core/merge/plan.ts';
import type { RemoteOperation } from '../pbx/connector.ts';
import type { PendingOperation } from '../site/site.ts';

export interface PlannedOperation {
  operation: RemoteOperation;
  /** The name of the contact or group. */
  target: string;
  contactId: number | null;
  groupId: number | null;
}

/** Groups that contacts need come first, groups that they leave go last. */
export function operationsOf(plan: Direction): PlannedOperation[] {
  const groups = plan.groups.flatMap((group): PlannedOperation[] => {
    const common = { target: group.name, contactId: null, groupId: group.groupId };
    const { kind, remoteId, name, groupKind } = group;
    const key = randomUUID();
    if (kind === 'create-group') return [{ ...common, operation: { key, kind, name, groupKind } }];
    if (remoteId === null) return [];
    return kind === 'rename-group'
      ? [{ ...common, operation: { key, kind, id: remoteId, name } }]
      : [{ ...common, operation: { key, kind, id: remoteId } }];
  });
  const last = (one: PlannedOperation) => one.operation.kind === 'delete-group';
  return [
    ...groups.filter((one) => !last(one)),
    // Deletions first: a full device has room for what comes.
    ...plan.delete.flatMap((contact) => operationOf('delete', contact)),
    ...plan.update.flatMap((contact) => operationOf('update', contact)),
    ...plan.create.flatMap((contact) => operationOf('create', contact)),
    ...groups.filter(last),
  ];
}

function operationOf(kind: 'create' | 'update' | 'delete', contact: PlannedContact): PlannedOperation[] {
  const { remoteId, record, name: target, contactId } = contact;
  const common = { target, contactId, groupId: null };
  const key = randomUUID();
  if (kind === 'create') return record === null ? [] : [{ ...common, operation: { key, kind, record } }];
  if (remoteId === null) return [];
  if (kind === 'delete') return [{ ...common, operation: { key, kind, id: remoteId } }];
  return record === null
    ? []
    : [{ ...common, operation: { key, kind, id: remoteId, record, changed: changedFields(contact) } }];
}

const changedFields = (contact: PlannedContact): RecordField[] => contact.changes.map(({ field }) => field);

/**
 * The line of the journal that is durable before the operation is sent.
 *
 * @param agreed The base of an updated contact if the update arrives.
 */
export function journalLine(
  { operation, target, contactId, groupId }: PlannedOperation,
  agreed: DeviceRecord | null,
): PendingOperation {
  return {
    key: operation.key,
    kind: operation.kind,
    contactId,
    groupId,
    remoteId: 'id' in operation ? operation.id : null,
    record: 'record' in operation ? operation.record : null,
    agreed,
    target,
    startedAt: new Date().toISOString(),
  };
}
