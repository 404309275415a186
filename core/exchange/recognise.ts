/** Which template a header belongs to: the one that knows most of its columns. */
import type { ColumnMapping, ColumnTarget } from '../api/exchange.ts';
import { fold } from './fold.ts';
import { parseTarget } from './target.ts';
import type { Template } from './template.ts';

export interface Recognition {
  template: Template;
  mapping: ColumnMapping;
  /** By column: the template says what it is, even if only that it is left out. */
  known: boolean[];
  /** Columns that the template knows, of those that have a header. */
  matched: number;
  columns: number;
  /** 0 to 1, made of what follows. */
  score: number;
  /** The header is the template's own, column for column. */
  exact: boolean;
  /** Headers of the file that the template does not know, and the other way round. */
  unknown: string[];
  missing: string[];
}

/** A header means its template when this share of its columns is known. */
const ENOUGH = 0.8;
/** Fewer columns than this prove nothing: `Name` and `Phone` are everybody's. */
const LEAST = 3;
/** Below this share a template is not even worth offering. */
const WORTH_OFFERING = 0.3;

export const isRecognised = (it: Recognition): boolean =>
  it.columns > 0 &&
  it.matched / it.columns >= ENOUGH &&
  (it.matched >= LEAST || (it.template.saved !== undefined && it.matched === it.columns));

/** What the header line's folding ignores: byte order marks, quotes, case, accents, punctuation. */
export const headerKey = (header: string): string => fold(header);

interface Entry {
  target: ColumnTarget | null;
  /** The target of a numbered header, with `{n}` still in it. */
  numbered?: string;
}

const compiled = new WeakMap<Template, ReadonlyMap<string, Entry[]>>();

function entriesOf(template: Template): ReadonlyMap<string, Entry[]> {
  const known = compiled.get(template);
  if (known !== undefined) return known;
  const entries = new Map<string, Entry[]>();
  const add = (key: string, entry: Entry): void => {
    const same = entries.get(key);
    if (same === undefined) entries.set(key, [entry]);
    else same.push(entry);
  };
  for (const { headers, target } of template.columns) {
    const entry: Entry = target.includes('{n}')
      ? { target: null, numbered: target }
      : { target: parseTarget(target) };
    for (const header of headers) add(numberless(header), entry);
  }
  template.saved?.headers.forEach((header, i) => {
    if (headerKey(header) !== '') add(headerKey(header), { target: template.saved?.mapping[i] ?? null });
  });
  compiled.set(template, entries);
  return entries;
}

/** `{n}. Ort` of a template and `3. Ort` of a file meet as `# ort`; other numbers stay. */
const numberless = (header: string): string =>
  header.includes('{n}') ? anyNumber(headerKey(header.replace('{n}', '0'))) : headerKey(header);

const anyNumber = (key: string): string => key.replace(/\d{1,3}/, '#');

/** The mapping that a template gives to a header. */
export function applyTemplate(headers: readonly string[], template: Template): Recognition {
  const entries = entriesOf(template);
  const seen = new Map<string, number>();
  const mapping: ColumnMapping = [];
  const known: boolean[] = [];
  let matched = 0;
  let columns = 0;
  for (const header of headers) {
    const key = headerKey(header);
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    const entry = key === '' ? undefined : (entries.get(key)?.[occurrence] ?? numberedEntry(entries, key));
    if (key !== '') columns++;
    if (entry !== undefined) matched++;
    known.push(entry !== undefined);
    mapping.push(entry?.target ?? null);
  }
  const unknown = headers.filter((header, i) => headerKey(header) !== '' && known[i] !== true);
  const score = columns === 0 ? 0 : matched / columns;
  return {
    template,
    mapping,
    known,
    matched,
    columns,
    score,
    exact: unknown.length === 0,
    unknown,
    missing: [],
  };
}

function numberedEntry(entries: ReadonlyMap<string, Entry[]>, key: string): Entry | undefined {
  const number = /\d{1,3}/.exec(key)?.[0];
  if (number === undefined) return undefined;
  const entry = entries.get(anyNumber(key))?.[0];
  if (entry?.numbered === undefined) return entry;
  return { target: parseTarget(entry.numbered.replaceAll('{n}', String(Number(number)))) };
}

const size = (template: Template): number => template.saved?.headers.length ?? template.columns.length;

/** Templates that know a share of the header worth offering, best first; of equals the most particular. */
export function rankTemplates(headers: readonly string[], all: readonly Template[]): Recognition[] {
  return all
    .map((template) => applyTemplate(headers, template))
    .filter((it) => it.matched > 0 && it.matched / it.columns >= WORTH_OFFERING)
    .sort(
      (a, b) =>
        b.matched - a.matched ||
        Number(b.template.saved !== undefined) - Number(a.template.saved !== undefined) ||
        size(a.template) - size(b.template),
    );
}
