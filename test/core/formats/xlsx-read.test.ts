import { existsSync, readFileSync } from 'node:fs';
import { type CellObject, utils, write, type WorkBook } from 'xlsx';
import { describe, expect, it } from 'vitest';
import { readXlsx } from '../../../core/formats/xlsx/read.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { problemOf } from '../../problem-of.ts';
import { inline, sheetOf, workbookOf } from './xlsx-files.ts';

function bytesOf(workbook: WorkBook, bookType: 'xlsx' | 'biff8' = 'xlsx'): Uint8Array {
  const bytes: unknown = write(workbook, { type: 'array', bookType, compression: true });
  if (!(bytes instanceof ArrayBuffer)) throw new Error('No workbook was written');
  return new Uint8Array(bytes);
}

const number = (v: number, z?: string): CellObject => ({ t: 'n', v, ...(z === undefined ? {} : { z }) });

const sample: (string | number | CellObject)[][] = [
  ['Name', 'Number'],
  ['+49301234', '0123456789', '=1+1', '*21#', ' typed '],
  [number(493017123456), number(1.5), number(-3), '4,93017E+11', number(123456789012345680000)],
  [],
  [
    number(123456789, '0#" "##" "##" "##" "##'),
    number(1067, '00000'),
    number(1234567, '#,##0'),
    number(45429, 'dd/mm/yyyy'),
    number(45429.5, 'yyyy\\-mm\\-dd hh:mm'),
    number(0.75, 'hh:mm'),
    { t: 'b', v: true },
    { t: 'e', v: 0x2a },
  ],
];

describe.each(['xlsx', 'biff8'] as const)('a workbook (%s)', (bookType) => {
  const workbook = utils.book_new();
  utils.book_append_sheet(workbook, utils.aoa_to_sheet([['hidden']]), 'Old');
  utils.book_append_sheet(workbook, utils.aoa_to_sheet(sample), 'Kontakte');
  utils.book_append_sheet(workbook, utils.aoa_to_sheet([['second']]), 'Zweites');
  workbook.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }, { Hidden: 0 }] };
  const bytes = bytesOf(workbook, bookType);

  it('gives what the spreadsheet shows, as text, with its own row numbers', () => {
    const { table, sheet, sheets } = readXlsx(bytes);
    expect({ sheet, sheets }).toEqual({ sheet: 'Kontakte', sheets: ['Kontakte', 'Zweites'] });
    expect(table.rows).toEqual([
      { row: 1, cells: ['Name', 'Number'] },
      { row: 2, cells: ['+49301234', '0123456789', '=1+1', '*21#', ' typed '] },
      { row: 3, cells: ['493017123456', '1.5', '-3', '4,93017E+11', '123456789012345680000'] },
      {
        row: 5,
        cells: [
          '01 23 45 67 89',
          '01067',
          '1234567',
          '2024-05-17',
          '2024-05-17T12:00:00',
          '18:00:00',
          'TRUE',
          '#N/A',
        ],
      },
    ]);
  });

  it('reads the sheet that was asked for, a hidden one too, and knows its names', () => {
    expect(readXlsx(bytes, 'Zweites').table.rows).toEqual([{ row: 1, cells: ['second'] }]);
    expect(readXlsx(bytes, 'Old').sheet).toBe('Old');
    expect(problemOf(() => readXlsx(bytes, 'None'))).toMatchObject({
      code: 'xlsx-sheet-unknown',
      value: 'None',
      params: { sheets: 'Old, Kontakte, Zweites' },
    });
  });
});

