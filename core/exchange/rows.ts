/** Rows of a table to records, by column index: headers repeat (`Titre` twice in French Outlook). */
import type { ColumnMapping } from '../api/reading.ts';
import type { ContactDraft, NumberKind, TextField } from '../directory/contact.ts';
import { emptyDraft, shownName, TEXT_FIELDS } from '../directory/contact.ts';
import { unescapeCell } from '../formats/csv/escape.ts';
import type { TableRow } from '../formats/table.ts';
import type { Problem } from '../problem/problem.ts';
import { joinBirthday, readBirthday } from './birthday.ts';
import { readCountry } from './country.ts';
import { excerpt, fold } from './fold.ts';
import { Line } from './line.ts';
import { MappedColumns } from './mapped.ts';
import { splitName } from './names.ts';
import { normaliseDraft } from './normalise/draft.ts';
import type { Normaliser } from './normalise/normaliser.ts';
import { joinedTitles, titleOf } from './normalise/titles.ts';
import type { ImportRecord, Located, NumberReader, ValueList } from './record.ts';
import { clean, distinct, nameFromDisplayName, readNumbers } from './record.ts';
import { labelled, pictureOf, postalAddresses, typedNumbers } from './row-lists.ts';
import type { DateOrder, Template } from './template.ts';

export interface RowReading {
  mapping: ColumnMapping;
  /** As complaints name the columns. */
  columnNames: readonly string[];
  template: Template | null;
  dates: DateOrder;
  /** ISO code for national numbers of rows that do not say their own. */
  country: string;
  numbers: NumberReader;
  normaliser: Normaliser;
}

/** Google joins several values of one label with this. */
const JOINT = ' ::: ';

/** Prepares a mapping once for all rows. */
export class RowReader {
  readonly #reading: RowReading;
  readonly #mapped: MappedColumns;
  readonly #nothing: ReadonlySet<string>;
  /** Our own file: its cells are contacts as they were, not what somebody typed into a table. */
  readonly #exact: boolean;
  /** Columns that say whether the name is a company's, and the words that say so. */
  readonly #companyColumns: readonly number[];
  readonly #companyWords: ReadonlySet<string>;

