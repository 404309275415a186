/** Which template a header belongs to, and why. */
import type { ColumnMapping, ColumnTarget, Inspection } from '../api/reading.ts';
import { fold } from './fold.ts';
import { parseTarget } from './target.ts';
import type { Template, TemplateColumn } from './template.ts';
import { isPlainHeader } from './words.ts';

export interface Recognition {
  template: Template;
  mapping: ColumnMapping;
  /** By column: the template says what it is, even if only that it is left out. */
  known: boolean[];
  /** Columns that the template knows, of those that have a header. */
  matched: number;
  columns: number;
  /** 0 to 1: `matched`, weighed by how much of the template's own header is there, in its order and dialect. */
  score: number;
  /** The header is the template's own, column for column. */
  exact: boolean;
  /** Headers of the file that the template does not know, and the other way round. */
  unknown: string[];
  missing: string[];
  /** It is so likely the template's that nobody needs to be asked. */
  certain: boolean;
  /** It may be the template's; else the two have only words in common that anybody might write. */
  likely: boolean;
}

/** How the file is written; null where that does not apply, as in a workbook. */
export interface Dialect extends Pick<Inspection['reading'], 'delimiter' | 'encoding'> {
  /** No byte of it tells one encoding from another. */
  ascii: boolean;
}

export const NO_DIALECT: Dialect = { delimiter: null, encoding: null, ascii: true };

/** A header means its template when this share of its columns is known … */
const ENOUGH = 0.8;
/** … there are as many as this: `Name` and `Phone` are everybody's … */
const LEAST = 4;
/** … and so many of them are not what anybody would call such a column … */
const PARTICULAR = 3;
/** … or one is, and this share of the template's own header is there. */
const MOST = 0.6;
/** Below this share a template is not even worth offering. */
const WORTH_OFFERING = 0.5;
const MOST_OFFERED = 8;

/** Cells of any length stand in the rows that are tried as headers; headers are short. */
const LONGEST_HEADER = 200;

/** What the header line's folding ignores: byte order marks, quotes, case, accents, punctuation. */
export const headerKey = (header: string): string => fold(header.slice(0, LONGEST_HEADER));

interface Entry {
  target: ColumnTarget | null;
  /** The target of a numbered header, with `{n}` still in it. */
  numbered?: string;
  /** The product's own writing, which says what is missing. */
  header: string;
  /** Place in the template's order; none for columns that stand anywhere or are numbered otherwise. */
  place?: (n: number) => number;
  required: boolean;
  plain: boolean;
}

interface Compiled {
  entries: ReadonlyMap<string, Entry[]>;
  required: readonly Entry[];
}

const compiled = new WeakMap<Template, Compiled>();

function compile(template: Template): Compiled {
  const known = compiled.get(template);
  if (known !== undefined) return known;
  const entries = new Map<string, Entry[]>();
  const required: Entry[] = [];
  const add = (keys: readonly string[], entry: Entry): void => {
    for (const key of new Set(keys)) {
      const same = entries.get(key);
      if (same === undefined) entries.set(key, [entry]);
      else same.push(entry);
    }
    if (entry.required) required.push(entry);
  };
  template.columns.forEach((column, i) => {
    const entry = entryOf(column);
    const isNumbered = entry.numbered !== undefined;
    const place = isNumbered ? placeInBlock(template.columns, i) : () => i;
    add(column.headers.map(numberless), { ...entry, place, required: !isNumbered });
  });
  for (const column of template.also) add(column.headers.map(numberless), entryOf(column));
  template.saved?.headers.forEach((header, i) => {
    const key = headerKey(header);
    const target = template.saved?.mapping[i] ?? null;
    if (key !== '') add([key], { target, header, place: () => i, required: true, plain: false });
  });
  const result = { entries, required };
  compiled.set(template, result);
  return result;
}

function entryOf({ headers, target }: TemplateColumn): Entry {
  const header = headers[0] ?? '';
  const base = { header, required: false, plain: headers.every((it) => isPlainHeader(headerKey(it))) };
  return target.includes('{n}') || header.includes('{n}')
    ? { ...base, target: null, numbered: target }
    : { ...base, target: parseTarget(target) };
}

/** Numbered columns repeat together: `Phone 1 type`, `Phone 1 number`, `Phone 2 type`, `Phone 2 number`. */
function placeInBlock(columns: readonly TemplateColumn[], index: number): (n: number) => number {
  const blockOf = (column: TemplateColumn | undefined): string | undefined => {
    const [prefix, rest] = column?.headers[0]?.split('{n}') ?? [];
    if (rest === undefined) return undefined;
    return prefix !== ''
      ? prefix
      : ADDRESS_PARTS.test(column?.target ?? '')
        ? 'address'
        : column?.target.replace(/(?:Kind)? .*/, '');
  };
  const block = blockOf(columns[index]);
  let start = index;
  while (start > 0 && blockOf(columns[start - 1]) === block) start--;
  let end = index + 1;
  while (end < columns.length && blockOf(columns[end]) === block) end++;
  const length = end - start;
  return (n) => start + ((n - 1) * length + index - start) / (1000 * length);
}

const ADDRESS_PARTS = /^(?:addressKind|street|postalCode|city|region|country) /;

/** `{n}. Ort` of a template and `3. Ort` of a file meet as `# ort`; other numbers stay. */
const numberless = (header: string): string =>
  header.includes('{n}') ? anyNumber(headerKey(header.replace('{n}', '0'))) : headerKey(header);

