/** Importing a file: inspect, preview, commit. The preview is the plan that the commit carries out. */
import type {
  ImportOptions,
  ImportPreview,
  ImportReport,
  ImportRow,
  ImportRowDetail,
  Outcome,
} from '../../core/api/import.ts';
import type { Inspection } from '../../core/api/reading.ts';
import type { ReportBlock } from '../../core/api/report.ts';
import { deviceProfile } from '../../core/device/profile.ts';
import type { Contact } from '../../core/directory/contact.ts';
import { Normaliser } from '../../core/exchange/normalise/normaliser.ts';
import type { PlannedContact } from '../../core/exchange/match.ts';
import { planImport } from '../../core/exchange/plan.ts';
import { NumberReader } from '../../core/exchange/record.ts';
import { refuseContacts } from '../../core/exchange/refuse.ts';
import type { Language } from '../../core/language/text.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Site } from '../site/site.ts';
import { cellsOf } from './import-cells.ts';
import type { ImportFile } from './import-file.ts';
import { checkOneSheet, inspectionOf, isTable, readImportFile } from './import-file.ts';
import { columnOf, readRecords, rulesOf, normalisedOf, normalisedRows } from './import-records.ts';
import { OpenPlans } from './import-plans.ts';
import { writeRejects } from './import-rejects.ts';
import { reportBlocks, writeReport, type ReportInput } from './import-report.ts';
import { bareRow, storePlan } from './import-store.ts';
import { templatesOf } from './import-templates.ts';
import type { JobContext, Phase } from './job.ts';
import { stopIfCancelled } from './job.ts';

/** What somebody may import. */
export interface ImportRights {
  /** Errors: a file of this kind may not be read. */
  file(format: Inspection['format']): void;
  /** Asked once for a plan: what forbids a contact's creation or change, or null. */
  contacts(): (contact: PlannedContact) => Problem | null;
}

const ALL_RIGHTS: ImportRights = { file: () => undefined, contacts: () => () => null };

export class ImportSession {
  readonly #site: Site;
  readonly #rights: ImportRights;
  readonly #plans = new OpenPlans();

  constructor(site: Site, rights: ImportRights = ALL_RIGHTS) {
    this.#site = site;
    this.#rights = rights;
  }

  /** What was understood of a file. Errors: see `readImportFile`. */
  async inspect(
    bytes: Uint8Array,
    name: string,
    options: ImportOptions,
    context: JobContext,
  ): Promise<Inspection> {
    const file = await this.#read(bytes, name, options, context);
    return inspectionOf(file, recordsOf(file), options);
  }

