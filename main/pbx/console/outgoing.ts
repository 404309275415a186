/** The book as it shall be after some operations, and what cannot be asked of a console. */
import type { DeviceRecord } from '../../../core/device/record.ts';
import { shownName } from '../../../core/directory/contact.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { GRID_FIELDS, readCells, writeCells } from '../columns.ts';
import type { RemoteOperation, RemoteOutcome } from '../connector.ts';
import type { BookRow } from './book.ts';
import { canTravel } from './book.ts';
import type { BookConsole } from './profile.ts';

/** A line of the file that is sent, and the operation that it carries out; null where it stays as it was. */
interface Outgoing {
  row: BookRow;
  operation: RemoteOperation | null;
}

/** @param ids Who numbers new contacts. @param nameOf The name of a group. */
export function outgoing(
  rows: readonly BookRow[],
  wanted: readonly RemoteOperation[],
  ids: BookConsole['file']['ids'],
  nameOf: (groupId: string) => string,
): { lines: Outgoing[]; refused: RemoteOutcome[] } {
  const refused: RemoteOutcome[] = [];
  const lines = new Map<string, Outgoing>(rows.map((row) => [row.id, { row, operation: null }]));
  const created: Outgoing[] = [];
  let highest = Math.max(0, ...rows.map(({ id }) => Number(id)).filter(Number.isSafeInteger));
  const refuse = (key: string, because: Problem): void => {
    refused.push({ key, outcome: 'refused', problem: because });
  };
  for (const operation of wanted) {
    const { key } = operation;
    switch (operation.kind) {
      case 'create': {
        const id = ids === 'given by us' ? String(++highest) : '';
        const row = rowOf(id, [], operation.record, GRID_FIELDS);
        if (canTravel(row)) created.push({ row, operation });
        else refuse(key, impossible(operation.record));
        break;
      }
      case 'update': {
        const line = lines.get(operation.id);
        const { record, changed, id } = operation;
        if (line === undefined) {
          refuse(key, refusal(record, `Kontakt-Id ${id}?`));
        } else {
          const changedRow = rowOf(id, line.row.cells, record, changed);
          const row = changed.includes('groups') ? changedRow : { ...changedRow, groups: line.row.groups };
          if (canTravel(row)) lines.set(id, { row, operation });
          else refuse(key, impossible(record));
        }
        break;
      }
      case 'delete':
        lines.delete(operation.id);
        break;
      case 'create-group':
        break;
      case 'rename-group':
      case 'mark-group':
      case 'delete-group':
        refuse(key, problem('console-groups-fixed', nameOf(operation.id)));
        break;
      case 'set-grant':
      case 'set-standard':
        refuse(key, problem('console-groups-fixed', operation.group));
        break;
    }
  }
  return { lines: [...lines.values(), ...created], refused };
}

export const recordOf = ({ cells, groups }: BookRow): DeviceRecord => ({
  ...readCells(cells, new Map()),
  groups: [...groups].sort(),
});

const rowOf = (
  id: string,
  cells: readonly string[],
  record: DeviceRecord,
  fields: Parameters<typeof writeCells>[2],
): BookRow => ({
  id,
  cells: writeCells(
    cells,
    record,
    fields.filter((field) => field !== 'groups'),
    [],
  ).slice(0, -1),
  groups: record.groups,
});

export const problem = (code: 'console-group-empty' | 'console-groups-fixed', value: string): Problem => ({
  code,
  severity: 'error',
  value,
});

/** @param detail In the words of the console. */
export const refusal = (record: DeviceRecord, detail: string): Problem => ({
  code: 'pbx-refused',
  severity: 'error',
  value: shownName(record),
  params: { detail },
});

const impossible = (record: DeviceRecord): Problem => ({
  code: 'pbx-character-impossible',
  severity: 'error',
  value: shownName(record),
  params: { character: '\\' },
});
