/** Which template a header belongs to, and why. */
import type { ColumnMapping, Inspection } from '../api/reading.ts';
import type { HeaderLine } from './header-line.ts';
import { columnFor, columnsOf, type KnownColumn, type KnownColumns, targetOf } from './template-columns.ts';
import type { Template } from './template.ts';

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

/** How many columns of a header line a template knows: all that is needed to leave most templates out. */
function countMatched({ columns }: HeaderLine, known: KnownColumns): number {
  let matched = 0;
  for (const column of columns) if (columnFor(known, column) !== undefined) matched++;
  return matched;
}

/** The mapping that a template gives to a header, and how well the two fit. */
export function applyTemplate(line: HeaderLine, template: Template, dialect: Dialect): Recognition {
  const its = columnsOf(template);
  const mapping: ColumnMapping = [];
  const known: boolean[] = [];
  const unknown: string[] = [];
  const found = new Set<KnownColumn>();
  const places: number[] = [];
  let matched = 0;
  line.columns.forEach((column, i) => {
    const one = columnFor(its, column);
    known.push(one !== undefined);
    mapping.push(one === undefined ? null : targetOf(one, column.n));
    if (one === undefined) {
      if (column.key !== '') unknown.push(line.headers[i] ?? '');
      return;
    }
    matched++;
    found.add(one);
    if (one.place !== undefined) places.push(one.place(column.n));
  });
  const { required } = its;
  const missing = required.filter((it) => !found.has(it)).map(({ header }) => header);
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
    .filter((template) => template.partial === true || countMatched(line, columnsOf(template)) >= wanted)
    .map((template) => applyTemplate(line, template, dialect))
    .filter((it) => it.likely)
    .sort((a, b) => rank(b) - rank(a) || b.score - a.score)
    .slice(0, MOST_OFFERED);
}

const rank = ({ certain, exact, template }: Recognition): number =>
  certain ? (exact ? (template.saved === undefined ? 2 : 3) : 1) : 0;
