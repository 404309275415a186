/**
 * The pages of a directory: a title, columns of entries under headings, and on every page what it holds. A page
 * leaves as soon as it is full, so a directory takes the memory of one page however long it is.
 */
import Pdf from 'pdfkit';
import type { DirectorySheet } from '../../../core/api/export.ts';
import { collected, FONTS, INK, QUIET, readable } from '../pdf.ts';
import { type Direction, directionOf } from '../typesetting/direction.ts';
import { heightOf, type Style, Texts } from '../typesetting/texts.ts';
import { wrapped } from '../typesetting/wrap.ts';
import type { Entry } from './entry.ts';

/** Points. */
const MARGIN = 48;
const TOP = 66;
const GAP = 22;
const LABEL_GAP = 6;
/** A longer label goes on below. */
const LABEL = 84;

const STYLES = {
  title: { font: 'bold', size: 20, colour: INK },
  heading: { font: 'bold', size: 12, colour: '#176f7b' },
  name: { font: 'bold', size: 9, colour: INK },
  text: { font: 'plain', size: 8, colour: INK },
  label: { font: 'plain', size: 8, colour: QUIET },
  notice: { font: 'plain', size: 6.5, colour: QUIET },
  page: { font: 'plain', size: 8, colour: QUIET },
} as const satisfies Record<string, Style>;
type StyleName = keyof typeof STYLES;

/** What stands on one height of a column. */
interface Line {
  parts: { x: number; text: string; style: StyleName; direction: Direction }[];
  height: number;
}

export interface Head {
  title: string;
  /** Below the title: of when it is, and how many stand in it. */
  under: string;
  notice: readonly string[];
  /** At the foot of each. */
  page: (number: number) => string;
}

export class Pages {
  readonly #doc: PDFKit.PDFDocument;
  readonly #texts: Texts;
  /** The whole file, once the pages have ended. */
  readonly whole: Promise<Uint8Array>;
  readonly #pageText: Head['page'];
  readonly #title: string;
  readonly #columns: 1 | 2;
  readonly #columnWidth: number;
  #column = 0;
  #page = 1;
  #top = TOP;
  #y = TOP;
  /** The headings that the page has begun with and come to. */
  #first: string | null = null;
  #last: string | null = null;
  /** Stands under the heading until its first entry is placed with it. */
  #pending: Line[] = [];

