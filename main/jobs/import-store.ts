/** Carrying the plan of an import out. */
import type { ImportReport, ImportRow } from '../../core/api/import.ts';
import type { ImportPlan } from '../../core/exchange/plan.ts';
import type { Site, SiteChange } from '../site/site.ts';
import type { OpenPlan } from './import-plans.ts';
import type { JobContext } from './job.ts';
import { stopIfCancelled } from './job.ts';

const STEP = 1000;

/** In one transaction, which is one undo step. The report is saved in the site. */
export function storePlan(site: Site, { file, plan }: OpenPlan, at: Date, context: JobContext): ImportReport {
  const report: ImportReport = {
    ...plan.summary,
    file: file.name,
    at: at.toISOString(),
    step: null,
    problems: plan.problems,
    rows: plan.rows.map(bareRow),
  };
  if (plan.contacts.length > 0) {
    const [before] = site.history(1);
    site.change('import', file.name, { kind: 'file', name: file.name }, (change) =>
      store(plan, change, context),
    );
    const [step] = site.history(1);
    if (step !== undefined && step.id !== before?.id && step.action === 'import') report.step = step.id;
  }
  if (plan.summary.read > plan.summary.rejected) {
    // The site file keeps what somebody may ask about later; rows without a word are only counted.
    const rows = report.rows.filter((row) => row.reasons.length > 0);
    site.reports.save('import', report.at, { ...report, rows });
  }
  return report;
}

function store(plan: ImportPlan, change: SiteChange, context: JobContext): void {
  for (const { name, kind } of plan.newGroups) change.ensureGroup(name, kind);
  plan.contacts.forEach((contact, i) => {
    if (i % STEP === 0) {
      context.progress({ phase: 'store', done: i, total: plan.contacts.length });
      stopIfCancelled(context);
    }
    const { id, fields, changes, photo } = contact;
    if (id === null) change.createContact({ ...fields, photo });
    else if (photo === null) change.updateContact(id, changes);
    else change.updateContact(id, changes, photo);
  });
}

/** Without the contact that was planned. */
export const bareRow = ({ row, outcome, name, reasons }: ImportRow): ImportRow => ({
  row,
  outcome,
  name,
  reasons,
});
