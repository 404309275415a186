/** One row’s cells as its reader asks for them: tidied up where the rules say so, with complaints about them. */
import type { Rule } from '../api/rules.ts';
import type { Problem } from '../problem/problem.ts';
import { excerpt, fold } from './fold.ts';
import type { Normaliser } from './normalise/normaliser.ts';
import { numbersIn } from './normalise/numbers.ts';
import { isPlain, spaced, storable } from './normalise/spacing.ts';

/** `="0049…"` is how programs make Excel keep a number as text: a formula whose result stands in it. */
const calculated = (cell: string): string =>
  cell.startsWith('="') ? (/^="((?:[^"]|"")*)"$/.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell) : cell;

/** Longer cells are not contact data and are cut. */
const LONGEST_TEXT = 10_000;

export class Line {
  readonly #cells: readonly string[];
  readonly #names: readonly string[];
  readonly #problems: Problem[];
  /** Null where cells are taken as they are. */
  readonly #normaliser: Normaliser | null;

  constructor(
    cells: readonly string[],
    names: readonly string[],
    problems: Problem[],
    normaliser: Normaliser | null,
  ) {
    this.#normaliser = normaliser;
    this.#cells = cells;
    this.#names = names;
    this.#problems = problems;
  }

  name(column: number): string {
    return this.#names[column] ?? '';
  }

  /** As it stands in the file. */
  raw(column: number): string {
    return (this.#cells[column] ?? '').replaceAll(/\r\n?/g, '\n');
  }

  text(column: number, field = ''): string {
    if (this.#normaliser === null) return this.raw(column);
    const typed = this.#cells[column] ?? '';
    const cell = this.#normaliser.on.spacing ? calculated(typed) : typed;
    if (cell !== typed) this.note('spacing', field, column, typed, cell);
    if (cell === '' || (cell.length <= LONGEST_TEXT && isPlain(cell))) return cell;
    const kept = storable(cell);
    const text = this.#normaliser.on.spacing ? spaced(kept, field === 'note') : kept;
    this.note('spacing', field, column, cell, text);
    if (text.length <= LONGEST_TEXT) return text;
    this.complain('import-text-long', column, text);
    return text.slice(0, LONGEST_TEXT).trimEnd();
  }

  /** The texts of several columns as one. */
  joined(columns: readonly number[], separator: string, field = ''): string {
    const [first] = columns;
    if (first === undefined) return '';
    if (columns.length === 1) return this.text(first, field);
    return columns
      .map((i) => this.text(i, field))
      .filter((text) => text !== '')
      .join(separator);
  }

  /** Several in one cell, as Google and people write them. */
  values(text: string): string[] {
    if (this.#normaliser === null || !(text.includes(':::') || text.includes('\n'))) return [text];
    return text.split(/:::|\n/).flatMap((it) => (it.trim() === '' ? [] : [it.trim()]));
  }

  /** Numbers of a cell, which people separate in more ways. */
  numbers(column: number, text: string): string[] {
    const values = this.values(text);
    if (this.#normaliser?.on.numbers !== true) return values;
    const numbers = values.flatMap(numbersIn);
    if (numbers.length > values.length) this.note('numbers', 'number', column, text, numbers.join(' · '));
    return numbers;
  }

  note(rule: Rule, field: string, column: number, before: string, after: string): void {
    if (before !== after) this.#normaliser?.note(rule, field, this.name(column), before, after);
  }

  /** The kind that a column of the slot says; an unknown word is said to be lost. */
  kind<K extends string>(
    kindColumns: readonly number[],
    read: (word: string) => K | null,
    unknown: K,
  ): K | null {
    for (const i of kindColumns) {
      const word = this.text(i);
      // Google marks a preferred value without a label by a star alone.
      if (fold(word) === '') continue;
      if (this.#normaliser?.on.kinds === false) return unknown;
      const kind = read(word);
      if (kind !== null) {
        if (word.toLowerCase() !== kind) this.note('kinds', 'numberKind', i, word, kind);
        return kind;
      }
      this.complain('import-kind', i, word);
      return unknown;
    }
    return null;
  }

  complain(
    code: 'import-birthday' | 'import-country' | 'import-kind' | 'import-photo' | 'import-text-long',
    column: number,
    value: string,
  ): void {
    this.#problems.push({ code, severity: 'warning', column: this.name(column), value: excerpt(value) });
  }
}
