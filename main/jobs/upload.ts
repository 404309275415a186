/** Carries out what a comparison has shown, and proves it by reading the PBX again. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Difference, UploadOptions, UploadReport } from '../../core/api/upload.ts';
import type { Comparer } from '../../core/device/same.ts';
import { comparer } from '../../core/device/same.ts';
import { conflictKeys, decide } from '../../core/merge/decide.ts';
import { lossesOf, lossProblem, numberToConfirm } from '../../core/merge/loss.ts';
import type { Decided, UploadPlan } from '../../core/merge/plan.ts';
import { errorOf, SwitchbookError } from '../../core/problem/problem.ts';
import type { Connector, RemoteBook } from '../pbx/connector.ts';
import type { Site } from '../site/site.ts';
import { keepBackup } from './backup.ts';
import { changesOf } from './changes.ts';
import type { ComparisonState } from './compare.ts';
import type { JobContext } from './job.ts';
import { during, stopIfCancelled } from './job.ts';
import { operationsOf } from './operations.ts';
import { send } from './send.ts';
import type { TakenOver } from './take-over.ts';
import { takeOverPlan } from './take-over.ts';
import type { ExpectedBook } from './verify.ts';
import { differencesOf, expectedBook, unmoved } from './verify.ts';
import { whoUploads } from './who.ts';

/** The device may show a write only seconds later: what differs is looked at again after each pause. */
const PAUSES = [250, 750, 1500, 2500];

/**
 * Brings the PBX to what the plan says, after keeping what it held. An interruption is reported, not
 * thrown: its operations are of unknown outcome, and the next comparison and upload finish the job.
 *
 * Errors, before anything is sent: `conflicts-open`, `mass-loss`, `comparison-outdated`, `pbx-moved`,
 * `pbx-writes-by-hand` and those of the connector.
 */
export async function upload(
  site: Site,
  connector: Connector,
  state: ComparisonState,
  options: UploadOptions,
  context: JobContext,
): Promise<UploadReport> {
  const plan = decide(state.comparison.upload, options.decisions);
  const open = conflictKeys(plan).length;
  if (open > 0) throw new SwitchbookError('conflicts-open', { params: { count: open } });
  checkLoss(plan, options);
  const { access } = connector.capabilities;
  const operations = operationsOf(plan.toPbx, access === 'write' ? plan.access.toPbx : []);
  if (operations.length > 0 && connector.capabilities.write === 'hand-off') {
    throw new SwitchbookError('pbx-writes-by-hand');
  }
  const compare = comparer(state.profile, state.country);
  const before = await readBook(connector, context);
  stopIfCancelled(context);
  if (!unmoved(state.book, before, connector.capabilities.fields, compare))
    throw new SwitchbookError('pbx-moved');
  checkRevision(site, state);

  const backup = operations.length > 0 ? keepBackup(site, before) : null;
  // The site first: nobody can change it in between, while sending takes its time.
  const taken = options.takeOver
    ? takeOverPlan(site, plan, state.book.identity.model, state)
    : { takenOver: 0, takenOverRights: 0, pullStep: null };
  const links = new Map(plan.links.map((link) => [link.contactId, link]));
  context.progress({ phase: 'upload', done: 0, total: operations.length });
  const sent = await send(operations, connector, site.memory, links, options.takeOver, context);
  const changes = changesOf(before);
  const expected = expectedBook(before, sent.done);
  const differences = sent.complete ? await verify(connector, expected, compare, context) : [];
  const refused = sent.results.some(({ outcome }) => outcome !== 'done');
  const report: Omit<UploadReport, 'id'> = {
    at: new Date().toISOString(),
    by: whoUploads(site.memory),
    pbx: pbxOf(before),
    backup,
    restored: state.comparison.restores?.id ?? null,
    operations: sent.results.map(({ operation, ...result }) => ({
      kind: operation.kind,
      ...result,
      changes: changes(operation),
    })),
    ...taken,
    verified: differences !== null && differences.length === 0 && !refused,
    differences: differences ?? [],
  };
  return { id: site.reports.save('upload', report.at, report), ...report };
}

/**
 * Takes over what the PBX has changed, and nothing else. Conflicts without a decision stay as they are.
 * Errors: `mass-loss`, `comparison-outdated`.
 */
export function takeOver(
  site: Site,
  state: ComparisonState,
  options: { decisions: Record<string, Decided>; confirmedDeletions?: number | undefined },
): TakenOver {
  const plan = decide(state.comparison.upload, options.decisions);
  checkLoss(plan, { ...options, takeOver: true });
  checkRevision(site, state);
  return takeOverPlan(site, plan, state.book.identity.model, state);
}

function checkLoss(
  { massLoss }: UploadPlan,
  { takeOver, confirmedDeletions }: { takeOver: boolean; confirmedDeletions?: number | undefined },
): void {
  const confirm = numberToConfirm(massLoss, takeOver);
  const [first] = lossesOf(massLoss, takeOver);
  if (first === undefined || confirm === null || confirmedDeletions === confirm) return;
  throw errorOf(lossProblem(first, confirm));
}

function checkRevision(site: Site, state: ComparisonState): void {
  if (site.revision() !== state.comparison.revision) throw new SwitchbookError('comparison-outdated');
}

const pbxOf = ({ identity: { model, serial, firmware } }: RemoteBook): UploadReport['pbx'] => ({
  model,
  serial,
  firmware,
});

const readBook = (connector: Connector, context: JobContext): Promise<RemoteBook> =>
  connector.read(during(context, 'read-pbx'), context.signal);

/** Null when the PBX could not be read to the end. */
async function verify(
  connector: Connector,
  expected: ExpectedBook,
  compare: Comparer,
  context: JobContext,
): Promise<Difference[] | null> {
  const { fields } = connector.capabilities;
  const { signal } = context;
  try {
    for (let attempt = 0; ; attempt++) {
      const found = await connector.read(during(context, 'verify'), signal);
      const differences = differencesOf(expected, found, fields, compare);
      const wait = PAUSES[attempt];
      if (differences.length === 0 || wait === undefined) return differences;
      await pause(wait, undefined, { signal });
    }
  } catch (error) {
    // What was sent was sent: the report says that it was not verified.
    if (signal.aborted || error instanceof SwitchbookError) return null;
    throw error;
  }
}
