import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../core/api/reading.ts';
import { readCsv, type CsvContent } from '../../../core/formats/csv/read.ts';
import { problemLine } from '../../../core/problem/problem.ts';
import { problemOf } from '../../problem-of.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (it) => it.charCodeAt(0));
const read = (text: string, reading: Reading = {}): CsvContent => readCsv(utf8(text), reading);
const cells = ({ table }: CsvContent): string[][] => table.rows.map((row) => row.cells);
const numbers = ({ table }: CsvContent): number[] => table.rows.map((row) => row.row);
const codes = ({ table }: CsvContent): string[] => table.problems.map((problem) => problem.code);
const said = ({ table }: CsvContent): string[] => table.problems.map((problem) => problemLine(problem, 'de'));

describe('encoding', () => {
  const text = 'Name;Ort\nMüller;Köln\n';
  const big = (it: string): Uint8Array => new Uint8Array(Buffer.from(it, 'utf16le').swap16());
  const little = (it: string): Uint8Array => new Uint8Array(Buffer.from(it, 'utf16le'));
  const files: [string, Uint8Array, string][] = [
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 LE with a mark', little(`\ufeff${text}`), 'utf-16le'],
    ['UTF-16 LE', little(text), 'utf-16le'],
    ['UTF-16 BE with a mark', big(`\ufeff${text}`), 'utf-16be'],
    ['UTF-16 BE', big(text), 'utf-16be'],
    ['windows-1252', latin(text), 'windows-1252'],
  ];
  it.each(files)('reads %s', (_, bytes, encoding) => {
    const content = readCsv(bytes, {});
    expect(content.reading.encoding).toBe(encoding);
    expect(cells(content)).toEqual([
      ['Name', 'Ort'],
      ['Müller', 'Köln'],
    ]);
  });

  it('finds UTF-16 in other scripts by its delimiters and digits', () => {
    const content = readCsv(little('Имя;Телефон\r\nИван Петров;84951234567\r\n'), {});
    expect(content.reading.encoding).toBe('utf-16le');
    expect(cells(content)[1]).toEqual(['Иван Петров', '84951234567']);
  });

  it('keeps the characters that windows-1252 has beyond ISO-8859-1', () => {
    expect(cells(readCsv(latin('a;\x80 \x93x\x94 \x9c\n'), {}))).toEqual([['a', '€ “x” œ']]);
  });

  it('obeys the user, and says what that costs', () => {
    const content = readCsv(latin('M\xfcller;1\n'), { encoding: 'utf-8' });
    expect(content.reading.encoding).toBe('utf-8');
    expect(cells(content)).toEqual([['M\ufffdller', '1']]);
    expect(codes(content)).toEqual(['csv-encoding']);
    expect(cells(readCsv(utf8('é;1'), { encoding: 'iso-8859-1' }))).toEqual([['Ã©', '1']]);
  });
});

