/** Rows to an Excel workbook of text cells: nothing in it is calculated, rounded or taken for a date. */
import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Problem } from '../../problem/problem.ts';
import { joinBytes } from '../bytes.ts';
import { escapeMarkup } from '../xml/write.ts';

/** Excel's own limit for the text of a cell. */
const LONGEST_TEXT = 32_767;
const WIDEST = 40;
/** Characters of markup that are packed at once. */
const PIECE = 1024 * 1024;

export interface WorkbookFile {
  bytes: Uint8Array;
  /** Texts that were cut. */
  problems: Problem[];
}

/** One sheet; the first row is the header, which stays in view. */
export function writeXlsx(rows: readonly (readonly string[])[], sheetName: string): WorkbookFile {
  const problems: Problem[] = [];
  const strings = new Map<string, number>();
  const archive = new Packed();
  for (const [name, content] of FIXED_PARTS) archive.add(name, [content]);
  archive.add('xl/workbook.xml', [workbookPart(sheetName)]);
  archive.add('xl/worksheets/sheet1.xml', sheetPart(rows, strings, problems));
  archive.add('xl/sharedStrings.xml', stringsPart(strings));
  return { bytes: archive.end(), problems };
}

/** An archive that is packed while its parts are being written. */
class Packed {
  readonly #pieces: Uint8Array[] = [];
  readonly #zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    this.#pieces.push(piece);
  });

  add(name: string, markup: Iterable<string>): void {
    const part = new ZipDeflate(name, { level: 6 });
    // The same contacts give the same file.
    part.mtime = new Date(1980, 0, 1);
    this.#zip.add(part);
    let text = HEAD;
    for (const piece of markup) {
      text += piece;
      if (text.length < PIECE) continue;
      part.push(strToU8(text));
      text = '';
    }
    part.push(strToU8(text), true);
  }

  end(): Uint8Array {
    this.#zip.end();
    return joinBytes(this.#pieces);
  }
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${DOCUMENT}/${type}" Target="${target}"/>`;

/**
 * Format 49, `@`, marks a cell as text also for the person who edits it: style 1; style 2 is the header's,
 * which is bold.
 */
const STYLES =
  `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

const FIXED_PARTS: readonly (readonly [name: string, content: string])[] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
      `<Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'worksheet', 'worksheets/sheet1.xml')}` +
      `${relation(2, 'styles', 'styles.xml')}${relation(3, 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
  ],
  ['xl/styles.xml', STYLES],
];

const workbookPart = (sheetName: string): string =>
  `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="${escape(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

function* sheetPart(
  rows: readonly (readonly string[])[],
  strings: Map<string, number>,
  problems: Problem[],
): Generator<string> {
  const header = rows[0] ?? [];
  yield `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">`;
  yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const columns = header.map(
    (_, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(rows, i)}" style="1" customWidth="1"/>`,
  );
  if (columns.length > 0) yield `<cols>${columns.join('')}</cols>`;
  yield '<sheetData>';
  const letters = header.map((_, i) => columnLetters(i));
  for (const [index, cells] of rows.entries()) {
    const row = index + 1;
    const style = row === 1 ? 2 : 1;
    let markup = `<row r="${row}">`;
    for (const [column, text] of cells.entries()) {
      if (text === '') continue;
      const kept = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
      if (kept !== text) problems.push(cutProblem(text, row, header[column] ?? ''));
      let string = strings.get(kept);
      if (string === undefined) strings.set(kept, (string = strings.size));
      markup += `<c r="${letters[column] ?? columnLetters(column)}${row}" s="${style}" t="s"><v>${string}</v></c>`;
    }
    yield `${markup}</row>`;
  }
  yield '</sheetData></worksheet>';
}

const cutProblem = (text: string, row: number, column: string): Problem => ({
  code: 'export-cut',
  severity: 'warning',
  row,
  column,
  value: text.slice(0, 60),
  params: { most: LONGEST_TEXT, written: `${text.slice(0, 60)}…` },
});

function* stringsPart(strings: ReadonlyMap<string, number>): Generator<string> {
  yield `<sst xmlns="${MAIN}" uniqueCount="${strings.size}">`;
  for (const text of strings.keys()) yield `<si><t xml:space="preserve">${escape(text)}</t></si>`;
  yield '</sst>';
}

// oxlint-disable-next-line no-control-regex -- what XML cannot hold is what is looked for
const SPECIAL = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff\ud800-\udfff]|_(?=x[\dA-F]{4}_)/i;

/**
 * In the format `_x0041_` is an `A` (ECMA-376 part 1, 22.9.2.19): so characters that markup cannot hold are
 * written, and text that looks like it has its underscore written so.
 */
const escape = (text: string): string =>
  SPECIAL.test(text)
    ? escapeMarkup(text.replaceAll(/_(?=x[\dA-F]{4}_)/gi, '_x005F_'))
        // oxlint-disable-next-line no-control-regex -- as above
        .replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Cs}/gu, coded)
    : text;

const coded = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/** Wide enough for the first rows, in characters. */
const widthOf = (rows: readonly (readonly string[])[], column: number): number =>
  Math.min(WIDEST, Math.max(8, ...rows.slice(0, 200).map((cells) => (cells[column] ?? '').length + 2)));
