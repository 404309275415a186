/** Rows of a table to records, by column index: headers repeat (`Titre` twice in French Outlook). */
import type { ColumnMapping, ColumnTarget } from '../api/reading.ts';
import type {
  ContactDraft,
  NumberKind,
  Photo,
  PlaceKind,
  PostalAddress,
  TextField,
} from '../directory/contact.ts';
import { emptyDraft, shownName, TEXT_FIELDS } from '../directory/contact.ts';
import { unescapeCell } from '../formats/csv/escape.ts';
import type { TableRow } from '../formats/table.ts';
import { decodeBase64 } from '../formats/vcard/base64.ts';
import { pictureType } from '../photo/kind.ts';
import type { Problem } from '../problem/problem.ts';
import { joinBirthday, readBirthday } from './birthday.ts';
import { readCountry } from './country.ts';
import { excerpt, fold } from './fold.ts';
import { Line } from './line.ts';
import { splitName } from './names.ts';
import { normaliseDraft } from './normalise/draft.ts';
import type { Normaliser } from './normalise/normaliser.ts';
import { joinedTitles, titleOf } from './normalise/titles.ts';
import type { ImportRecord, NumberReader, TypedNumber } from './record.ts';
import { clean, distinct, isFilled, nameFromDisplayName, readNumbers } from './record.ts';
import type { DateOrder, Template } from './template.ts';
import { ADDRESS_FIELDS, readNumberKind, readPlaceKind } from './words.ts';

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

interface Slot {
  slot: number;
  columns: number[];
  kindColumns: number[];
  kind: string | undefined;
  /** What `kind` says for a number and for any other value. */
  numberKind: NumberKind | null;
  placeKind: PlaceKind | null;
}

type Field = ColumnTarget['field'];

/** Prepares a mapping once for all rows. */
export class RowReader {
  readonly #reading: RowReading;
  readonly #columns = new Map<Field, number[]>();
  readonly #slots = new Map<string, Slot[]>();
  readonly #nothing: ReadonlySet<string>;
  /** Our own file: its cells are contacts as they were, not what somebody typed into a table. */
  readonly #exact: boolean;
  readonly #hasBirthdays: boolean;
  /** Columns that say whether the name is a company's, and the words that say so. */
  readonly #companyColumns: readonly number[];
  readonly #companyWords: ReadonlySet<string>;