describe('dialect', () => {
  const files: [string, string, string][] = [
    ['comma', 'Name,Number\n"Dupont; Jean",1\n"Martin; Luc; fils",2\n', ','],
    ['semicolon', 'Name;Number\nDupont, Jean;1\nMartin, Luc;2\n', ';'],
    ['tab', 'Name\tNumber\nDupont, Jean\t1\n', '\t'],
    ['bar', 'Name|Number\nDupont, Jean|1\n', '|'],
    ['fully quoted semicolon', '"Name";"City, Street, Floor"\n"a, b, c";"d, e, f"\n', ';'],
    ['a preamble above the header', 'Notes:\nExported, by hand\n\nA,B,C,D\n1,2,3,4\n5,6,7,8\n', ','],
    ['one column', 'Name\nDupont\n', ';'],
  ];
  it.each(files)('finds the delimiter: %s', (_, text, delimiter) => {
    expect(read(text).reading.delimiter).toBe(delimiter);
  });

  it('obeys sep= and does not take it for a row', () => {
    const content = read('sep=|\r\na,b|c\r\n');
    expect(content.reading.delimiter).toBe('|');
    expect(content.table.rows).toEqual([{ row: 2, cells: ['a,b', 'c'] }]);
  });

  it('obeys the user before everything', () => {
    const content = read('sep=;\na;b,c\n', { delimiter: ',', quoting: 'backslash' });
    expect(content.reading).toMatchObject({ delimiter: ',', quoting: 'backslash' });
    expect(cells(content)).toEqual([['a;b', 'c']]);
  });

  it('reads doubled quotes', () => {
    const content = read('a;b\n"Rohr ""5"" Zoll";"x"\n');
    expect(content.reading.quoting).toBe('doubled');
    expect(cells(content)[1]).toEqual(['Rohr "5" Zoll', 'x']);
  });

  it('reads escaped quotes, also at the end of a cell and beside doubled ones', () => {
    const content = read('"a";"b";\n"Rohr \\"5\\"";"x ""y"" z";\n"C:\\dir";"\\"q\\"";');
    expect(content.reading.quoting).toBe('backslash');
    expect(cells(content).slice(1)).toEqual([
      ['Rohr "5"', 'x "y" z', ''],
      ['C:\\dir', '"q"', ''],
    ]);
  });

  it('leaves a backslash at the end of a cell alone where quotes are doubled', () => {
    const content = read('"a";"b"\n"C:\\";"x ""y"" z"\n');
    expect(content.reading.quoting).toBe('doubled');
    expect(cells(content)[1]).toEqual(['C:\\', 'x "y" z']);
  });
});

describe('rows', () => {
  it('counts rows as an editor does: a quoted line break makes the next number jump', () => {
    const content = read('a;b\r\n"x\r\ny\r\nz";1\r\n\r\n;;\r\nc;2\r\n"q";"\r\n"\r\nlast;3');
    expect(content.table.rows).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 2, cells: ['x\ny\nz', '1'] },
      { row: 7, cells: ['c', '2'] },
      { row: 8, cells: ['q', '\n'] },
      { row: 10, cells: ['last', '3'] },
    ]);
  });

  it('understands every line end, mixed too, and a last row without one', () => {
    const content = read('a;b\r\nc;d\ne;f\rg;h');
    expect(cells(content)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ]);
    expect(numbers(content)).toEqual([1, 2, 3, 4]);
  });

  it('takes an unclosed quote for a character and loses no row', () => {
    const content = read('a;b\nc;"d\ne;f\n"g;h\n');
    expect(cells(content)).toEqual([
      ['a', 'b'],
      ['c', '"d'],
      ['e', 'f'],
      ['"g', 'h'],
    ]);
    expect(content.table.problems.map(({ code, row }) => [code, row])).toEqual([
      ['csv-quote-open', 2],
      ['csv-quote-open', 4],
    ]);
  });

  it('sees by a cell that opens further down that a quote was never closed', () => {
    const content = read('"Name";"Ort"\n"Müller;Köln\n"Meier";"Bonn"\nOtt;"Ulm\nBär;"Trier"\n');
    expect(content.table.rows).toEqual([
      { row: 1, cells: ['Name', 'Ort'] },
      { row: 2, cells: ['"Müller', 'Köln'] },
      { row: 3, cells: ['Meier', 'Bonn'] },
      { row: 4, cells: ['Ott', '"Ulm'] },
      { row: 5, cells: ['Bär', 'Trier'] },
    ]);
    expect(content.table.problems.map(({ code, row }) => [code, row])).toEqual([
      ['csv-quote-open', 2],
      ['csv-quote-open', 4],
    ]);
  });

  it('reads quotes behind the blank of a list, and leaves quoted words in a text', () => {
    expect(cells(read('"a", "b, c", "d"\n1, "Zum ""Anker""" , 3\n'))).toEqual([
      ['a', 'b, c', 'd'],
      ['1', 'Zum "Anker"', ' 3'],
    ]);
    const text = read('a;b\n "Anker" Hotel;x\n; "Jo\n');
    expect(cells(text)).toEqual([
      ['a', 'b'],
      [' "Anker" Hotel', 'x'],
      ['', ' "Jo'],
    ]);
  });

  it('reads lines that were ended twice and those of old Macintosh programs', () => {
    expect(read('a;b\r\r\n1;"x\r\r\ny"\r\r\n2;3\r\r\n').table.rows).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 2, cells: ['1', 'x\ny'] },
      { row: 4, cells: ['2', '3'] },
    ]);
    expect(read('a;b\r1;"x\ry"\r\r2;3').table.rows).toEqual([
      { row: 1, cells: ['a', 'b'] },
      { row: 2, cells: ['1', 'x\ny'] },
      { row: 5, cells: ['2', '3'] },
    ]);
  });

  it('keeps headers that repeat and rows that are ragged as they are', () => {
    const content = read('Titre,Nom,Titre\n1\n1,2\n1,2,3,,\n"1,2\n"\n');
    expect(cells(content)).toEqual([
      ['Titre', 'Nom', 'Titre'],
      ['1'],
      ['1', '2'],
      ['1', '2', '3', '', ''],
      ['1,2\n'],
    ]);
    expect(content.table.problems).toEqual([]);
  });

  it('keeps stray quotes and says where they are', () => {
    const content = read('a;b\n"Rohr 5" Stahl";x\n"Blanks after" ;y\n');
    expect(cells(content)).toEqual([
      ['a', 'b'],
      ['Rohr 5" Stahl', 'x'],
      ['Blanks after', 'y'],
    ]);
    expect(content.table.problems).toMatchObject([{ code: 'csv-quote-stray', row: 2 }]);
  });

  it('complains about cells beyond the usual columns, not about missing ones', () => {
    const content = read('a;b;c\n1;2;3\n1;2\n1;2;3;\n1;2;3;4\n1;2;3\n');
    expect(content.table.problems).toMatchObject([{ code: 'csv-row-wide', row: 5, value: '4' }]);
    expect(said(content)[0]).toContain('Diese Zeile hat 4 Zellen, die anderen haben 3; „4“');
    expect(cells(content)[2]).toEqual(['1', '2']);
  });
});

