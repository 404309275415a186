/**
 * The import that is under way. It outlives the screen: whoever looks something up among the contacts
 * finds the wizard as they left it.
 */
import { create } from 'zustand';
import type { InputOf } from '../../core/api/contract.ts';
import type {
  Correction,
  ImportPolicy,
  ImportPreview,
  ImportReport,
  ImportRow,
} from '../../core/api/import.ts';
import type { ColumnMapping, Inspection, Reading } from '../../core/api/reading.ts';
import type { Rule } from '../../core/api/rules.ts';
import type { HandedOver } from '../../core/api/window.ts';
import type { Problem } from '../../core/problem/problem.ts';
import type { Host } from '../host/host.ts';
import { upload } from '../host/files.ts';
import { problemOf } from '../state/problem.ts';
import { useSite } from '../state/site.ts';
import { taskOf } from '../state/task.ts';

export const STEPS = ['file', 'columns', 'options', 'preview', 'report'] as const;
export type Step = (typeof STEPS)[number];

/** What is kept of a report: its rows are read piece by piece. */
export type Result = Omit<ImportReport, 'rows'>;

interface ImportState {
  step: Step;
  file: { id: string; name: string } | null;
  /** Share of the file that has arrived, 0 to 1; null when none is on its way. */
  arriving: number | null;
  /** Why the file could not be taken. */
  problem: Problem | null;
  /** As the person wants the file read; what is absent is detected. */
  reading: Reading;
  template: string | undefined;
  /** Differs from what the template says as soon as the person has chosen a target. */
  mapping: ColumnMapping;
  mappedByHand: boolean;
  inspection: Inspection | null;
  groups: string[];
  policy: ImportPolicy;
  country: string | undefined;
  /** Rules that the person has switched; the others are as the template or the product has them. */
  rules: Partial<Record<Rule, boolean>>;
  /** Rows that the person leaves out, by row. */
  excluded: ReadonlyMap<number, Pick<ImportRow, 'row' | 'name'>>;
  /** Cells that the person has put right, by row and column. */
  corrected: ReadonlyMap<string, Correction>;
  /** The preview belongs to exactly these choices; null when there is none or it is outdated. */
  preview: ImportPreview | null;
  result: Result | null;
}

const BLANK: ImportState = {
  step: 'file',
  file: null,
  arriving: null,
  problem: null,
  reading: {},
  template: undefined,
  mapping: [],
  mappedByHand: false,
  inspection: null,
  groups: [],
  policy: 'update',
  country: undefined,
  rules: {},
  excluded: new Map(),
  corrected: new Map(),
  preview: null,
  result: null,
};

export const useImport = create<ImportState>()(() => BLANK);

export const inspecting = taskOf('import.inspect');
export const previewing = taskOf('import.preview');
export const committing = taskOf('import.commit');

/** Something would be lost by beginning anew. */
export const isUnderWay = ({ inspection, step }: ImportState): boolean =>
  inspection !== null && step !== 'report';

export function resetImport(): void {
  taken++;
  inspecting.clear();
  previewing.clear();
  committing.clear();
  useImport.setState(BLANK, true);
}

/** Plans belong to the site they were made for. */
useSite.subscribe(({ site }, { site: before }) => {
  if (before && site?.path !== before.path) resetImport();
});

const optionsOf = (state: ImportState): NonNullable<InputOf<'import.inspect'>['options']> => ({
  reading: state.reading,
  groups: state.groups,
  policy: state.policy,
  rules: state.rules,
  exclude: [...state.excluded.keys()],
  corrections: [...state.corrected.values()],
  ...(state.template !== undefined && { template: state.template }),
  ...(state.mappedByHand && { mapping: state.mapping }),
  ...(state.country !== undefined && { country: state.country }),
});

/** Counts the files that were taken: only the last one matters. */
let taken = 0;

/** Takes a file to the services and has it understood. */
export const takeFile = (host: Host, file: File): Promise<void> =>
  take(host, file.name, (onPart) => upload(host, file, onPart));

/** The same for one that the system has handed over: the services have it already. */
export const takeHandedOver = (host: Host, { file, name }: HandedOver): Promise<void> =>
  take(host, name, () => Promise.resolve(file));

