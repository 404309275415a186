import { array, assert, constantFrom, integer, oneof, property, string, uint8Array } from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { escapeCell, unescapeCell } from '../../../core/formats/csv/escape.ts';
import { readCsv } from '../../../core/formats/csv/read.ts';
import { splitRows } from '../../../core/formats/csv/split.ts';
import { writeCsv } from '../../../core/formats/csv/write.ts';

const HOSTILE = ['"', ';', ',', '\t', '|', '\n', '\\', "'", '=', '+', '-', '@', ' ', 'é', '€', '1', 'x'];
const cell = oneof(
  string({ unit: constantFrom(...HOSTILE), maxLength: 12 }),
  string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\r', '')),
);
const table = integer({ min: 2, max: 6 }).chain((width) =>
  array(array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
);

describe('a table that is written and read again', () => {
  it('has the same cells', () => {
    assert(
      property(table, (rows) => {
        const header = rows[0]?.map((_, i) => `Column ${i}`) ?? ['Column 0', 'Column 1'];
        const { table: read } = readCsv(writeCsv([header, ...rows]), { delimiter: ';', quoting: 'doubled' });
        const filled = rows.filter((cells) => cells.some((it) => it !== ''));
        expect(read.rows.map((row) => row.cells)).toEqual([header, ...filled]);
        expect(read.problems).toEqual([]);
      }),
      { numRuns: 500, examples: [[[['\ufffd', '']]]] },
    );
  });

  it('is split as papaparse splits it', () => {
    assert(
      property(table, constantFrom('\n', '\r\n'), (rows, newline) => {
        const text = Papa.unparse(rows, { delimiter: ';', newline });
        const { data } = Papa.parse<string[]>(text, { delimiter: ';', newline });
        const filled = data.filter((cells) => cells.some((it) => it !== ''));
        expect(splitRows(text, ';', 'doubled', 1).rows.map(({ cells }) => cells)).toEqual(filled);
      }),
      { numRuns: 500 },
    );
  });

  it('any bytes are read without failing, and every row has its place', () => {
    assert(
      property(uint8Array({ maxLength: 400 }), (bytes) => {
        const { table: read } = readCsv(bytes, {});
        let last = 0;
        for (const { row } of read.rows) {
          expect(row).toBeGreaterThan(last);
          last = row;
        }
      }),
      { numRuns: 500 },
    );
  });
});

const NUMBERS = [
  '+33 1 23 45 67 89',
  '+33123456789',
  '+49 (0)30 / 123-45',
  '+49.30.12345',
  '+ 49 30 12345',
  '+49 30 1234,45#',
  '+4930123;ext=45',
  '+4930123 ext. 45',
  '+4930123p45',
  '-5',
  '-5,3',
  '-1.5',
  '+5',
  '*21#',
  '#31#',
  '**610',
  '0033123456789',
];
const FORMULAS = [
  '=1+1',
  '=cmd|calc!A0',
  '+1+1',
  '+A1',
  '-A1',
  '-2+3',
  '-2*3',
  '+SUM(A1)',
  '@SUM(1)',
  '@x',
  '\t=1',
  '\tx',
  '\n=1',
  '\nx',
  ' =1',
  '  +A1',
  '"=1',
  ';=1',
  ',=1',
  "'=1",
  "''=1",
  '＝1',
  '＋A1',
  '－A1',
  '＠x',
  '=',
  '+',
  '-',
  '@',
  '--',
  '-x',
  '=HYPERLINK("http://x")',
];
const PLAIN = [
  '',
  'Dupont',
  'a=b',
  '1+1',
  'x@y.example',
  "O'Neil",
  "'tis",
  'Müller-Lüdenscheidt',
  '(0)30',
  '5 %',
  '€ 5',
];

/** Every beginning of a formula behind everything a program may pass over: OWASP's list and more. */
const STARTS = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const BEFORE = ['', ' ', '"', "'", ';', ',', '|', '\t', '\r', '\n'];
const INJECTED = [
  ...STARTS.flatMap((start) => BEFORE.map((before) => `${before}${start}SUM(A1)`)),
  ...['\t', '\r', '\n'].map((before) => `${before}x`),
];

describe('a table of formulas, numbers and text', () => {
  const all = [...new Set([...INJECTED, ...FORMULAS, ...NUMBERS, ...PLAIN.filter((it) => it !== '')])];

  it.each(['spreadsheet', 'machine'] as const)('survives a file for a %s', (mode) => {
    expect(INJECTED.length).toBeGreaterThan(60);
    const bytes = writeCsv([['Name', 'Note'], ...all.map((it) => ['x', escapeCell(it, mode)])]);
    const { table: read } = readCsv(bytes, { delimiter: ';', quoting: 'doubled' });
    const cells = read.rows.slice(1).map(({ cells: [, note = ''] }) => unescapeCell(note));
    expect(cells).toEqual(all.map((it) => it.replaceAll('\r', '\n')));
  });

  it.each(INJECTED)('%j is made harmless', (text) => {
    expect(escapeCell(text, 'spreadsheet')).toBe(`'${text}`);
    expect(escapeCell(text, 'machine')).toBe(text.startsWith("'") ? `'${text}` : text);
  });
});

describe('cells that a spreadsheet would calculate', () => {
  it.each(FORMULAS)('%j is made harmless and comes back', (text) => {
    const escaped = escapeCell(text, 'spreadsheet');
    expect(escaped).toBe(`'${text}`);
    expect(unescapeCell(escaped)).toBe(text);
    expect(unescapeCell(escapeCell(text, 'machine'))).toBe(text);
  });

  it.each([...NUMBERS, ...PLAIN])('%j stays as it is', (text) => {
    expect(escapeCell(text, 'spreadsheet')).toBe(text);
    expect(escapeCell(text, 'machine')).toBe(text);
    expect(unescapeCell(text)).toBe(text);
  });

  it('raw for machines', () => {
    expect(escapeCell('=1+1', 'machine')).toBe('=1+1');
  });

  it('takes away nothing but what was added', () => {
    assert(
      property(string({ unit: constantFrom(...HOSTILE, '＝'), maxLength: 8 }), (text) => {
        expect(unescapeCell(escapeCell(text, 'spreadsheet'))).toBe(text);
        expect(unescapeCell(escapeCell(text, 'machine'))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});
