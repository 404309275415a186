/** The matrix of rights: shown, changed by many cells at once, and as a table for spreadsheets. */
import type { AccessImport } from '../../../core/api/access.ts';
import { contract } from '../../../core/api/contract.ts';
import { accessWarnings } from '../../../core/directory/hidden.ts';
import type { ChangedRight, Matrix, RightChange } from '../../../core/directory/matrix.ts';
import { copiedRights, planRights, withRights } from '../../../core/directory/matrix.ts';
import type { PlannedRow } from '../../../core/directory/matrix-import.ts';
import { planRows } from '../../../core/directory/matrix-import.ts';
import type { Subscriber } from '../../../core/directory/subscriber.ts';
import { readMatrixCsv, writeMatrixCsv } from '../../../core/formats/csv/matrix.ts';
import { say } from '../../../core/language/text.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import { errorOf, SwitchbookError } from '../../../core/problem/problem.ts';
import terms from '../../../resources/translations/access-terms.json' with { type: 'json' };
import type { Site, SiteChange } from '../../site/site.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'access.matrix'
  | 'access.review'
  | 'access.set'
  | 'access.setMany'
  | 'access.copy'
  | 'access.export'
  | 'access.preview'
  | 'access.import';

const HAND = { kind: 'hand' } as const;

const matrixOf = (site: Site): Matrix => ({ subscribers: site.subscribers(), groups: site.groups() });

/** The changes as a plan; a rule that forbids one of them is the error. */
function planned(site: Site, changes: readonly RightChange[]): { matrix: Matrix; changed: ChangedRight[] } {
  const matrix = matrixOf(site);
  const { changed, problems } = planRights(matrix, changes);
  const [first] = problems;
  if (first !== undefined) throw errorOf(first);
  return { matrix, changed };
}

/** `21`, or `21 … 40 (20)`: whose rights a step has changed. */
function subjectOf(extensions: readonly string[]): string {
  const all = [...new Set(extensions)];
  const [first = ''] = all;
  return all.length < 2 ? first : `${first} … ${all.at(-1)} (${all.length})`;
}

function store(change: SiteChange, changed: readonly ChangedRight[]): void {
  for (const [extension, rights] of Map.groupBy(changed, (each) => each.extension)) {
    change.setRights(
      extension,
      rights.map(({ group, after }) => ({ group, ...after })),
    );
  }
}

function setAll(site: Site, changes: readonly RightChange[]): { changed: number } {
  const { changed } = planned(site, changes);
  const subject = subjectOf(changed.map(({ extension }) => extension));
  site.change('change-access', subject, HAND, (change) => store(change, changed));
  return { changed: changed.length };
}

/** Whom the changes take contacts from, and whom they let call out. */
const warnings = (site: Site, { subscribers, groups }: Matrix, after: readonly Subscriber[]): Problem[] =>
  accessWarnings({ subscribers, groups }, { subscribers: after, groups }, site.memberships());

/** With those that are new, and as what they will be. */
function subscribersAfter({ subscribers }: Matrix, rows: readonly PlannedRow[]): Subscriber[] {
  const all = new Map(subscribers.map((each) => [each.extension, each]));
  for (const { extension, name, role, outcome } of rows) {
    if (outcome !== 'created' && outcome !== 'changed') continue;
    const { grants = {}, standardGroups = [] } = all.get(extension) ?? {};
    all.set(extension, { extension, name, role, grants, standardGroups });
  }
  return withRights(
    [...all.values()],
    rows.flatMap((row) => row.changed),
  );
}

/** Far above any table of rights: it is read while a person waits. */
const MOST_MEGABYTES = 8;

function importPlan(site: Site, name: string, bytes: Uint8Array): AccessImport {
  if (bytes.length > MOST_MEGABYTES * 1024 * 1024) {
    throw new SwitchbookError('file-too-large', { value: name, params: { most: MOST_MEGABYTES } });
  }
  const file = readMatrixCsv(bytes);
  const matrix = matrixOf(site);
  const rows = planRows(matrix, file.rows);
  const known = new Set(matrix.groups.map((group) => group.name));
  const missing = file.groups
    .filter((group) => !known.has(group.name))
    .map(({ name: group }): Problem => {
      const place = { row: file.headerRow, column: group.slice(0, 60), value: group.slice(0, 60) };
      return { code: 'access-file-group', severity: 'error', ...place };
    });
  const changed = rows.flatMap((row) => row.changed);
  const count = (outcome: AccessImport['rows'][number]['outcome']): number =>
    rows.filter((row) => row.outcome === outcome).length;
  return {
    read: rows.length,
    created: count('created'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    rights: changed.length,
    rows,
    problems: [...file.problems, ...missing, ...warnings(site, matrix, subscribersAfter(matrix, rows))],
  };
}

export const accessAnswers: Answers<Names> = {
  'access.matrix': answer(contract['access.matrix'], (_input, { site }) => ({
    subscribers: site.subscribers(),
    groups: site.facets().groups.map(({ name, kind, contacts }) => ({ name, kind, contacts })),
  })),
  'access.review': answer(contract['access.review'], ({ changes }, { site }) => {
    const { matrix, changed } = planned(site, changes);
    return {
      changed: changed.length,
      problems: warnings(site, matrix, withRights(matrix.subscribers, changed)),
    };
  }),
  'access.set': answer(contract['access.set'], (change, { site }) => {
    setAll(site, [change]);
    return {};
  }),
  'access.setMany': answer(contract['access.setMany'], ({ changes }, { site }) => setAll(site, changes)),
  'access.copy': answer(contract['access.copy'], ({ from, to }, { site }) => {
    const { groups, subscribers } = matrixOf(site);
    const model = subscribers.find(({ extension }) => extension === from);
    if (model === undefined) throw new SwitchbookError('subscriber-missing', { value: from });
    return setAll(site, copiedRights(groups, model, to));
  }),
  'access.export': answer(contract['access.export'], ({ language }, { site, files }) => {
    const matrix = matrixOf(site);
    const fileName = `${say(terms.file, language, { site: site.info().name })}.csv`;
    const file = files.add(fileName, writeMatrixCsv(matrix, language));
    return { file, fileName, subscribers: matrix.subscribers.length };
  }),
  'access.preview': answer(contract['access.preview'], ({ file }, { site, files }) =>
    importPlan(site, files.name(file), files.bytes(file)),
  ),
  'access.import': answer(contract['access.import'], ({ file }, { site, files }) => {
    const name = files.name(file);
    const plan = importPlan(site, name, files.bytes(file));
    site.change('change-access', name, { kind: 'file', name }, (change) => {
      for (const { extension, name: shown, role, outcome, changed } of plan.rows) {
        if (outcome !== 'created' && outcome !== 'changed') continue;
        change.saveSubscriber({ extension, name: shown, role });
        store(change, changed);
      }
    });
    return plan;
  }),
};