  constructor(reading: RowReading) {
    this.#reading = reading;
    this.#exact = reading.template?.escaped === true;
    this.#nothing = new Set((reading.template?.nothing ?? []).map(fold));
    const { headers = [], words = [] } = reading.template?.company ?? {};
    const companyHeaders = new Set(headers.map(fold));
    this.#companyColumns = [...reading.columnNames.keys()].filter((i) =>
      companyHeaders.has(fold(reading.columnNames[i] ?? '')),
    );
    this.#companyWords = new Set(words.map(fold));
    reading.mapping.forEach((target, i) => {
      if (target === null) return;
      if (!('slot' in target)) {
        this.#columns.set(target.field, [...(this.#columns.get(target.field) ?? []), i]);
      } else if (target.field.endsWith('Kind')) {
        this.#slotOf(target.field.slice(0, -4), target.slot).kindColumns.push(i);
      } else {
        const list = ADDRESS_FIELDS.find((it) => it === target.field);
        const slot = this.#slotOf(list ?? target.field, target.slot);
        slot.columns.push(i);
        if ('kind' in target) slot.kind ??= target.kind;
      }
    });
    for (const slots of this.#slots.values()) {
      slots.sort((a, b) => a.slot - b.slot);
      for (const slot of slots) {
        slot.numberKind = readNumberKind(slot.kind ?? '');
        slot.placeKind = readPlaceKind(slot.kind ?? '');
      }
    }
    this.#hasBirthdays = [...this.#columns.keys()].some((field) => field.startsWith('birth'));
  }

  #slotOf(list: string, number: number): Slot {
    const slots = this.#slots.get(list) ?? [];
    this.#slots.set(list, slots);
    const known = slots.find((it) => it.slot === number);
    if (known !== undefined) return known;
    const slot: Slot = {
      slot: number,
      columns: [],
      kindColumns: [],
      kind: undefined,
      numberKind: null,
      placeKind: null,
    };
    slots.push(slot);
    return slot;
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
    if (this.#hasBirthdays) draft.birthday = this.#birthday(line);
    draft.givenName = this.#something(draft.givenName);
    draft.company = this.#something(draft.company);
    draft.groups = this.#groups(line);
    const { nameIsSplit, kind } = this.#fullName(line, draft);
    const typed = this.#typedNumbers(line, kind);
    const country = this.#country(line);
    const normaliser = exact ? null : this.#reading.normaliser;
    draft.numbers = readNumbers(typed, country, this.#reading.numbers, problems, normaliser);
    const [emails, urls] = [this.#labelled(line, 'email'), this.#labelled(line, 'url')];
    draft.emails = exact ? emails : distinct(emails);
    draft.urls = exact ? urls : distinct(urls);
    draft.addresses = this.#addresses(line);
    draft.card = (this.#columns.get('card') ?? []).map((i) => line.raw(i)).join('\n');
    draft.photo = this.#photo(line);
    const isTakenApart = normaliser !== null && nameFromDisplayName(draft, normaliser);
    if (normaliser !== null) {
      normaliseDraft(draft, normaliser, this.#reading.country, (field) => this.#columnOf(field));
    }
    const label = shownName(draft) === '' ? excerpt(firstTexts(cells)) : '';
    return { row, label, draft, problems, nameIsSplit: nameIsSplit || isTakenApart };
  }

  /** The file’s name for the first column of a field. */
  #columnOf(field: string): string | undefined {
    const at = this.#reading.mapping.findIndex((target) => target?.field === field);
    return at < 0 ? undefined : this.#reading.columnNames[at];
  }

  #text(line: Line, field: TextField | 'middleName' | 'nameSuffix' | 'fullName'): string {
    const columns = this.#columns.get(field);
    const only = columns?.[0];
    if (columns === undefined || only === undefined) return '';
    if (columns.length === 1) return line.text(only, field);
    return join(
      columns.map((i) => line.text(i, field)),
      field === 'note' ? '\n' : ' ',
    );
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
      (this.#columns.get(field) ?? []).map((i) => line.text(i)).join(''),
    );
    const parts = joinBirthday(year ?? '', month ?? '', day ?? '');
    const column = this.#columns.get('birthDay')?.[0] ?? 0;
    if (parts === null) {
      line.complain('import-birthday', column, join([year ?? '', month ?? '', day ?? ''], '-'));
    }
    for (const i of this.#columns.get('birthday') ?? []) {
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
    const groups = (this.#columns.get('groups') ?? []).flatMap((i) => {
      const text = line.text(i);
      const separator = text.includes(JOINT) ? JOINT : text.includes(';') ? ';' : ',';
      if (this.#exact && separator === JOINT) return text.split(JOINT);
      return text.split(separator).map((it) => this.#something(it.trim().replace(/^\* /, '')));
    });
    return [...new Set(groups)].filter((group) => group !== '');
  }

  #country(line: Line): string {
    for (const i of this.#columns.get('numberCountry') ?? []) {
      const text = line.text(i);
      if (text === '') continue;
      const country = readCountry(text);
      if (country !== null) return country;
      line.complain('import-country', i, text);
    }
    return this.#reading.country;
  }

  #typedNumbers(line: Line, kindOfName: NumberKind | undefined): TypedNumber[] {
    const typed: TypedNumber[] = [];
    for (const slot of this.#slots.get('number') ?? []) {
      for (const i of slot.columns) {
        const text = line.text(i, 'number');
        if (text === '') continue;
        const kind =
          kindOfName ?? line.kind(slot.kindColumns, readNumberKind, 'other') ?? slot.numberKind ?? 'main';
        for (const value of line.numbers(i, text)) typed.push({ kind, value, column: line.name(i) });
      }
    }
    return typed;
  }

  #labelled(line: Line, list: 'email' | 'url'): { kind: PlaceKind; value: string }[] {
    const labelled: { kind: PlaceKind; value: string }[] = [];
    for (const slot of this.#slots.get(list) ?? []) {
      for (const i of slot.columns) {
        const text = line.text(i, list);
        if (text === '') continue;
        const kind = line.kind(slot.kindColumns, readPlaceKind, 'other') ?? slot.placeKind ?? 'other';
        for (const value of line.values(text)) labelled.push({ kind, value });
      }
    }
    return labelled;
  }

  #addresses(line: Line): PostalAddress[] {
    const addresses: (PostalAddress & { slot: number })[] = [];
    for (const field of ADDRESS_FIELDS) {
      for (const slot of this.#slots.get(field) ?? []) {
        const text = join(
          slot.columns.map((i) => line.text(i)),
          ', ',
        );
        if (text === '') continue;
        let address = addresses.find((it) => it.slot === slot.slot);
        if (address === undefined) addresses.push((address = this.#emptyAddress(line, slot)));
        address[field] = this.#exact ? text : text.replaceAll('\n', ', ');
      }
    }
    return addresses
      .sort((a, b) => a.slot - b.slot)
      .map(({ slot: _slot, ...address }) => address)
      .filter(isFilled);
  }

  #photo(line: Line): Photo | null {
    const columns = (this.#slots.get('photo') ?? []).flatMap((slot) => slot.columns);
    const text = columns.map((i) => line.raw(i).trim()).join('');
    if (text === '') return null;
    const [, base64 = ''] = /^data:[\w.+-]+\/[\w.+-]+;base64,([^]+)$/.exec(text) ?? [];
    const data = decodeBase64(base64);
    const type = pictureType(data);
    if (type !== null) return { type, data };
    line.complain('import-photo', columns[0] ?? 0, text);
    return null;
  }

  #emptyAddress(line: Line, { slot, placeKind }: Slot): PostalAddress & { slot: number } {
    const kinds = this.#slots.get('address')?.find((it) => it.slot === slot);
    const said = kinds === undefined ? null : line.kind(kinds.kindColumns, readPlaceKind, 'other');
    const kind = said ?? placeKind ?? 'other';
    return { slot, kind, street: '', postalCode: '', city: '', region: '', country: '' };
  }
}

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
  parts.length === 1 ? (parts[0] ?? '') : parts.filter((part) => part !== '').join(separator);