const anyNumber = (key: string): string => key.replace(/\d{1,3}/, '#');

/** A file's header line, prepared once for all templates. */
export interface HeaderLine {
  headers: readonly string[];
  columns: { key: string; numberless: string | null; n: number; occurrence: number }[];
  named: number;
}

export function readHeaderLine(headers: readonly string[]): HeaderLine {
  const seen = new Map<string, number>();
  let named = 0;
  const columns = headers.map((header) => {
    const key = headerKey(header);
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    const n = /\d{1,3}/.exec(key)?.[0];
    if (key !== '') named++;
    return { key, numberless: n === undefined ? null : anyNumber(key), n: Number(n ?? 1), occurrence };
  });
  return { headers, columns, named };
}

/** How many columns of a header line a template knows: all that is needed to leave most templates out. */
function countMatched({ columns }: HeaderLine, { entries }: Compiled): number {
  let matched = 0;
  for (const { key, numberless: open, occurrence } of columns) {
    if (key === '') continue;
    if (entries.get(key)?.[occurrence] !== undefined) matched++;
    else if (open !== null && entries.has(open)) matched++;
  }
  return matched;
}

/** The mapping that a template gives to a header, and how well the two fit. */
export function applyTemplate(line: HeaderLine, template: Template, dialect: Dialect): Recognition {
  const { entries, required } = compile(template);
  const mapping: ColumnMapping = [];
  const known: boolean[] = [];
  const unknown: string[] = [];
  const found = new Set<Entry>();
  const places: number[] = [];
  let matched = 0;
  line.columns.forEach(({ key, numberless: open, n, occurrence }, i) => {
    const entry = key === '' ? undefined : (entries.get(key)?.[occurrence] ?? entries.get(open ?? '')?.[0]);
    known.push(entry !== undefined);
    mapping.push(entry === undefined ? null : targetOf(entry, n));
    if (entry === undefined) {
      if (key !== '') unknown.push(line.headers[i] ?? '');
      return;
    }
    matched++;
    found.add(entry);
    if (entry.place !== undefined) places.push(entry.place(n));
  });
  const missing = required.filter((entry) => !found.has(entry)).map(({ header }) => header);
  const share = line.named === 0 ? 0 : matched / line.named;
  const own = required.length === 0 ? 1 : 1 - missing.length / required.length;
  const order = orderOf(places);
  const exact = matched > 0 && unknown.length === 0 && missing.length === 0 && order === 1;
  const particular = found.values().reduce((sum, { plain }) => sum + (plain ? 0 : 1), 0);
  const score = share ** 2 * (0.45 + 0.35 * own + 0.1 * order + 0.1 * agreement(template, dialect));
  const certain =
    template.saved !== undefined
      ? exact || (share >= ENOUGH && own >= ENOUGH && matched >= LEAST)
      : template.partial === true
        ? matched > 0 && missing.length === 0
        : exact
          ? line.named >= LEAST - 1 || dialect.delimiter === template.delimiter
          : share >= ENOUGH &&
            matched >= LEAST &&
            (particular >= PARTICULAR || (particular > 0 && own >= MOST));
  const likely = certain || (share >= WORTH_OFFERING && (particular > 0 || own >= MOST));
  const { named: columns } = line;
  return { template, mapping, known, matched, columns, score, exact, unknown, missing, certain, likely };
}

const targets = new Map<string, ColumnTarget | null>();

function targetOf({ target, numbered }: Entry, n: number): ColumnTarget | null {
  if (numbered === undefined) return target;
  const text = numbered.replaceAll('{n}', String(n));
  let parsed = targets.get(text);
  if (parsed === undefined) targets.set(text, (parsed = parseTarget(text)));
  return parsed;
}

/** Share of the neighbours that stand in the template's order. */
function orderOf(places: readonly number[]): number {
  if (places.length < 2) return 1;
  let ordered = 0;
  for (let i = 1; i < places.length; i++) if ((places[i] ?? 0) > (places[i - 1] ?? 0)) ordered++;
  return ordered / (places.length - 1);
}

function agreement({ delimiter, encodings }: Template, dialect: Dialect): number {
  const { encoding } = dialect;
  const sameDelimiter =
    delimiter === undefined || dialect.delimiter === null || delimiter === dialect.delimiter;
  const written = encoding === 'iso-8859-1' ? 'windows-1252' : encoding;
  const sameEncoding =
    encodings === undefined ||
    written === null ||
    encodings.includes(written) ||
    (dialect.ascii && written === 'utf-8');
  return (Number(sameDelimiter) + Number(sameEncoding)) / 2;
}

/**
 * Templates that know a share of the header worth offering, best first. What the user has saved for
 * exactly this header comes before all others, and what a product writes column for column before the rest.
 */
export function rankTemplates(line: HeaderLine, all: readonly Template[], dialect: Dialect): Recognition[] {
  const wanted = Math.max(1, line.named * WORTH_OFFERING);
  return all
    .filter((template) => template.cells === undefined)
    .filter((template) => template.partial === true || countMatched(line, compile(template)) >= wanted)
    .map((template) => applyTemplate(line, template, dialect))
    .filter((it) => it.likely)
    .sort((a, b) => rank(b) - rank(a) || b.score - a.score)
    .slice(0, MOST_OFFERED);
}

const rank = ({ certain, exact, template }: Recognition): number =>
  certain ? (exact ? (template.saved === undefined ? 2 : 3) : 1) : 0;
