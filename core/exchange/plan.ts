/**
 * The plan of an import: what becomes of every row, and of every contact. It is a value; the preview
 * counts it and the commit carries it out.
 */
import type { ImportRow, ImportSummary } from '../api/import.ts';
import { adviceOn, checkContact } from '../device/check.ts';
import type { DeviceProfile } from '../device/profile.ts';
import type { Contact, ContactFields, Photo } from '../directory/contact.ts';
import { shownName } from '../directory/contact.ts';
import type { ContactGroup } from '../directory/group.ts';
import { tooLarge } from '../photo/limits.ts';
import type { Problem } from '../problem/problem.ts';
import { SwitchbookError } from '../problem/problem.ts';
import { fill } from './fill.ts';
import { excerpt } from './fold.ts';
import type { GroupWishes, NewGroup } from './groups.ts';
import { TargetGroups } from './groups.ts';
import type { PlannedContact } from './match.ts';
import { ContactIndex, nameKeys, numberKeys } from './match.ts';
import type { ImportRecord } from './record.ts';

export interface PlanInput extends GroupWishes {
  records: Iterable<ImportRecord>;
  contacts: Iterable<Contact>;
  groups: readonly ContactGroup[];
  photoOf(id: number): Photo | null;
  profile: DeviceProfile;
  country: string;
  /** The column that complaints about a field point to. */
  columnOf(field: string): string | undefined;
}

export interface PlannedRow extends ImportRow {
  /** Null for a rejected row. */
  contact: PlannedContact | null;
}

export interface ImportPlan {
  rows: PlannedRow[];
  /** Contacts to create and to change, in the order in which that is done. */
  contacts: PlannedContact[];
  newGroups: NewGroup[];
  problems: Problem[];
  summary: ImportSummary;
}

/** Steps between two looks at the clock of the caller. */
const STEP = 1000;

/** Yields the number of rows done, now and then, and returns the plan. */
export function* planImport(input: PlanInput): Generator<number, ImportPlan> {
  const planner = new Planner(input);
  let done = 0;
  for (const contact of input.contacts) {
    planner.know(contact);
    if (++done % STEP === 0) yield 0;
  }
  done = 0;
  for (const record of input.records) {
    planner.plan(record);
    if (++done % STEP === 0) yield done;
  }
  return planner.finish();
}

interface Choice {
  contact: PlannedContact | null;
  warnings: Problem[];
}

class Planner {
  readonly #input: PlanInput;
  readonly #groups: TargetGroups;
  readonly #index = new ContactIndex();
  readonly #all: PlannedContact[] = [];
  readonly #touched = new Set<PlannedContact>();
  /** By group the contacts that the file puts there, whether or not that changes anything. */
  readonly #members = new Map<string, Set<PlannedContact>>();
  readonly #rows: PlannedRow[] = [];

  constructor(input: PlanInput) {
    this.#input = input;
    this.#groups = new TargetGroups(input.groups, input, input.profile, input.country);
    const readOnly = this.#groups.asked.find((name) => this.#groups.isReadOnly(name));
    if (readOnly !== undefined) throw new SwitchbookError('import-group-read-only', { value: readOnly });
  }

  know(contact: Contact): void {
    const { id: _id, photo: _photo, ...fields } = contact;
    const planned: PlannedContact = {
      id: contact.id,
      before: contact,
      fields,
      photo: null,
      changes: {},
    };
    this.#all.push(planned);
    this.#index.add(planned);
  }

