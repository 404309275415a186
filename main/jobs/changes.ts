/** What operations change, value by value: reports say before and after. */
import type { ReportedChange } from '../../core/api/upload.ts';
import type { DeviceRecord, RecordField } from '../../core/device/record.ts';
import type { RemoteBook, RemoteOperation } from '../pbx/connector.ts';

/** By what the PBX held before the first of them. */
export function changesOf(before: RemoteBook): (operation: RemoteOperation) => ReportedChange[] {
  const contacts = new Map(before.contacts.map(({ id, record }) => [id, record]));
  const groups = new Map(before.groups.map((group) => [group.id, group]));
  const rights = new Map(
    before.subscribers.flatMap(({ extension, rights: held }) =>
      held.map((right) => [`${extension} ${right.group}`, right] as const),
    ),
  );
  return (operation) => {
    switch (operation.kind) {
      case 'create':
        return differing(null, operation.record, fieldsOf(operation.record));
      case 'update':
        return differing(contacts.get(operation.id) ?? null, operation.record, operation.changed);
      case 'delete': {
        const held = contacts.get(operation.id);
        return held === undefined ? [] : differing(held, null, fieldsOf(held));
      }
      case 'create-group':
        return [{ field: 'name', before: '', after: operation.name }];
      case 'rename-group':
        return [{ field: 'name', before: groups.get(operation.id)?.name ?? '', after: operation.name }];
      case 'mark-group':
        return [switched('standardForNew', operation.standardForNew)];
      case 'delete-group':
        return [{ field: 'name', before: groups.get(operation.id)?.name ?? '', after: '' }];
      case 'set-grant': {
        const held = rights.get(`${operation.extension} ${operation.group}`)?.grant ?? 'none';
        return [{ field: 'grant', before: held, after: operation.grant }];
      }
      case 'set-standard':
      default:
        return [switched('standard', operation.standard)];
    }
  };
}

const switched = (field: 'standardForNew' | 'standard', on: boolean): ReportedChange => ({
  field,
  before: on ? 'no' : 'yes',
  after: on ? 'yes' : 'no',
});

const isField =
  (record: DeviceRecord) =>
  (key: string): key is RecordField =>
    Object.hasOwn(record, key);

/** Those that say something. */
const fieldsOf = (record: DeviceRecord): RecordField[] =>
  Object.keys(record)
    .filter(isField(record))
    .filter((field) => record[field].length > 0);

const differing = (
  before: DeviceRecord | null,
  after: DeviceRecord | null,
  fields: readonly RecordField[],
): ReportedChange[] =>
  fields.map((field) => ({ field, before: before?.[field] ?? '', after: after?.[field] ?? '' }));
