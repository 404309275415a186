/**
 * Files without a header, told by what their rows look like. A template says it cell by cell: `text`,
 * `number` (a telephone number), `digits`, `empty`, `any`, or the words that may stand there (`Home|Work`);
 * `?` behind it where the cell may be empty.
 */
import type { TableRow } from '../formats/table.ts';
import type { Problem } from '../problem/problem.ts';
import type { Recognition } from './recognise.ts';
import { parseTarget } from './target.ts';
import type { Template } from './template.ts';

type Test = (cell: string) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  any: () => true,
  empty: (cell) => cell === '',
  text: (cell) => /\p{L}/u.test(cell),
  digits: (cell) => /^\d+$/.test(cell),
  number: (cell) => /^(?:[+(]|[*#]{1,3})?\d[\d\s()./*#,;pw+-]*$/i.test(cell),
};

interface Shape {
  tests: Test[];
  /** Columns whose words nobody else would write in every row. */
  words: boolean;
}

const shapes = new WeakMap<Template, Shape>();

function shapeOf(template: Template): Shape {
  const known = shapes.get(template);
  if (known !== undefined) return known;
  const patterns = (template.cells ?? []).map(([pattern]) => pattern);
  const shape = {
    tests: patterns.map(testOf),
    words: patterns.some((pattern) => pattern.includes('|') && !pattern.endsWith('?')),
  };
  shapes.set(template, shape);
  return shape;
}

function testOf(pattern: string): Test {
  const name = pattern.replace(/\?$/, '');
  const words = new Set(name.toLowerCase().split('|'));
  const test = TESTS[name] ?? ((cell: string) => words.has(cell.toLowerCase()));
  return name === pattern ? test : (cell) => cell === '' || test(cell);
}

/** The records of a file that a template without headers reads: no preamble, and all cells apart. */
export function recordRows(rows: readonly TableRow[], template: Template): TableRow[] {
  const { preamble, lastDelimiter, cells } = template;
  const first = preamble === undefined ? 0 : rows.findIndex((row) => !startsWith(row, preamble));
  const records = rows.slice(Math.max(0, first));
  if (lastDelimiter === undefined || cells === undefined) return records;
  return records.map((record) => splitLast(record, cells.length, lastDelimiter));
}

const startsWith = ({ cells }: TableRow, preamble: string): boolean =>
  cells[0]?.trimStart().startsWith(preamble) === true ||
  // Where `;` is the delimiter, it is not part of the first cell.
  (cells[0] === '' && `;${cells[1] ?? ''}`.startsWith(preamble));

/**
 * Complaints about a text as they are once its table is understood: none about such a mixture, which is how
 * the product writes its files; rows are wide for the table, not beside a preamble. `width`: of the header.
 */
export function understood(
  problems: readonly Problem[],
  template: Template | undefined,
  rows: readonly TableRow[],
  width: number,
): Problem[] {
  const isMixed = template?.lastDelimiter !== undefined;
  const usual = template?.cells?.length ?? width;
  const cellsOf = new Map(rows.map(({ row, cells }) => [row, cells]));
  return problems.flatMap((problem) => {
    const { code, row } = problem;
    if (isMixed && (code === 'csv-quote-stray' || code === 'csv-row-wide')) return [];
    if (code !== 'csv-row-wide' || usual === 0) return [problem];
    const cells = (row !== undefined && cellsOf.get(row)) || [];
    const surplus = cells.slice(usual).find((cell) => cell !== '');
    const params = { cells: cells.length, usual };
    return surplus === undefined ? [] : [{ ...problem, value: surplus.slice(0, 60), params }];
  });
}

/** `Description","Hide` is what a mixed row `…;"Description","Hide"` leaves as its last cell. */
function splitLast(record: TableRow, width: number, delimiter: string): TableRow {
  const last = record.cells[width - 2];
  if (record.cells.length !== width - 1 || last === undefined) return record;
  const at = last.lastIndexOf(delimiter);
  if (at < 0) return record;
  const bare = (text: string): string => text.trim().replace(/^"/, '').replace(/"$/, '');
  const parts = [bare(last.slice(0, at)), bare(last.slice(at + 1))];
  return { row: record.row, cells: [...record.cells.slice(0, width - 2), ...parts] };
}

/** How the template reads a file without headers, by position. `looked`: the first rows. */
export function applyShape(looked: readonly TableRow[], template: Template): Recognition {
  const targets = (template.cells ?? []).map(([, target]) => parseTarget(target));
  const records = recordRows(looked, template);
  const width = Math.max(0, ...records.map(({ cells }) => cells.length));
  const { tests, words } = shapeOf(template);
  const fitting = records.filter(({ cells }) => fits(cells, tests)).length;
  const score = records.length === 0 ? 0 : fitting / records.length;
  const hasPreamble = records.length < looked.length;
  return {
    template,
    mapping: Array.from({ length: width }, (_, i) => targets[i] ?? null),
    known: Array.from({ length: width }, () => true),
    matched: targets.length,
    columns: width,
    score,
    exact: score === 1,
    unknown: [],
    missing: [],
    certain: score === 1 && (words || hasPreamble),
    likely: score === 1 && targets.length <= width,
  };
}

const fits = (cells: readonly string[], tests: readonly Test[]): boolean =>
  tests.every((test, i) => test((cells[i] ?? '').trim())) &&
  cells.slice(tests.length).every((cell) => cell.trim() === '');

/** Templates without headers that the rows fit, best first. */
export const rankShapes = (looked: readonly TableRow[], all: readonly Template[]): Recognition[] =>
  all
    .filter(({ cells }) => cells !== undefined)
    .map((template) => applyShape(looked, template))
    .filter((it) => it.likely)
    .sort((a, b) => Number(b.certain) - Number(a.certain) || b.matched - a.matched);