  /** Plans the import; nothing is written. */
  async preview(
    bytes: Uint8Array,
    name: string,
    options: ImportOptions,
    context: JobContext,
  ): Promise<ImportPreview> {
    const revision = this.#site.revision();
    const file = await this.#read(bytes, name, options, context);
    const { device, country } = this.#site.info();
    const total = recordsOf(file);
    await breathe(context, 'map', 0, total);
    const normaliser = new Normaliser(rulesOf(file, options));
    const profile = deviceProfile(device);
    const numbers = new NumberReader(profile.numberForm.national.value === 'with country');
    const steps = planImport({
      records: readRecords(file, options, country, normaliser, numbers),
      contacts: this.#site.eachContact(),
      groups: this.#site.groups(),
      photoOf: (id) => this.#site.photo(id),
      profile,
      country,
      columnOf: (field) => columnOf(file, options, field),
      policy: options.policy,
      asked: options.groups,
      templateKind: isTable(file) ? (file.layout.recognition?.template.groupKind ?? null) : null,
    });
    let step = steps.next();
    while (step.done !== true) {
      await breathe(context, 'match', step.value, total);
      step = steps.next();
    }
    const plan = refuseContacts(step.value, this.#rights.contacts());
    if (plan.rows.length === 0) throw new SwitchbookError('import-empty', { value: name });
    plan.problems.unshift(...file.problems);
    const normalised = normaliser.counts;
    const inspection = inspectionOf(file, total, options);
    const id = this.#plans.keep({
      file,
      source: bytes,
      options,
      inspection,
      plan,
      normalised,
      revision,
      stored: null,
    });
    return {
      ...plan.summary,
      plan: id,
      inspection,
      rules: rulesOf(file, options),
      normalised,
      problems: plan.problems,
    };
  }

  /** Errors: `plan-unknown`. */
  rows(
    planId: string,
    show: 'all' | 'problems' | Outcome,
    offset: number,
    limit: number,
  ): { total: number; rows: ImportRow[] } {
    const { sorted } = this.#plans.get(planId);
    const shown = sorted.filter(
      (row) => show === 'all' || (show === 'problems' ? row.reasons.length > 0 : row.outcome === show),
    );
    return { total: shown.length, rows: shown.slice(offset, offset + limit).map(bareRow) };
  }

  /** One row in full. Errors: `plan-unknown`, `row-unknown`. */
  row(planId: string, row: number): ImportRowDetail {
    const { file, options, plan } = this.#plans.get(planId);
    const found = plan.rows.find((it) => it.row === row);
    if (found === undefined) throw new SwitchbookError('row-unknown', { value: String(row) });
    const { contact } = found;
    return {
      ...bareRow(found),
      before: contact?.before ?? null,
      after: contact === null ? null : afterOf(contact),
      normalised: normalisedOf(file, options, this.#site.info().country, row),
      cells: cellsOf(file, row),
    };
  }

  /**
   * Carries the plan out in one transaction, which is one undo step, and saves the report in the site.
   * Errors: `plan-unknown`; `plan-outdated` when the site has changed since the preview.
   */
  async commit(planId: string, context: JobContext): Promise<ImportReport> {
    const open = this.#plans.get(planId);
    await breathe(context, 'store', 0, open.plan.contacts.length);
    if (this.#site.revision() !== open.revision) throw new SwitchbookError('plan-outdated');
    const stored = new Date();
    const report = storePlan(this.#site, open, stored, context);
    open.stored = stored;
    return report;
  }

  /** The rejected rows as a file to correct and import again. Errors: `plan-unknown`. */
  rejects(planId: string, language: Language): { bytes: Uint8Array; fileName: string } {
    const open = this.#plans.get(planId);
    const rejected = open.plan.rows.filter((row) => row.outcome === 'rejected');
    const { bytes, extension } = writeRejects(open, rejected, language);
    return { bytes, fileName: `${stemOf(open.file)}-rejected${extension}` };
  }

  /** What was read and how, and what became of it, to be shown and as a page to print. Errors: `plan-unknown`. */
  report(planId: string, language: Language): { bytes: Uint8Array; fileName: string; blocks: ReportBlock[] } {
    const { file, options, inspection, plan, normalised, stored } = this.#plans.get(planId);
    const input: ReportInput = {
      site: this.#site.info(),
      file: file.name,
      at: stored ?? new Date(),
      stored: stored !== null,
      options,
      inspection,
      summary: plan.summary,
      problems: plan.problems,
      rows: plan.rows,
      rules: rulesOf(file, options),
      normalised,
      changes: normalisedRows(file, options, this.#site.info().country),
    };
    return {
      bytes: writeReport(input, language),
      fileName: `${stemOf(file)}-report.html`,
      blocks: reportBlocks(input, language),
    };
  }

  async #read(
    bytes: Uint8Array,
    name: string,
    options: ImportOptions,
    context: JobContext,
  ): Promise<ImportFile> {
    await breathe(context, 'read-file', 0, null);
    const file = readImportFile(bytes, name, options, templatesOf(this.#site));
    this.#rights.file(file.format);
    const { sheets } = deviceProfile(this.#site.info().device);
    // Whoever names a sheet has seen the others.
    if (sheets.value === 'one' && options.reading.sheet === undefined) checkOneSheet(bytes, file);
    await breathe(context, 'read-file', bytes.length, bytes.length);
    return file;
  }
}

const stemOf = ({ name }: ImportFile): string => name.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');

const recordsOf = (file: ImportFile): number =>
  isTable(file) ? file.layout.rows.length : file.entries.length;

/** Reports, and lets a wish to cancel arrive. */
async function breathe(context: JobContext, phase: Phase, done: number, total: number | null): Promise<void> {
  context.progress({ phase, done, total });
  await new Promise((resume) => setImmediate(resume));
  stopIfCancelled(context);
}

const afterOf = ({ before, fields, photo }: PlannedContact): Omit<Contact, 'id'> => ({
  ...fields,
  photo: photo === null ? (before?.photo ?? null) : { type: photo.type, bytes: photo.data.length },
});
