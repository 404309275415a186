/** From a plan to the operations a connector carries out, in an order in which each finds what it needs. */
import { randomUUID } from 'node:crypto';
import type { DeviceRecord, RecordField } from '../../core/device/record.ts';
import type { AccessBase } from '../../core/merge/access.ts';
import { cellSteps } from '../../core/merge/access.ts';
import type { AccessChange, Direction, PlannedContact } from '../../core/merge/plan.ts';
import type { RemoteOperation } from '../pbx/connector.ts';
import type { PendingOperation } from '../site/site.ts';

export interface PlannedOperation {
  operation: RemoteOperation;
  /** The name of the contact or group. */
  target: string;
  contactId: number | null;
  groupId: number | null;
  /** For a right or a standard group: the cell when it is done. */
  access: AccessBase | null;
}

/**
 * Groups that contacts and rights need come first, groups that they leave go last.
 *
 * @param access The rights to be sent.
 */
export function operationsOf(plan: Direction, access: readonly AccessChange[]): PlannedOperation[] {
  const groups = plan.groups.flatMap((group): PlannedOperation[] => {
    const common = { target: group.name, contactId: null, groupId: group.groupId, access: null };
    const { kind, remoteId, name, groupKind, standardForNew } = group;
    const key = randomUUID();
    if (kind === 'create-group') {
      return [{ ...common, operation: { key, kind, name, groupKind, standardForNew } }];
    }
    if (remoteId === null) return [];
    if (kind === 'rename-group') return [{ ...common, operation: { key, kind, id: remoteId, name } }];
    return kind === 'mark-group'
      ? [{ ...common, operation: { key, kind, id: remoteId, standardForNew } }]
      : [{ ...common, operation: { key, kind, id: remoteId } }];
  });
  const last = (one: PlannedOperation) => one.operation.kind === 'delete-group';
  return [
    ...groups.filter((one) => !last(one)),
    ...access.flatMap(rightsOf),
    // Deletions first: a full device has room for what comes.
    ...plan.delete.flatMap((contact) => operationOf('delete', contact)),
    ...plan.update.flatMap((contact) => operationOf('update', contact)),
    ...plan.create.flatMap((contact) => operationOf('create', contact)),
    ...groups.filter(last),
  ];
}

/** One operation for the right and one for the standard group, where both change. */
function rightsOf(change: AccessChange): PlannedOperation[] {
  const { extension, subscriber, group, groupId, before } = change;
  const target = `${extension} ${subscriber}: ${group}`;
  let grant = before.grant;
  return cellSteps(change).map((cell) => {
    const place = { key: randomUUID(), extension, group };
    const operation: RemoteOperation =
      cell.grant === grant
        ? { ...place, kind: 'set-standard', standard: cell.standard }
        : { ...place, kind: 'set-grant', grant: cell.grant };
    grant = cell.grant;
    const access = groupId === null ? null : { extension, groupId, ...cell };
    return { operation, target, contactId: null, groupId, access };
  });
}

function operationOf(kind: 'create' | 'update' | 'delete', contact: PlannedContact): PlannedOperation[] {
  const { remoteId, record, name: target, contactId } = contact;
  const common = { target, contactId, groupId: null, access: null };
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
  { operation, target, contactId, groupId, access }: PlannedOperation,
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
    access,
    target,
    startedAt: new Date().toISOString(),
  };
}