  constructor(reading: RowReading) {
    this.#reading = reading;
    this.#mapped = new MappedColumns(reading.mapping);
    this.#exact = reading.template?.escaped === true;
    this.#nothing = new Set((reading.template?.nothing ?? []).map(fold));
    const { headers = [], words = [] } = reading.template?.company ?? {};
    const companyHeaders = new Set(headers.map(fold));
    this.#companyColumns = [...reading.columnNames.keys()].filter((i) =>
      companyHeaders.has(fold(reading.columnNames[i] ?? '')),
    );
    this.#companyWords = new Set(words.map(fold));
  }

  /** Null for a row without any text. */
  read({ row, cells }: TableRow): ImportRecord | null {
    if (cells.every((cell) => clean(cell) === '')) return null;
    const problems: Problem[] = [];
    const exact = this.#exact;
    const line = new Line(
      exact ? cells.map(unescapeCell) : cells,
      this.#reading.columnNames,
      problems,
      exact ? null : this.#reading.normaliser,
    );
    const draft = emptyDraft();
    for (const field of TEXT_FIELDS) {
      if (field !== 'birthday') draft[field] = this.#text(line, field);
    }
    draft.givenName = join([draft.givenName, this.#text(line, 'middleName')], ' ');
    draft.familyName = join([draft.familyName, this.#text(line, 'nameSuffix')], ' ');
    if (this.#mapped.hasBirthdays) draft.birthday = this.#birthday(line);
    draft.givenName = this.#something(draft.givenName);
    draft.company = this.#something(draft.company);
    draft.groups = this.#groups(line);
    const { nameIsSplit, kind } = this.#fullName(line, draft);
    const typed = typedNumbers(line, this.#mapped, kind);
    const country = this.#country(line);
    const normaliser = exact ? null : this.#reading.normaliser;
    draft.numbers = readNumbers(typed, country, this.#reading.numbers, problems, normaliser);
    const [emails, urls] = [labelled(line, this.#mapped, 'email'), labelled(line, this.#mapped, 'url')];
    draft.emails = exact ? emails.map(labelOnly) : distinct(emails);
    draft.urls = exact ? urls.map(labelOnly) : distinct(urls);
    draft.addresses = postalAddresses(line, this.#mapped, exact);
    draft.card = this.#mapped
      .of('card')
      .map((i) => line.raw(i))
      .join('\n');
    draft.photo = pictureOf(line, this.#mapped);
    const isTakenApart = normaliser !== null && nameFromDisplayName(draft, normaliser);
    if (normaliser !== null) {
      normaliseDraft(draft, normaliser, this.#reading.country, (field) => this.#columnOf(field));
    }
    const label = shownName(draft) === '' ? excerpt(firstTexts(cells)) : '';
    const columnOf = (list: ValueList, value: string): string | undefined =>
      list === 'numbers'
        ? typed.find((it) => this.#reading.numbers.read(it.value, country).value === value)?.column
        : { emails, urls }[list].find((it) => clean(it.value) === value)?.column;
    return { row, label, draft, problems, nameIsSplit: nameIsSplit || isTakenApart, columnOf };
  }

  /** The file’s name for the first column of a field. */
  #columnOf(field: string): string | undefined {
    const at = this.#reading.mapping.findIndex((target) => target?.field === field);
    return at < 0 ? undefined : this.#reading.columnNames[at];
  }

  #text(line: Line, field: TextField | 'middleName' | 'nameSuffix' | 'fullName'): string {
    return line.joined(this.#mapped.of(field), field === 'note' ? '\n' : ' ', field);
  }

  #something(text: string): string {
    return this.#nothing.size > 0 && this.#nothing.has(fold(text)) ? '' : text;
  }

  #fullName(line: Line, draft: ContactDraft): { nameIsSplit: boolean; kind: NumberKind | undefined } {
    let full = this.#text(line, 'fullName');
    let kind: NumberKind | undefined;
    const suffixes = this.#reading.template?.nameSuffixes;
    if (suffixes !== undefined) {
      const last = /^(.*\S) (\S+)$/s.exec(full);
      const known = last?.[2] === undefined ? undefined : suffixes[last[2]];
      if (last?.[1] !== undefined && known !== undefined) [full, kind] = [last[1], known];
    }
    if (full === '' || draft.givenName + draft.familyName !== '') return { nameIsSplit: false, kind };
    // Google names a company by its company.
    if (fold(full) === fold(draft.company)) return { nameIsSplit: false, kind };
    if (this.#companyColumns.some((i) => this.#companyWords.has(fold(line.text(i))))) {
      draft.company = full;
      return { nameIsSplit: false, kind };
    }
    const { normaliser } = this.#reading;
    const column = this.#columnOf('fullName');
    const { title, rest } = normaliser.on.titles ? titleOf(full, true) : { title: '', rest: full };
    if (title !== '' && rest !== '') {
      normaliser.note('titles', 'salutation', column, full, joinedTitles(draft.salutation, title));
      draft.salutation = joinedTitles(draft.salutation, title);
      full = rest;
    }
    if (!normaliser.on.names) {
      draft.familyName = full;
      return { nameIsSplit: false, kind };
    }
    const { givenName, familyName, company } = splitName(full);
    Object.assign(draft, { givenName, familyName, company: draft.company === '' ? company : draft.company });
    if (company !== '' && draft.company !== company) draft.familyName = company;
    if (givenName !== '') normaliser.note('names', 'fullName', column, full, `${givenName} · ${familyName}`);
    return { nameIsSplit: true, kind };
  }

  #birthday(line: Line): string {
    const [year, month, day] = (['birthYear', 'birthMonth', 'birthDay'] as const).map((field) =>
      this.#mapped
        .of(field)
        .map((i) => line.text(i))
        .join(''),
    );
    const parts = joinBirthday(year ?? '', month ?? '', day ?? '');
    const column = this.#mapped.of('birthDay')[0] ?? 0;
    if (parts === null) {
      line.complain('import-birthday', column, join([year ?? '', month ?? '', day ?? ''], '-'));
    }
    for (const i of this.#mapped.of('birthday')) {
      const text = line.text(i, 'birthday');
      const { on } = this.#reading.normaliser;
      const birthday = readBirthday(text, on.birthdays || this.#exact ? this.#reading.dates : 'iso');
      if (birthday === null) line.complain('import-birthday', i, text);
      else if (birthday !== '') {
        line.note('birthdays', 'birthday', i, text, birthday);
        return birthday;
      }
    }
    return parts ?? '';
  }

  /** `* myContacts ::: Friends`, `Friends;Work` or `Friends, Work`. A star marks Google's own groups. */
  #groups(line: Line): string[] {
    const groups = this.#mapped.of('groups').flatMap((i) => {
      const text = line.text(i);
      const separator = text.includes(JOINT) ? JOINT : text.includes(';') ? ';' : ',';
      if (this.#exact && separator === JOINT) return text.split(JOINT);
      return text.split(separator).map((it) => this.#something(it.trim().replace(/^\* /, '')));
    });
    return [...new Set(groups)].filter((group) => group !== '');
  }

  #country(line: Line): string {
    for (const i of this.#mapped.of('numberCountry')) {
      const text = line.text(i);
      if (text === '') continue;
      const country = readCountry(text);
      if (country !== null) return country;
      line.complain('import-country', i, text);
    }
    return this.#reading.country;
  }
}

const labelOnly = <K>({ kind, value }: Located<K>): Omit<Located<K>, 'column'> => ({ kind, value });

/** What a row without a name is called in the report. */
function firstTexts(cells: readonly string[]): string {
  const texts: string[] = [];
  for (const cell of cells) {
    const text = clean(cell);
    if (text !== '') texts.push(text);
    if (texts.length === 3) break;
  }
  return texts.join(', ');
}

const join = (parts: readonly string[], separator: string): string =>
  parts.filter((part) => part !== '').join(separator);
