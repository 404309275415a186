/** Plans of imports that somebody looks at: what was read, what will be done, and whether it was. */
import { randomUUID } from 'node:crypto';
import type { ImportOptions, ImportPreview, ImportRow } from '../../core/api/import.ts';
import type { Inspection } from '../../core/api/reading.ts';
import type { ImportPlan, PlannedRow } from '../../core/exchange/plan.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { ImportFile } from './import-file.ts';

export interface OpenPlan {
  file: ImportFile;
  /** The bytes that were read. */
  source: Uint8Array;
  options: ImportOptions;
  inspection: Inspection;
  plan: ImportPlan;
  normalised: ImportPreview['normalised'];
  revision: number;
  /** When it was carried out; null until then. */
  stored: Date | null;
  /** Problems first, for lists. */
  sorted: PlannedRow[];
}

/** A window goes back and forth between mapping and preview: a few plans are enough. */
const MOST_PLANS = 3;

/** Rows are listed with those first that somebody has to look at. */
const rank = (row: ImportRow): number => (row.outcome === 'rejected' ? 0 : row.reasons.length > 0 ? 1 : 2);

export class OpenPlans {
  readonly #plans = new Map<string, OpenPlan>();

  /** The plan's name from now on. */
  keep(open: Omit<OpenPlan, 'sorted'>): string {
    const id = randomUUID();
    const sorted = open.plan.rows.toSorted((a, b) => rank(a) - rank(b));
    this.#plans.set(id, { ...open, sorted });
    const [oldest] = this.#plans.keys();
    if (this.#plans.size > MOST_PLANS && oldest !== undefined) this.#plans.delete(oldest);
    return id;
  }

  /** Errors: `plan-unknown`. */
  get(id: string): OpenPlan {
    const open = this.#plans.get(id);
    if (open === undefined) throw new SwitchbookError('plan-unknown');
    return open;
  }
}
