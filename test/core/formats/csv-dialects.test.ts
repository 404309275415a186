import { describe, expect, it } from 'vitest';
import { DELIMITERS, type ENCODINGS } from '../../../core/api/reading.ts';
import { readCsv } from '../../../core/formats/csv/read.ts';
import { encodeText } from '../../../core/formats/encode.ts';

type Encoding = (typeof ENCODINGS)[number];

/** What people write, and each delimiter inside a cell. */
const HEADER = ['Name', 'Straße', 'Notiz'];
const ROWS = [
  ['Müller, Jörg', 'Große Straße 5; Hof', 'zwei\nZeilen'],
  ['Zum "Anker"', 'a|b', 'Tab\tdarin'],
  ['Élodie', '', '"'],
];

const doubled = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const QUOTES: Record<string, (cell: string) => string> = {
  'where needed': (cell) => (/["\n,;|\t]/.test(cell) ? doubled(cell) : cell),
  everywhere: doubled,
  'with backslashes': (cell) => (cell === '' ? '' : `"${cell.replaceAll('"', '\\"')}"`),
};
const STORED: [string, Encoding, string][] = [
  ['UTF-8', 'utf-8', ''],
  ['UTF-8 with a mark', 'utf-8', '\ufeff'],
  ['UTF-16 LE', 'utf-16le', '\ufeff'],
  ['UTF-16 LE without a mark', 'utf-16le', ''],
  ['UTF-16 BE', 'utf-16be', '\ufeff'],
  ['windows-1252', 'windows-1252', ''],
  ['ISO-8859-1', 'iso-8859-1', ''],
];
const LINE_ENDS = ['\n', '\r\n', '\r'];

describe('every delimiter, quoting style, line end, with and without header and last line end', () => {
  it.each(STORED)('%s', (_, encoding, mark) => {
    for (const delimiter of DELIMITERS) {
      for (const [style, quote] of Object.entries(QUOTES)) {
        for (const lineEnd of LINE_ENDS) {
          for (const rows of [[HEADER, ...ROWS], ROWS]) {
            for (const last of [lineEnd, '']) {
              const lines = rows.map((cells) => cells.map(quote).join(delimiter));
              const text = mark + lines.join('\n').replaceAll('\n', lineEnd) + last;
              const { table, reading } = readCsv(encodeText(text, encoding).bytes, {});
              const name = JSON.stringify([delimiter, style, lineEnd, rows.length, last]);
              expect(
                table.rows.map(({ cells }) => cells),
                name,
              ).toEqual(rows);
              // The second row spans two lines.
              const first = rows.length - ROWS.length + 1;
              expect(
                table.rows.slice(-3).map(({ row }) => row),
                name,
              ).toEqual([first, first + 2, first + 3]);
              expect(table.problems, name).toEqual([]);
              expect(reading.delimiter, name).toBe(delimiter);
              expect(reading.encoding, name).toBe(encoding === 'iso-8859-1' ? 'windows-1252' : encoding);
            }
          }
        }
      }
    }
  });
});

describe('the delimiter of little text', () => {
  const files: [string, string, string][] = [
    ['a single row of two cells', 'Müller;030 1234567', ';'],
    ['a single row, tab', 'Müller, Jörg\t030 1234567', '\t'],
    ['a single row, comma', 'Müller,030 1234567\n', ','],
    ['a single row, bar', 'Müller|030 1234567', '|'],
    ['a comma in each of two columns', 'Name;Ort\nMüller, Jörg;Köln, Süd\n', ';'],
    ['commas in some cells', 'Müller, Jörg;1\nOtt, Zoë;2\nBär, Bo;3\n', ';'],
    ['a comma in every name, several in the street', 'Ott, Zoë;A, B, C;1\nBär, Bo;D, E, F;2\n', ';'],
    ['a fully quoted short header', '"Nachname";"Vorname"\n"Müller, Dr.";"Jörg"\n', ';'],
    ['a quoted header alone', '"Name, Vorname";"Tel, privat"', ';'],
    ['blanks behind commas', '"Name", "Phone; home"\n"Ott", "1; 2"\n', ','],
    ['the phone book of Wazo', 'firstname|lastname|phones\nJo|Ott, Dr.|1,2;3\n', '|'],
    ['the phone book of FRITZ!Adr', 'BEZCHNG\tFIRMA\tNAME\nOtt, Zoë\tOtt; Söhne\tOtt\n', '\t'],
    ['numbers with commas after them', 'Name;Nummer\nKonferenz;030 1234,45#\nTür;200,1\n', ';'],
    ['semicolons inside an address with commas around', 'Name,Adresse\nOtt,A; B\nBär,C; D\n', ','],
    ['groups joined by commas', 'Name;Gruppen\nOtt;a,b,c\nBär;d,e,f\n', ';'],
    ['a preamble of one cell', 'Exportiert am 1.2.2026, 10:00\n\nName;Tel;Ort\nOtt;1;Ulm\nBär;2;Bonn\n', ';'],
    [
      'a comment line',
      '; Panasonic Communications Co., Ltd. Phonebook DECT Version 2.00\nOtt,1,2,3\nBär,4,5,6\n',
      ',',
    ],
    [
      'LinkedIn',
      'Notes:\n"When exporting, you may notice; and so on"\n\nFirst Name,Last Name,URL\nJo,Ott,https://x.example/a;b\n',
      ',',
    ],
    ['the last column empty everywhere', 'Name;Tel;\nOtt, A;1;\nBär, B;2;\n', ';'],
    ['one column with commas in the middle', 'Name\nOtt\nBär, Bo\n', ';'],
  ];
  it.each(files)('%s', (_, text, delimiter) => {
    expect(readCsv(new TextEncoder().encode(text), {}).reading.delimiter).toBe(delimiter);
    const crlf = text.replaceAll('\n', '\r\n');
    expect(readCsv(new TextEncoder().encode(crlf), {}).reading.delimiter).toBe(delimiter);
  });
});