  constructor({ paper, columns, language }: DirectorySheet, head: Head) {
    this.#doc = new Pdf({
      size: paper === 'A4' ? 'A4' : 'LETTER',
      margin: 0,
      font: FONTS.plain,
      lang: language,
      info: { Title: head.title, Creator: 'Switchbook', CreationDate: new Date() },
    });
    this.#texts = new Texts(this.#doc);
    this.#pageText = head.page;
    this.#title = readable(head.title);
    this.#columns = columns;
    this.#columnWidth = (this.#width - GAP * (columns - 1)) / columns;
    this.whole = collected(this.#doc);
    this.#head(head);
  }

  /** What follows stands under it; null: under none. */
  heading(text: string): void {
    this.#pending = [this.#gap(8), ...this.#lines(text, 'heading', this.#columnWidth), this.#gap(3)];
  }

  /** `under`: the heading that it belongs to. An entry is kept together where it fits on a page at all. */
  entry({ name, lines }: Entry, under: string): void {
    const width = this.#columnWidth;
    const own = [
      ...this.#lines(name, 'name', width),
      ...lines.flatMap(({ label, text }) => this.#labelled(label, text)),
      this.#gap(5),
    ];
    const begins = this.#pending.length > 0;
    const all = [...this.#pending, ...own];
    this.#pending = [];
    const height = all.reduce((sum, line) => sum + line.height, 0);
    const room = this.#bottom - TOP;
    if (this.#y + height > this.#bottom && (height <= room || this.#y + room / 3 > this.#bottom))
      this.#turn();
    this.#name(under);
    if (begins) this.#doc.outline.addItem(readable(under));
    for (const line of all) {
      if (this.#y + line.height > this.#bottom) {
        this.#turn();
        this.#name(under);
      }
      this.#place(line);
    }
  }

  /** The last page has its head too. */
  end(): void {
    this.#finishPage();
    this.#doc.end();
  }

  get #width(): number {
    return this.#doc.page.width - 2 * MARGIN;
  }

  get #bottom(): number {
    return this.#doc.page.height - MARGIN;
  }

  #head({ title, under, notice }: Head): void {
    const whole = [
      ...this.#lines(title, 'title', this.#width),
      this.#gap(2),
      ...this.#lines(under, 'label', this.#width),
      this.#gap(6),
      ...notice.flatMap((text) => this.#lines(text, 'notice', this.#width)),
      this.#gap(10),
    ];
    this.#y = MARGIN;
    for (const line of whole) this.#place(line);
    this.#top = this.#y;
    const rule = this.#y - 6;
    this.#doc
      .moveTo(MARGIN, rule)
      .lineTo(MARGIN + this.#width, rule)
      .lineWidth(0.5)
      .stroke(QUIET);
  }

  #labelled(label: string, text: string): Line[] {
    const width = this.#columnWidth;
    if (label === '') return this.#lines(text, 'text', width);
    const labels = this.#lines(label, 'label', LABEL);
    const texts = this.#lines(text, 'text', width - LABEL - LABEL_GAP);
    return Array.from({ length: Math.max(labels.length, texts.length) }, (_, at) => ({
      parts: [
        ...(labels[at]?.parts ?? []),
        ...(texts[at]?.parts ?? []).map((part) => ({ ...part, x: LABEL + LABEL_GAP })),
      ],
      height: heightOf(STYLES.text),
    }));
  }

  #lines(text: string, style: StyleName, width: number): Line[] {
    return text.split(/\r\n?|\n/).flatMap((paragraph) => {
      const shown = readable(paragraph);
      const direction = directionOf(shown);
      return this.#wrap(shown, style, width).map((line) => ({
        parts: [{ x: 0, text: line, style, direction }],
        height: heightOf(STYLES[style]),
      }));
    });
  }

  #gap(height: number): Line {
    return { parts: [], height };
  }

  #place({ parts, height }: Line): void {
    // No column begins with a gap.
    if (parts.length === 0 && this.#y === this.#top) return;
    const x = MARGIN + this.#column * (this.#columnWidth + GAP);
    for (const part of parts) this.#write(part.text, part.style, x + part.x, this.#y, part.direction);
    this.#y += height;
  }

  #write(text: string, style: StyleName, x: number, y: number, direction = directionOf(text)): void {
    if (text !== '') this.#texts.write(text, STYLES[style], x, y, direction);
  }

  #wrap(text: string, style: StyleName, width: number): string[] {
    return wrapped(text, width, (part) => this.#texts.widthOf(part, STYLES[style]));
  }

  #name(heading: string): void {
    this.#first ??= heading;
    this.#last = heading;
  }

  #turn(): void {
    if (this.#column + 1 < this.#columns) {
      this.#column += 1;
    } else {
      this.#finishPage();
      this.#doc.addPage();
      this.#page += 1;
      [this.#column, this.#top, this.#first, this.#last] = [0, TOP, null, null];
    }
    this.#y = this.#top;
  }

  /** In the margin: what the page holds, the title, and its number. The first page has its title already. */
  #finishPage(): void {
    const [first, last] = [this.#first ?? '', this.#last ?? ''];
    const range = readable(first === last ? first : `${first} – ${last}`);
    const foot = this.#pageText(this.#page);
    const end = MARGIN + this.#width;
    const footTop = this.#doc.page.height - MARGIN + 14;
    if (this.#page > 1) {
      const [line = ''] = this.#wrap(range, 'heading', this.#width / 2);
      this.#write(line, 'heading', MARGIN, MARGIN - 12);
      this.#doc
        .moveTo(MARGIN, TOP - 8)
        .lineTo(end, TOP - 8)
        .lineWidth(0.5)
        .stroke(QUIET);
    }
    const [title = ''] = this.#wrap(this.#title, 'page', this.#width * 0.7);
    this.#write(title, 'page', MARGIN, footTop);
    this.#write(foot, 'page', end - this.#texts.widthOf(foot, STYLES.page), footTop);
    this.#texts.endPage();
  }
}