async function take(
  host: Host,
  name: string,
  arrive: (onPart: (share: number) => void) => Promise<string>,
): Promise<void> {
  resetImport();
  const mine = ++taken;
  const overtaken = () => mine !== taken;
  useImport.setState({ step: 'file', arriving: 0 });
  try {
    const id = await arrive((arriving) => overtaken() || useImport.setState({ arriving }));
    if (overtaken()) return;
    useImport.setState({ file: { id, name }, arriving: null });
  } catch (error) {
    if (!overtaken()) useImport.setState({ arriving: null, problem: problemOf(error) });
    return;
  }
  await inspect(host);
  if (useImport.getState().inspection !== null) goToStep('columns');
}

/** Reads the file again with the choices made so far. */
async function inspect(host: Host): Promise<void> {
  const state = useImport.getState();
  if (state.file === null) return;
  const inspection = await inspecting.run(host, { file: state.file.id, options: optionsOf(state) });
  if (inspection === null) return;
  useImport.setState({ inspection, mapping: inspection.columns.map(({ target }) => target) });
}

/** Reads the file otherwise. Where its columns become others, what was chosen for them is void. */
export function readOtherwise(host: Host, reading: Partial<Reading>): void {
  const sameColumns = Object.keys(reading).every((key) => key === 'encoding');
  useImport.setState((state) => ({
    reading: { ...state.reading, ...reading },
    preview: null,
    excluded: new Map(),
    corrected: new Map(),
    ...(!sameColumns && { mappedByHand: false, template: undefined }),
    // Where rows were counted from another line, the old header says nothing.
    ...('sheet' in reading && { reading: { encoding: state.reading.encoding, sheet: reading.sheet } }),
  }));
  void inspect(host);
}

export function chooseTemplate(host: Host, template: string): void {
  useImport.setState({ template, mappedByHand: false, preview: null });
  void inspect(host);
}

/** The same file with what is known of templates now. */
export const inspectAgain = (host: Host) => void inspect(host);

/** A template that is gone can no longer be the chosen one. */
export function forgetTemplate(host: Host, id: string): void {
  if (useImport.getState().template === id) useImport.setState({ template: undefined });
  useImport.setState({ preview: null });
  inspectAgain(host);
}

export const mapColumns = (mapping: ColumnMapping) =>
  useImport.setState({ mapping, mappedByHand: true, preview: null });

/** Target groups, policy and country: each makes the preview another one. */
export const chooseOptions = (changes: Partial<Pick<ImportState, 'groups' | 'policy' | 'country'>>) =>
  useImport.setState({ ...changes, preview: null });

export const goToStep = (step: Step) => useImport.setState({ step });

/** Plans the import; the last preview is shown until the new one is there. */
export async function makePreview(host: Host): Promise<void> {
  const state = useImport.getState();
  if (state.file === null) return;
  const preview = await previewing.run(host, { file: state.file.id, options: optionsOf(state) });
  if (preview !== null) useImport.setState({ preview });
}

export function leaveOut(host: Host, row: Pick<ImportRow, 'row' | 'name'>, out: boolean): void {
  useImport.setState(({ excluded }) => {
    const next = new Map(excluded);
    if (out) next.set(row.row, { row: row.row, name: row.name });
    else next.delete(row.row);
    return { excluded: next };
  });
  void makePreview(host);
}

/** Puts a cell right; null: as the file has it. */
export function correctCell(host: Host, row: number, column: number, value: string | null): void {
  useImport.setState(({ corrected }) => {
    const next = new Map(corrected);
    const key = `${row} ${column}`;
    if (value === null) next.delete(key);
    else next.set(key, { row, column, value });
    return { corrected: next };
  });
  void makePreview(host);
}

export function chooseRule(host: Host, rule: Rule, on: boolean): void {
  useImport.setState(({ rules }) => ({ rules: { ...rules, [rule]: on } }));
  void makePreview(host);
}

export async function commitImport(host: Host): Promise<void> {
  const { preview } = useImport.getState();
  if (preview === null) return;
  const report = await committing.run(host, { plan: preview.plan });
  if (report === null) return;
  const { rows: _rows, ...result } = report;
  useImport.setState({ result, step: 'report' });
}