describe('a truncated or damaged workbook', () => {
  const rows = Array.from({ length: 200 }, (_, i) => [`Name ${i}`, `+4930${i}`]);
  const whole = bytesOf(utils.book_new(utils.aoa_to_sheet(rows), 'S'));

  it.each([0.01, 0.3, 0.7, 0.99])('cut after %d of its length', (part) => {
    const cut = whole.subarray(0, Math.floor(whole.length * part));
    expect(problemOf(() => readXlsx(cut)).code).toBe('xlsx-truncated');
  });

  it('gives the same rows or a clear error, whichever bit is wrong', () => {
    const expected = readXlsx(whole).table.rows;
    let refused = 0;
    for (let i = 0; i < 300; i++) {
      const changed = whole.slice();
      const at = (i * 7919) % changed.length;
      changed[at] = (changed[at] ?? 0) ^ (1 << (i % 8));
      try {
        expect(readXlsx(changed).table.rows).toEqual(expected);
      } catch (error) {
        if (!(error instanceof SwitchbookError)) throw error;
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});

describe('hostile workbooks', () => {
  const plain = `<row r="1">${inline('A1', 'x')}</row>`;

  it('holds line ends in the results of formulas', () => {
    const formula = '<row r="1"><c r="A1" t="str"><f>B1</f><v>a_x000D_\nb</v></c></row>';
    expect(readXlsx(workbookOf(sheetOf(formula))).table.rows).toEqual([{ row: 1, cells: ['a\r\nb'] }]);
  });
  const x = [{ row: 1, cells: ['x'] }];

  const harmless: [string, Uint8Array][] = [
    [
      'a declared range of the whole sheet',
      workbookOf(sheetOf(plain).replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>')),
    ],
    [
      'a link over the whole sheet',
      workbookOf(
        sheetOf(plain, '', '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'),
      ),
    ],
    [
      'merged cells over the whole sheet',
      workbookOf(sheetOf(plain, '', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    ],
    [
      'a thousand million columns',
      workbookOf(
        sheetOf(plain).replace(
          '<sheetData>',
          '<cols><col min="1" max="1000000000" width="9"/></cols><sheetData>',
        ),
      ),
    ],
    [
      'formatted rows at the end of the sheet',
      workbookOf(sheetOf(`${plain}<row r="1048576"><c r="A1048576" s="0"/></row>`)),
    ],
    ['a sheet named __proto__', workbookOf(sheetOf(plain), {}, '__proto__')],
    [
      'comments on __proto__',
      workbookOf(sheetOf(plain), {
        'xl/comments1.xml': new TextEncoder().encode(
          '<comments><commentList><comment ref="__proto__" authorId="0"/></commentList></comments>',
        ),
      }),
    ],
  ];
  it.each(harmless)('%s: read, and nothing else happens', (_, bytes) => {
    const start = performance.now();
    expect(readXlsx(bytes).table.rows).toEqual(x);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('reads a lone cell in the last row with its number', () => {
    const rows = `${plain}<row r="1048576">${inline('B1048576', 'y')}</row>`;
    expect(readXlsx(workbookOf(sheetOf(rows))).table.rows).toEqual([
      ...x,
      { row: 1_048_576, cells: ['', 'y'] },
    ]);
  });

  const entities = `<!DOCTYPE x [<!ENTITY a "${'A'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}">]>`;
  const external = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>';
  const zeros = new Uint8Array(20_000_000);
  const many = Object.fromEntries(
    Array.from({ length: 1001 }, (_, i) => [`xl/media/${i}.xml`, new Uint8Array(1)]),
  );

  const refused: [string, () => Uint8Array, string][] = [
    ['entities', () => workbookOf(sheetOf(inline('A1', '&b;'), entities)), 'xlsx-damaged'],
    ['an external entity', () => workbookOf(sheetOf(inline('A1', '&a;'), external)), 'xlsx-damaged'],
    [
      'a part that unpacks to a thousand times its size',
      () => workbookOf(sheetOf(plain), { 'xl/media/a.xml': zeros }),
      'xlsx-oversized',
    ],
    ['one enormous cell', () => workbookOf(sheetOf(inline('A1', 'A'.repeat(20_000_000)))), 'xlsx-oversized'],
    ['endless equal rows', () => workbookOf(sheetOf(plain.repeat(300_000))), 'xlsx-oversized'],
    [
      'more than 200 MB in all',
      () =>
        workbookOf(
          sheetOf(plain),
          { 'xl/a.bin': new Uint8Array(110_000_000), 'xl/b.bin': new Uint8Array(110_000_000) },
          'S',
          0,
        ),
      'xlsx-oversized',
    ],
    ['more than 1000 parts', () => workbookOf(sheetOf(plain), many), 'xlsx-oversized'],
    [
      'a path out of the archive',
      () => workbookOf(sheetOf(plain), { '../../x.xml': zeros.subarray(0, 9) }),
      'xlsx-damaged',
    ],
    [
      'an absolute path',
      () => workbookOf(sheetOf(plain), { '/etc/x.xml': zeros.subarray(0, 9) }),
      'xlsx-damaged',
    ],
    [
      'the same part in two writings',
      () => workbookOf(sheetOf(plain), { 'XL/worksheets/sheet1.xml': zeros.subarray(0, 9) }),
      'xlsx-damaged',
    ],
    [
      'a cell beyond column 256',
      () => workbookOf(sheetOf(`<row r="1">${inline('XFD1', 'x')}</row>`)),
      'file-columns',
    ],
    [
      'a sheet that breaks off',
      () => workbookOf('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'),
      'xlsx-damaged',
    ],
  ];
  it.each(refused)('%s: refused at once', (_, make, code) => {
    const bytes = make();
    const start = performance.now();
    expect(problemOf(() => readXlsx(bytes)).code).toBe(code);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('notices sizes that lie and encryption', () => {
    const bytes = workbookOf(sheetOf(plain));
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 22 + 16, true);
    const lying = bytes.slice();
    const sheet = Buffer.from(bytes).indexOf('xl/worksheets/sheet1.xml', directory) - 46;
    new DataView(lying.buffer).setUint32(sheet + 24, 5, true);
    expect(problemOf(() => readXlsx(lying)).code).toBe('xlsx-damaged');
    const locked = bytes.slice();
    new DataView(locked.buffer).setUint16(directory + 8, 1, true);
    expect(problemOf(() => readXlsx(locked)).code).toBe('xlsx-encrypted');
    const far = bytes.slice();
    new DataView(far.buffer).setUint32(bytes.length - 22 + 16, 0x7fffffff, true);
    expect(problemOf(() => readXlsx(far)).code).toBe('xlsx-damaged');
  });

  it('more than 200 000 rows', () => {
    const rows = Array.from(
      { length: 200_001 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c></row>`,
    );
    expect(problemOf(() => readXlsx(workbookOf(sheetOf(rows.join(''))))).code).toBe('file-rows');
  });
});

const corpus = new URL('../../../../shared/corpus/xlsx/', import.meta.url);
describe.skipIf(!existsSync(corpus))('the hostile files of the corpus', () => {
  const read = (name: string) => readXlsx(new Uint8Array(readFileSync(new URL(name, corpus))));

  it('are read or refused', () => {
    expect(read('h-ok.xlsx').table.rows).toEqual([{ row: 1, cells: ['x'] }]);
    expect(read('h-dim.xlsx').table.rows).toEqual([{ row: 1, cells: ['x'] }]);
    expect(read('h-proto.xlsx')).toMatchObject({ sheet: '__proto__' });
    expect(problemOf(() => read('h-corner.xlsx'))).toMatchObject({ code: 'file-columns', row: 1_048_576 });
    expect(problemOf(() => read('h-laughs.xlsx')).code).toBe('xlsx-damaged');
  });
});
