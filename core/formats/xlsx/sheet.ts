/** The rows of one sheet, while its markup goes by. */
import { SwitchbookError } from '../../problem/problem.ts';
import type { TableRow } from '../table.ts';
import { FILE_LIMITS } from '../table.ts';
import { numberText } from './cell.ts';
import { Markup } from './markup.ts';
import type { Workbook } from './workbook.ts';
import { plainText, TextOf } from './workbook.ts';
import type { Archive } from './zip.ts';

/** Rows that hold nothing are left out. Errors: those of the archive, `file-rows`, `file-columns`. */
export function readSheet(archive: Archive, part: string, workbook: Workbook): TableRow[] {
  const reader = new SheetReader(workbook);
  const markup = reader.markup();
  archive.stream(part, (piece) => markup.write(piece));
  markup.end();
  return reader.rows;
}

class SheetReader {
  readonly rows: TableRow[] = [];
  readonly #workbook: Workbook;
  #row = 0;
  #cells: string[] = [];
  #column = -1;
  #type = '';
  #style = 0;
  #value = '';
  #inValue = false;
  #inline: string | null = null;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  markup(): Markup {
    const inline = new TextOf('is', (text) => (this.#inline = text));
    const { handlers } = inline;
    let inInline = false;
    return new Markup({
      open: (name, attributes) => {
        if (name === 'c') this.#openCell(attributes['r'], attributes['t'], attributes['s']);
        else if (name === 'v') this.#inValue = true;
        else if (name === 'row') this.#openRow(attributes['r']);
        else if (name === 'is') inInline = true;
        if (inInline) handlers.open(name, attributes);
      },
      text: (piece) => {
        if (this.#inValue) this.#value += piece;
        else if (inInline) handlers.text(piece);
        if (this.#value.length > FILE_LIMITS.cell) throw new SwitchbookError('xlsx-oversized');
      },
      close: (name) => {
        if (inInline) handlers.close(name);
        if (name === 'c') this.#closeCell();
        else if (name === 'v') this.#inValue = false;
        else if (name === 'row') this.#closeRow();
        else if (name === 'is') inInline = false;
      },
    });
  }

  #openRow(reference: string | undefined): void {
    const row = Number(reference ?? this.#row + 1);
    if (!Number.isInteger(row) || row < 1) throw new SwitchbookError('xlsx-damaged');
    this.#row = row;
    this.#cells = [];
    this.#column = -1;
  }

  #openCell(reference: string | undefined, type: string | undefined, style: string | undefined): void {
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    this.#type = type ?? 'n';
    this.#style = style === undefined ? 0 : Number(style);
    this.#value = '';
    this.#inline = null;
  }

  #closeCell(): void {
    const text = this.#text();
    if (text === '') return;
    if (this.#column >= FILE_LIMITS.columns) {
      const row = this.#row;
      throw new SwitchbookError('file-columns', { row, params: { row, most: FILE_LIMITS.columns } });
    }
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #text(): string {
    const value = this.#value;
    switch (this.#type) {
      case 's':
        return this.#workbook.strings[Number(value)] ?? '';
      case 'inlineStr':
        return this.#inline ?? '';
      case 'str':
        return plainText(value);
      case 'e':
        return value;
      case 'b':
        return value === '' ? '' : /^(?:1|true)$/i.test(value.trim()) ? 'TRUE' : 'FALSE';
      case 'd':
        return value.trim().replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '');
      default: {
        const number = Number(value);
        if (value.trim() === '' || !Number.isFinite(number)) return value.trim();
        return numberText(number, this.#workbook.formats[this.#style] ?? 'General', this.#workbook.from1904);
      }
    }
  }

  #closeRow(): void {
    if (this.#cells.length === 0) return;
    this.rows.push({ row: this.#row, cells: this.#cells });
    this.#cells = [];
    if (this.rows.length > FILE_LIMITS.rows) {
      throw new SwitchbookError('file-rows', { params: { most: FILE_LIMITS.rows } });
    }
  }
}

/** `AB12`: 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length && i < 4; i++) {
    const letter = (reference.charCodeAt(i) | 0x20) - 0x60;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
