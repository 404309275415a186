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
import { chooseContact } from './choose.ts';
import { fill } from './fill.ts';
import type { GroupWishes, NewGroup } from './groups.ts';
import { TargetGroups } from './groups.ts';
import type { PlannedContact } from './match.ts';
import { ContactIndex } from './match.ts';
import { hasPhoto } from './photo.ts';
import { type Lists, placeOf } from './place.ts';
import type { ImportRecord } from './record.ts';
import { FileMembers } from './replace.ts';

export interface PlanInput extends GroupWishes {
  records: Iterable<ImportRecord>;
  contacts: Iterable<Contact>;
  groups: readonly ContactGroup[];
  photoOf: (id: number) => Photo | null;
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

class Planner {
  readonly #input: PlanInput;
  readonly #groups: TargetGroups;
  readonly #index = new ContactIndex();
  readonly #all: PlannedContact[] = [];
  readonly #touched = new Set<PlannedContact>();
  readonly #members = new FileMembers();
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
    const { contact, warnings } = chooseContact(
      record,
      this.#input.policy,
      this.#index,
      groups.joins,
      (one, joins) => this.#saysNothingNew(one, record, joins),
    );
    const say = (problems: readonly Problem[], lists: Lists = draft): void => {
      for (const it of problems) reasons.push({ ...it, row, ...placeOf(it, record, lists, this.#input) });
    };
    const changes = contact === null ? null : this.#changes(contact, record, groups.joins);
    const tooMuch = draft.photo && tooLarge(draft.photo.data, shownName(draft) || record.label);
    if (tooMuch !== null) reasons.push({ ...tooMuch, severity: 'warning', row });
    const offered = tooMuch === null ? draft.photo : null;
    const photo = offered !== null && !hasPhoto(contact, offered, this.#input.photoOf) ? offered : null;
    if (contact !== null && changes !== null && Object.keys(changes).length === 0 && photo === null) {
      say(warnings);
      this.#members.add(contact, groups.starts);
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
      say(
        findings.filter((problem) => problem.severity === 'error'),
        after,
      );
      this.#reject(record, reasons);
      return;
    }
    say(warnings);
    say(findings, after);
    const planned = this.#put(contact, after, photo);
    this.#members.add(planned, groups.starts);
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

  finish(): ImportPlan {
    const rows = this.#rows;
    if (
      this.#input.policy === 'replace' &&
      this.#members.isEmpty() &&
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
    if (this.#input.policy === 'replace') {
      const others = this.#members.removeOthers(this.#all, (group) => this.#groups.isReadOnly(group));
      for (const contact of others.left) this.#touched.add(contact);
      problems.push(...others.problems);
    }
    const newGroups = this.#groups.toCreate();
    for (const { name } of newGroups) {
      problems.push({ code: 'import-group-created', severity: 'warning', value: name });
    }
    const advice = adviceOn(this.#all.length + summary.created, this.#input.profile);
    if (advice !== null) problems.push(advice);
    return { rows, contacts: [...this.#touched], newGroups, problems, summary };
  }
}
