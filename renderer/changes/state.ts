/** The last comparison and what the person has decided about it: kept while other screens are shown. */
import { create } from 'zustand';
import type { Comparison, Connection, HandOff, UploadReport } from '../../core/api/upload.ts';
import { conflictKeys } from '../../core/merge/decide.ts';
import type { Decided, Direction } from '../../core/merge/plan.ts';
import type { Problem, ProblemCode } from '../../core/problem/problem.ts';
import { onOtherSite } from '../state/site.ts';
import { taskOf } from '../state/task.ts';
import { tasksOf } from '../state/tasks.ts';

/** Where the remedy is another password or another certificate, the way to the form stands beside it. */
export const OF_THE_CONNECTION: readonly ProblemCode[] = [
  'password-needed',
  'pbx-password-wrong',
  'pbx-certificate-unknown',
  'pbx-certificate-changed',
  'pbx-unreachable',
  'pbx-address-invalid',
  'pbx-no-access',
  'pbx-locked',
  'pbx-line-dropped',
  'serial-port-missing',
  'serial-port-busy',
  'serial-port-forbidden',
  'serial-port-failed',
  'line-stalled',
  'telnet-refused',
  'console-login-needed',
  'console-silent',
  'pbx-page-missing',
  'pbx-writes-by-hand',
];

interface Changes {
  /** Undefined until it is known, null when the site has none. */
  connection: Connection | null | undefined;
  comparison: Comparison | null;
  decisions: Record<string, Decided>;
  /** What was decided before each decision, the latest last: the way back. */
  decidedBefore: readonly Record<string, Decided>[];
  takeOver: boolean;
  report: UploadReport | null;
  handOff: HandOff | null;
  /** The login that the PBX has blocked last. */
  blocked: Problem | null;
}

const nothing: Changes = {
  connection: undefined,
  comparison: null,
  decisions: {},
  decidedBefore: [],
  takeOver: true,
  report: null,
  handOff: null,
  blocked: null,
};

export const useChanges = create<Changes>()(() => nothing);

/** They go on while other screens are shown: an upload is not stopped by looking something up. */
export const comparing = taskOf('pbx.compare');
export const restoring = taskOf('backups.restore');
export const uploading = taskOf('pbx.upload');
export const takingOver = taskOf('pbx.takeOver');
export const handingOff = taskOf('pbx.handOff');

const work = tasksOf(comparing, restoring, uploading, takingOver, handingOff);
export const useTasks = work.use;

/** Another site has nothing to do with what was compared before. */
onOtherSite(() => {
  work.clear();
  useChanges.setState(nothing, true);
});

export const countOf = ({ groups, create, update, delete: remove }: Direction): number =>
  groups.length + create.length + update.length + remove.length;

/** What waits for the person: changes in either direction and conflicts. */
export const openChanges = ({ comparison }: Pick<Changes, 'comparison'>): number =>
  comparison === null
    ? 0
    : toPbxOf(comparison) + toSiteOf(comparison) + conflictKeys(comparison.upload).length;

/** Changes of contacts, groups and rights in one direction. */
export const toPbxOf = ({ upload }: Comparison): number => countOf(upload.toPbx) + upload.access.toPbx.length;
export const toSiteOf = ({ upload }: Comparison): number =>
  countOf(upload.toSite) +
  upload.access.toSite.length +
  upload.access.newSubscribers.length +
  upload.access.renamedSubscribers.length;
