/** What a workbook is made of: its sheets, its strings, the formats of its cells. */
import { SwitchbookError } from '../../problem/problem.ts';
import { FILE_LIMITS } from '../table.ts';
import { attribute, Markup, type Handlers } from './markup.ts';
import type { Archive } from './zip.ts';

export interface SheetPart {
  name: string;
  hidden: boolean;
  /** Its part’s name in the archive; null for charts and for what is missing. */
  part: string | null;
}

export interface Workbook {
  sheets: SheetPart[];
  /** Days are counted from 1904, as old workbooks of the Macintosh do. */
  from1904: boolean;
  /** The number format of each style that a cell may name. */
  formats: readonly string[];
  strings: readonly string[];
}

/** Errors: those of the archive, and `xlsx-damaged` for one that is no workbook. */
export function openWorkbook(archive: Archive): Workbook {
  const root = relations(archive, '');
  const main = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target;
  const path = [main, 'xl/workbook.xml'].find((it) => it !== undefined && archive.has(it));
  if (path === undefined) throw new SwitchbookError('xlsx-damaged');
  const related = relations(archive, path);
  const partOf = (kind: string): string | undefined =>
    [...related.values()].find(({ type }) => type.endsWith(`/${kind}`))?.target;

  const sheets: SheetPart[] = [];
  let from1904 = false;
  parse(archive, path, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const relation = related.get(attribute(attributes, 'id') ?? '');
      const target = relation?.type.endsWith('/worksheet') === true ? relation.target : undefined;
      sheets.push({
        name: attribute(attributes, 'name') ?? '',
        hidden: /hidden/i.test(attribute(attributes, 'state') ?? ''),
        part: target !== undefined && archive.has(target) ? target : null,
      });
    },
  });
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return {
    sheets,
    from1904,
    formats: readFormats(archive, partOf('styles') ?? `${folder}styles.xml`),
    strings: readStrings(archive, partOf('sharedStrings') ?? `${folder}sharedStrings.xml`),
  };
}

interface Relation {
  type: string;
  target: string;
}

function relations(archive: Archive, path: string): Map<string, Relation> {
  const cut = path.lastIndexOf('/') + 1;
  const [folder, file] = [path.slice(0, cut), path.slice(cut)];
  const found = new Map<string, Relation>();
  parse(archive, `${folder}_rels/${file}.rels`, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const target = resolved(folder, attribute(attributes, 'Target') ?? '');
      found.set(attribute(attributes, 'Id') ?? '', { type: attribute(attributes, 'Type') ?? '', target });
    },
  });
  return found;
}

/** `/xl/x.xml` and `../x.xml` inside the archive; nothing leads out of it. */
function resolved(folder: string, target: string): string {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The part's markup, if the part is there. */
function parse(archive: Archive, name: string, handlers: Handlers): void {
  const bytes = archive.read(name);
  if (bytes === null) return;
  const markup = new Markup(handlers);
  markup.write(bytes);
  markup.end();
}

/** Numbers below 164 are the program’s own: of these only those of dates and digits matter here. */
const BUILT_IN: Readonly<Record<number, string>> = Object.fromEntries(
  [14, 15, 16, 17, 22, ...range(27, 36), ...range(50, 58)].map((id) => [id, 'yyyy-mm-dd']),
);
const TIMES: Readonly<Record<number, string>> = Object.fromEntries(
  [18, 19, 20, 21, 45, 46, 47].map((id) => [id, 'hh:mm:ss']),
);

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function readFormats(archive: Archive, name: string): string[] {
  const codes = new Map<number, string>();
  const formats: string[] = [];
  let inCellFormats = false;
  parse(archive, name, {
    open: (element, attributes) => {
      if (element === 'numFmt') {
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      } else if (element === 'cellXfs') inCellFormats = true;
      else if (element === 'xf' && inCellFormats) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        formats.push(codes.get(id) ?? BUILT_IN[id] ?? TIMES[id] ?? (id === 1 ? '0' : 'General'));
      }
    },
    close: (element) => {
      if (element === 'cellXfs') inCellFormats = false;
    },
  });
  return formats;
}

/** The workbook’s texts, each once; the pieces of a formatted text are one text. */
function readStrings(archive: Archive, name: string): string[] {
  const strings: string[] = [];
  const text = new TextOf('si', (whole) => strings.push(whole));
  const markup = new Markup(text.handlers);
  if (archive.stream(name, (piece) => markup.write(piece))) markup.end();
  return strings;
}

/** Collects what stands in the `t` elements of an item, without the pronunciation of Japanese texts. */
export class TextOf {
  readonly handlers: Required<Handlers>;
  #text = '';
  #inText = false;
  #inPhonetic = false;

  constructor(item: string, done: (text: string) => void) {
    this.handlers = {
      open: (name) => {
        if (name === item) this.#text = '';
        else if (name === 'rPh') this.#inPhonetic = true;
        else if (name === 't') this.#inText = !this.#inPhonetic;
      },
      text: (piece) => {
        if (!this.#inText) return;
        this.#text += piece;
        if (this.#text.length > FILE_LIMITS.cell) throw new SwitchbookError('xlsx-oversized');
      },
      close: (name) => {
        if (name === 't') this.#inText = false;
        else if (name === 'rPh') this.#inPhonetic = false;
        else if (name === item) done(plainText(this.#text));
      },
    };
  }
}

/** `_x000D_` stands for a character that markup cannot hold (ECMA-376 part 1, 22.9.2.19). */
export const plainText = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([\dA-F]{4})_/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
