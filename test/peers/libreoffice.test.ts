/** LibreOffice saves what we read, and opens what we write, cell by cell. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { escapeCell, unescapeCell } from '../../core/formats/csv/escape.ts';
import { readCsv } from '../../core/formats/csv/read.ts';
import { writeCsv } from '../../core/formats/csv/write.ts';
import { readXlsx } from '../../core/formats/xlsx/read.ts';
import { writeXlsx } from '../../core/formats/xlsx/write.ts';

const present = spawnSync('soffice', ['--version']).status === 0;
if (!present && process.env['CI'] !== undefined) throw new Error('soffice is missing');

/** Cells that a spreadsheet program is tempted to make something else of. */
const CELLS: readonly (readonly string[])[] = [
  ['Name', 'Telefon', 'Kurzwahl', 'Notiz'],
  ['Jürgen Groß', '+49 30 1234567', '007', '=1+1'],
  ['Élodie Dupont', '01 23 45 67 89', '*21#', '-5'],
  ['Łukasz “Ł”', '00493012345678', '1.2', '17.05.1980'],
  ['"Anführung"; Semikolon', '493017123456789', '1E5', '@SUM(A1)'],
  ['Müller, Hans', '+33 1 23', 'WAHR', 'zwei\nZeilen'],
  ['<b> & Co', '4,93017E+11', '1/2', ' Rand '],
];

/** A document as LibreOffice keeps it: texts, a date, a formula, a number, and a second sheet. */
const FODS = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="N1"><number:day number:style="long"/><number:text>.</number:text><number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
</office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="Kontakte">
${[
  ['Vorname', 'Nachname', 'Telefon', 'Geburtstag', 'Summe'].map(textCell),
  [...['Jürgen', 'Groß', '0049 30 1234567'].map(textCell), dateCell('1980-05-17'), formulaCell('=1+1', 2)],
  [...['Élodie', 'd\'Artagnan; "x"', '007'].map(textCell), dateCell('1975-12-31'), numberCell(493012345678)],
]
  .map((cells) => `<table:table-row>${cells.join('')}</table:table-row>`)
  .join('\n')}
</table:table>
<table:table table:name="Zweites"><table:table-row>${textCell('zweites Blatt')}</table:table-row></table:table>
</office:spreadsheet></office:body></office:document>`;

function textCell(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<table:table-cell office:value-type="string"><text:p>${escaped}</text:p></table:table-cell>`;
}
function dateCell(date: string): string {
  return `<table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="${date}"><text:p>${date}</text:p></table:table-cell>`;
}
function formulaCell(formula: string, value: number): string {
  return `<table:table-cell table:formula="of:${formula}" office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
}
function numberCell(value: number): string {
  return `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${value}</text:p></table:table-cell>`;
}

describe.skipIf(!present)('LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-office-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The file that LibreOffice makes of another; `filter` as its documentation of file filters says. */
  function converted(source: string, to: string, inFilter?: string): Uint8Array {
    const out = join(folder, to.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 40));
    mkdirSync(out, { recursive: true });
    const result = spawnSync(
      'soffice',
      [
        '--headless',
        '--norestore',
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        ...(inFilter === undefined ? [] : [`--infilter=${inFilter}`]),
        '--convert-to',
        to,
        '--outdir',
        out,
        join(folder, source),
      ],
      { encoding: 'utf8', timeout: 120_000 },
    );
    expect(result.stderr).not.toContain('Error');
    const [extension = ''] = to.split(':');
    return readFileSync(join(out, source.replace(/\.\w+$/, `.${extension}`)));
  }

  /** `;`, quotes around texts, UTF-8 (76) or windows-1252 (1), from row 1, cells as shown. */
  const csv = (charset: 76 | 1): string =>
    `csv:Text - txt - csv (StarCalc):59,34,${charset},1,,0,true,true,false`;
  const cellsOf = (bytes: Uint8Array): string[][] => readCsv(bytes, {}).table.rows.map(({ cells }) => cells);

  it('opens our workbook and shows every cell as it was', () => {
    writeFileSync(join(folder, 'ours.xlsx'), writeXlsx(CELLS, 'Kontakte').bytes);
    expect(cellsOf(converted('ours.xlsx', csv(76)))).toEqual(CELLS);
  });

  it('opens our CSV, and nothing in it is calculated', () => {
    const rows = CELLS.map((cells) => cells.map((cell) => escapeCell(cell, 'spreadsheet')));
    writeFileSync(join(folder, 'ours.csv'), writeCsv(rows));
    // Columns as text (2), as the assistant offers it; quoted fields are texts.
    const asText = CELLS[0]?.map((_, i) => `${i + 1}/2`).join('/');
    const shown = cellsOf(converted('ours.csv', csv(76), `CSV:59,34,76,1,${asText},0,true,false`));
    expect(shown.map((cells) => cells.map(unescapeCell))).toEqual(CELLS);
    // And as it opens it when nobody chooses anything.
    const plain = cellsOf(converted('ours.csv', csv(76), 'CSV:59,34,76,1'));
    expect(plain.flat().filter((cell) => /^(?:2|Err:|#)/.test(cell))).toEqual([]);
  });

  it('saves workbooks, new and old, that we read as it shows them', () => {
    writeFileSync(join(folder, 'theirs.fods'), FODS);
    const expected = [
      ['Vorname', 'Nachname', 'Telefon', 'Geburtstag', 'Summe'],
      ['Jürgen', 'Groß', '0049 30 1234567', '1980-05-17', '2'],
      ['Élodie', `d'Artagnan; "x"`, '007', '1975-12-31', '493012345678'],
    ];
    for (const to of ['xlsx', 'xls']) {
      const bytes = converted('theirs.fods', to);
      const { table, sheets } = readXlsx(bytes);
      expect(sheets).toEqual(['Kontakte', 'Zweites']);
      expect(table.rows.map(({ cells }) => cells)).toEqual(expected);
      expect(readXlsx(bytes, 'Zweites').table.rows).toEqual([{ row: 1, cells: ['zweites Blatt'] }]);
    }
  });

  it('saves CSV that we read, in UTF-8 and in windows-1252', () => {
    writeFileSync(join(folder, 'theirs.fods'), FODS);
    for (const charset of [76, 1] as const) {
      const { table, reading } = readCsv(converted('theirs.fods', csv(charset)), {});
      expect(reading.delimiter).toBe(';');
      expect(reading.encoding).toBe(charset === 76 ? 'utf-8' : 'windows-1252');
      expect(table.rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
        ['Vorname', 'Nachname', 'Telefon'],
        ['Jürgen', 'Groß', '0049 30 1234567'],
        ['Élodie', `d'Artagnan; "x"`, '007'],
      ]);
    }
  });
});
