/** The columns of a template, found by their headers. */
import type { ColumnTarget } from '../api/reading.ts';
import { ADDRESS_PARTS } from '../directory/contact.ts';
import { anyNumber, headerKey, type HeaderLine } from './header-line.ts';
import { parseTarget } from './target.ts';
import type { Template, TemplateColumn } from './template.ts';
import { isPlainHeader } from './words.ts';

export interface KnownColumn {
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

export interface KnownColumns {
  /** By folded header; several where a template has the same header more than once. */
  byHeader: ReadonlyMap<string, KnownColumn[]>;
  required: readonly KnownColumn[];
}

const compiled = new WeakMap<Template, KnownColumns>();

/** Made once for a template. */
export function columnsOf(template: Template): KnownColumns {
  const known = compiled.get(template);
  if (known !== undefined) return known;
  const byHeader = new Map<string, KnownColumn[]>();
  const required: KnownColumn[] = [];
  const add = (keys: readonly string[], column: KnownColumn): void => {
    for (const key of new Set(keys)) {
      const same = byHeader.get(key);
      if (same === undefined) byHeader.set(key, [column]);
      else same.push(column);
    }
    if (column.required) required.push(column);
  };
  template.columns.forEach((column, i) => {
    const own = knownColumn(column);
    const isNumbered = own.numbered !== undefined;
    const place = isNumbered ? placeInBlock(template.columns, i) : () => i;
    add(column.headers.map(numberless), { ...own, place, required: !isNumbered });
  });
  for (const column of template.also) add(column.headers.map(numberless), knownColumn(column));
  template.saved?.headers.forEach((header, i) => {
    const key = headerKey(header);
    const target = template.saved?.mapping[i] ?? null;
    if (key !== '') add([key], { target, header, place: () => i, required: true, plain: false });
  });
  const result = { byHeader, required };
  compiled.set(template, result);
  return result;
}

function knownColumn({ headers, target }: TemplateColumn): KnownColumn {
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
      : OF_AN_ADDRESS.test(column?.target ?? '')
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

const OF_AN_ADDRESS = new RegExp(`^(?:addressKind|${ADDRESS_PARTS.join('|')}) `);

/** `{n}. Ort` of a template and `3. Ort` of a file meet as `# ort`; other numbers stay. */
const numberless = (header: string): string =>
  header.includes('{n}') ? anyNumber(headerKey(header.replace('{n}', '0'))) : headerKey(header);

/** The template's column that one of a file is, if it knows it. */
export function columnFor(
  { byHeader }: KnownColumns,
  { key, numberless: open, occurrence }: HeaderLine['columns'][number],
): KnownColumn | undefined {
  if (key === '') return undefined;
  return byHeader.get(key)?.[occurrence] ?? (open === null ? undefined : byHeader.get(open)?.[0]);
}

const targets = new Map<string, ColumnTarget | null>();

/** @param n The number in the header of the file; of no matter where the template's has none. */
export function targetOf({ target, numbered }: KnownColumn, n: number): ColumnTarget | null {
  if (numbered === undefined) return target;
  const text = numbered.replaceAll('{n}', String(n));
  let parsed = targets.get(text);
  if (parsed === undefined) targets.set(text, (parsed = parseTarget(text)));
  return parsed;
}
