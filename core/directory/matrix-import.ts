/** What a table of rights would make of the matrix, row by row: the plan that is shown is the plan that is made. */
import type { Problem } from '../problem/problem.ts';
import type { ChangedRight, Matrix } from './matrix.ts';
import { planRights } from './matrix.ts';
import type { Grant, Role, Subscriber } from './subscriber.ts';

/** What a row of the table says. Null: nothing. */
export interface WantedRow {
  row: number;
  extension: string;
  name: string | null;
  role: Role | null;
  rights: { group: string; grant: Grant; standard: boolean }[];
  /** What of it could not be understood. */
  problems: Problem[];
}

export interface PlannedRow {
  row: number;
  extension: string;
  name: string;
  role: Role;
  outcome: 'created' | 'changed' | 'unchanged' | 'rejected';
  changed: ChangedRight[];
  /** Why it was rejected: one complaint for each cell that is wrong. */
  problems: Problem[];
}

/** As long as the contract takes one. */
const MOST_CHARACTERS = 20;

/**
 * A row with an error is rejected as a whole and does not stop the others. Columns of groups that the site does
 * not have are left out, once complained about by the caller. An empty cell leaves the right as it is.
 */
export function planRows(matrix: Matrix, rows: readonly WantedRow[]): PlannedRow[] {
  const known = new Map(matrix.subscribers.map((each) => [each.extension, each]));
  const groups = new Set(matrix.groups.map(({ name }) => name));
  const seen = new Map<string, number>();
  return rows.map((wanted): PlannedRow => {
    const { row, extension } = wanted;
    const held = known.get(extension);
    const subscriber: Subscriber = {
      extension,
      grants: held?.grants ?? {},
      standardGroups: held?.standardGroups ?? [],
      // A name that is left empty is not a wish to have none.
      name: wanted.name || (held?.name ?? ''),
      role: wanted.role ?? held?.role ?? 'subscriber',
    };
    const changes = wanted.rights
      .filter(({ group }) => groups.has(group))
      .map((right) => ({ ...right, extension }));
    const { changed, problems } = planRights({ subscribers: [subscriber], groups: matrix.groups }, changes);
    const all = [
      ...wanted.problems,
      ...extensionProblems(wanted, seen),
      ...problems.map((each) => ({ ...each, row })),
    ];
    seen.set(extension, seen.get(extension) ?? row);
    const { name, role } = subscriber;
    if (all.length > 0)
      return { row, extension, name, role, outcome: 'rejected', changed: [], problems: all };
    const outcome =
      held === undefined
        ? 'created'
        : changed.length > 0 || held.name !== name || held.role !== role
          ? 'changed'
          : 'unchanged';
    return { row, extension, name, role, outcome, changed, problems: [] };
  });
}

function extensionProblems({ row, extension }: WantedRow, seen: ReadonlyMap<string, number>): Problem[] {
  if (extension === '') return [{ code: 'subscriber-extension-empty', severity: 'error', row }];
  if (extension.length > MOST_CHARACTERS) {
    const value = extension.slice(0, MOST_CHARACTERS * 2);
    return [
      {
        code: 'access-file-extension-long',
        severity: 'error',
        row,
        value,
        params: { most: MOST_CHARACTERS },
      },
    ];
  }
  const first = seen.get(extension);
  if (first === undefined) return [];
  return [{ code: 'access-file-twice', severity: 'error', row, value: extension, params: { first } }];
}