describe('limits', () => {
  it('refuses a single line of 50 MB at once', () => {
    const start = performance.now();
    const problem = problemOf(() => readCsv(new Uint8Array(50 * 1024 * 1024).fill(0x41), {}));
    expect(problem).toMatchObject({ code: 'csv-line-long', row: 1 });
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('refuses a quoted cell that never seems to end', () => {
    const text = `a;b\nc;"d\n${'x"y\n'.repeat(300_000)}`;
    expect(problemOf(() => read(text))).toMatchObject({ code: 'csv-cell-long', row: 2 });
  });

  it('refuses a million rows in bounded time', () => {
    const bytes = utf8(`Name;Nummer\n${'Müller;030 1234567\r\n'.repeat(1_000_000)}`);
    const start = performance.now();
    const problem = problemOf(() => readCsv(bytes, {}));
    expect(performance.now() - start).toBeLessThan(3000);
    expect(problemLine(problem, 'de')).toContain('200.000');
  });

  it.each([
    ['unclosed cells', '"a;b\n'],
    ['unclosed cells that others follow', '"a;""b;""b;"x";"y\n'],
    ['quotes behind blanks', ' "a" b; "c;'],
    ['escapes', '"\\"\\";"\\'],
    ['quotes alone', '"'],
    ['lines of blanks', '    \n'],
  ])('takes linear time over %s', (_, piece) => {
    const start = performance.now();
    try {
      read(piece.repeat(1_000_000 / piece.length));
    } catch (error) {
      expect(error).toMatchObject({ name: 'SwitchbookError' });
    }
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('takes linear time over stray quotes and blanks', () => {
    const start = performance.now();
    const content = read(`"a${'x"x'.repeat(100_000)}${' '.repeat(300_000)};b\n1;2\n`);
    expect(content.table.rows).toHaveLength(2);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('bounds columns and rows', () => {
    expect(problemOf(() => read(`a;b\n${';'.repeat(300)}x\n`))).toMatchObject({
      code: 'file-columns',
      row: 2,
    });
    expect(problemOf(() => read('1;2\n'.repeat(200_001))).code).toBe('file-rows');
  });
});