  plan(record: ImportRecord): void {
    const { draft, row } = record;
    const reasons = record.problems.map((problem) => ({ ...problem, row: problem.row ?? row }));
    if (reasons.some((problem) => problem.severity === 'error')) {
      this.#reject(record, reasons);
      return;
    }
    const groups = this.#targets(draft.groups);
    const { contact, warnings } = this.#choose(record, groups.joins);
    const say = (problems: readonly Problem[]): void => {
      for (const problem of problems) reasons.push({ ...problem, row, ...this.#column(problem) });
    };
    const changes = contact === null ? null : this.#changes(contact, record, groups.joins);
    const tooMuch = draft.photo && tooLarge(draft.photo.data, shownName(draft) || record.label);
    if (tooMuch !== null) reasons.push({ ...tooMuch, severity: 'warning', row });
    const offered = tooMuch === null ? draft.photo : null;
    const photo = offered !== null && !this.#hasPhoto(contact, offered) ? offered : null;
    if (contact !== null && changes !== null && Object.keys(changes).length === 0 && photo === null) {
      say(warnings);
      this.#count(contact, groups.starts);
      this.#rows.push({
        row,
        outcome: 'unchanged',
        name: shownName(contact.fields) || record.label,
        reasons,
        contact,
      });
      return;
    }
    const after: ContactFields =
      contact === null ? this.#newFields(record, groups.starts, say) : { ...contact.fields, ...changes };
    const findings = checkContact(after, this.#input.profile, this.#input.country, this.#groups.kinds);
    if (findings.some((problem) => problem.severity === 'error')) {
      say(findings.filter((problem) => problem.severity === 'error'));
      this.#reject(record, reasons);
      return;
    }
    say(warnings);
    say(findings);
    const planned = this.#put(contact, after, photo);
    this.#count(planned, groups.starts);
    Object.assign(planned.changes, changes);
    this.#rows.push({
      row,
      outcome: contact === null ? 'created' : 'updated',
      name: shownName(after) || record.label,
      reasons,
      contact: planned,
    });
  }

  #reject({ row, draft, label }: ImportRecord, reasons: Problem[]): void {
    this.#rows.push({ row, outcome: 'rejected', name: shownName(draft) || label, reasons, contact: null });
  }

  /** `replace` says who is in a group, so contacts that exist join even a group that is only implied. */
  #targets(inFile: readonly string[]): { joins: string[]; starts: string[] } {
    const groups = this.#groups.of(inFile);
    return this.#input.policy === 'replace' ? { ...groups, joins: groups.starts } : groups;
  }

  #count(contact: PlannedContact, groups: readonly string[]): void {
    for (const group of groups) {
      const members = this.#members.get(group) ?? new Set();
      this.#members.set(group, members.add(contact));
    }
  }

  #put(contact: PlannedContact | null, after: ContactFields, photo: Photo | null): PlannedContact {
    if (contact !== null) this.#index.keepNames(contact);
    const planned = contact ?? { id: null, before: null, fields: after, photo, changes: {} };
    planned.fields = after;
    if (photo !== null) planned.photo = photo;
    this.#index.add(planned);
    this.#touched.add(planned);
    this.#groups.use(after.groups);
    return planned;
  }

  #newFields(
    { draft }: ImportRecord,
    starts: readonly string[],
    say: (problems: Problem[]) => void,
  ): ContactFields {
    if (starts.length === 0) return { ...draft, groups: [] };
    const closed = starts.filter((name) => this.#groups.isReadOnly(name));
    say(closed.map((value) => ({ code: 'import-group-read-only', severity: 'warning', value })));
    const open = starts.filter((name) => !closed.includes(name));
    return { ...draft, groups: [...this.#groups.withCompanions(open)] };
  }

  #changes(contact: PlannedContact, record: ImportRecord, joins: readonly string[]): Partial<ContactFields> {
    const open = joins.filter((name) => !this.#groups.isReadOnly(name));
    return fill(
      contact.fields,
      record,
      this.#groups.withCompanions(open),
      this.#input.profile,
      this.#input.country,
    );
  }

  #saysNothingNew(contact: PlannedContact, record: ImportRecord, joins: readonly string[]): boolean {
    return Object.keys(this.#changes(contact, record, joins)).length === 0;
  }

  /** Which contact the record is, by the policy; null: none that is there. */
  #choose(record: ImportRecord, joins: readonly string[]): Choice {
    const { policy } = this.#input;
    const found = this.#index.find(record.draft);
    if (policy === 'version-1') {
      return { contact: found.find((it) => this.#isSameEntry(it, record, joins)) ?? null, warnings: [] };
    }
    const same =
      found.find((it) => this.#saysNothingNew(it, record, joins)) ??
      found.find((it) => this.#saysNothingNew(it, record, []));
    if (same !== undefined) return { contact: same, warnings: [] };
    const first = found[0];
    if (policy === 'add' || first === undefined) {
      if (!this.#index.hasNamesake(record.draft)) return { contact: null, warnings: [] };
      const value = excerpt(shownName(record.draft));
      return { contact: null, warnings: [{ code: 'import-namesake', severity: 'warning', value }] };
    }
    if (found.length === 1) return { contact: first, warnings: [] };
    const name = excerpt(shownName(record.draft));
    return {
      contact: first,
      warnings: [
        { code: 'import-ambiguous', severity: 'warning', value: name, params: { count: found.length } },
      ],
    };
  }

  /**
   * Phone book version 1: identical name, number and short code are the same entry. It has one number a
   * contact, so one with further numbers that is not in the book is another contact.
   */
  #isSameEntry({ fields }: PlannedContact, { draft }: ImportRecord, joins: readonly string[]): boolean {
    const known = new Set(fields.numbers.flatMap(numberKeys));
    const given = new Set(draft.numbers.flatMap(numberKeys));
    return (
      fields.shortCode === draft.shortCode &&
      nameKeys(draft).some((name) => nameKeys(fields).includes(name)) &&
      draft.numbers.every((number) => numberKeys(number).some((key) => known.has(key))) &&
      (fields.numbers.every((number) => numberKeys(number).some((key) => given.has(key))) ||
        joins.every((group) => fields.groups.includes(group)))
    );
  }

  #hasPhoto(contact: PlannedContact | null, photo: Photo): boolean {
    if (contact === null) return false;
    if (contact.photo !== null) return samePhoto(contact.photo, photo);
    const { before } = contact;
    // Size and type are at hand; the picture itself is only read where they agree.
    if (before?.photo?.type !== photo.type || before.photo.bytes !== photo.data.length) return false;
    const held = this.#input.photoOf(before.id);
    return held !== null && samePhoto(held, photo);
  }

  #column(problem: Problem): { column?: string } {
    const field = problem.params?.['field'];
    const column = problem.column ?? (typeof field === 'string' ? this.#input.columnOf(field) : undefined);
    return column === undefined ? {} : { column };
  }

  finish(): ImportPlan {
    const rows = this.#rows;
    if (
      this.#input.policy === 'replace' &&
      this.#members.size === 0 &&
      rows.some((row) => row.outcome !== 'rejected')
    ) {
      throw new SwitchbookError('import-replace-no-group');
    }
    const summary: ImportSummary = {
      read: rows.length,
      created: 0,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      warnings: 0,
    };
    for (const row of rows) {
      summary[row.outcome]++;
      for (const reason of row.reasons) if (reason.severity === 'warning') summary.warnings++;
    }
    const problems: Problem[] = [];
    if (this.#input.policy === 'replace') problems.push(...this.#removeOthers());
    const newGroups = this.#groups.toCreate();
    for (const { name } of newGroups) {
      problems.push({ code: 'import-group-created', severity: 'warning', value: name });
    }
    const advice = adviceOn(this.#all.length + summary.created, this.#input.profile);
    if (advice !== null) problems.push(advice);
    return { rows, contacts: [...this.#touched], newGroups, problems, summary };
  }

  /** Policy `replace`: who is in a target group and not in the file leaves the group, and only the group. */
  #removeOthers(): Problem[] {
    const removed = new Map<string, number>();
    for (const contact of this.#all) {
      const { groups } = contact.fields;
      const leaves = groups.filter(
        (group) => this.#members.get(group)?.has(contact) === false && !this.#groups.isReadOnly(group),
      );
      if (leaves.length === 0) continue;
      const left = groups.filter((group) => !leaves.includes(group));
      contact.fields = { ...contact.fields, groups: left };
      contact.changes.groups = left;
      this.#touched.add(contact);
      for (const group of leaves) removed.set(group, (removed.get(group) ?? 0) + 1);
    }
    return [...removed].map(([value, count]) => ({
      code: 'import-group-leaves',
      severity: 'warning',
      value,
      params: { count },
    }));
  }
}

const samePhoto = (a: Photo, b: Photo): boolean =>
  a.type === b.type && a.data.length === b.data.length && a.data.every((byte, i) => byte === b.data[i]);
