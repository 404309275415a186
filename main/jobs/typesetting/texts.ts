/** The texts of a page, written as one when the page is full: a font or a colour is named where it changes. */
import { type FontName, FONTS } from '../pdf.ts';
import { type Direction, runsOfLine, withoutIsolates } from './direction.ts';
import { Typeface } from './typeface.ts';

export interface Style {
  font: FontName;
  /** Points. */
  size: number;
  /** `#rrggbb` */
  colour: string;
}

const LEADING = 1.28;

/** Points. */
export const heightOf = ({ size }: Style): number => size * LEADING;

const number = (value: number): string => String(Math.round(value * 1000) / 1000);
/** `#rrggbb` as the operands of `rg`. */
const colourOf = (hex: string): string =>
  [1, 3, 5].map((at) => number(parseInt(hex.slice(at, at + 2), 16) / 255)).join(' ');

export class Texts {
  readonly #doc: PDFKit.PDFDocument;
  readonly #faces: Record<FontName, Typeface>;
  #written: string[] = [];
  #style: Style | null = null;

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
    const open = (font: FontName) => new Typeface(doc.font(FONTS[font]));
    this.#faces = { plain: open('plain'), bold: open('bold') };
  }

  /** Points. */
  widthOf(text: string, { font, size }: Style): number {
    return (this.#faces[font].widthOf(withoutIsolates(text)) * size) / 1000;
  }

  /** One line from `x`, its top at `y`, in points from the upper left corner; `paragraph`: of what it is a line. */
  write(line: string, style: Style, x: number, y: number, paragraph: Direction): void {
    const { font, size, colour } = style;
    const face = this.#faces[font];
    if (style !== this.#style) this.#written.push(`/${face.name} ${size} Tf ${colourOf(colour)} rg`);
    this.#style = style;
    // PDFKit counts downwards; letters are turned back up.
    this.#written.push(`1 0 0 -1 ${number(x)} ${number(y + (face.ascender * size) / 1000)} Tm`);
    const shown = runsOfLine(line, paragraph).flatMap((run) => face.set(run).flatMap((set) => set.shown));
    for (const [at, { rise, glyphs }] of shown.entries()) {
      const before = shown[at - 1]?.rise ?? 0;
      this.#written.push(
        rise === before ? `[${glyphs}] TJ` : `${number((rise * size) / 1000)} Ts [${glyphs}] TJ`,
      );
    }
    if ((shown.at(-1)?.rise ?? 0) !== 0) this.#written.push('0 Ts');
  }

  endPage(): void {
    const { page } = this.#doc;
    for (const face of Object.values(this.#faces)) Reflect.set(page.fonts, face.name, face.reference());
    this.#doc.addContent(`BT\n${this.#written.join('\n')}\nET`);
    [this.#written, this.#style] = [[], null];
  }
}
