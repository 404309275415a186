/**
 * One font of a document, and its words as PDF sets them. Letters that only stand side by side are put together
 * from pairs of them that the font engine has shaped once; what joins, combines or is written from the right is
 * shaped whole. That is the difference between one call of the engine for every word of a directory and one for
 * every pair of letters.
 */
import { z } from 'zod';
import type { DirectedRun } from './direction.ts';

/** As the font engine of PDFKit has it: thousandths of the size. */
interface Position {
  xAdvance: number;
  xOffset: number;
  yOffset: number;
  /** Of the glyph alone, without what its neighbours do to it. */
  advanceWidth: number;
}

/** PDFKit’s own; its version is fixed. `features`: an empty list shapes a text whole, not word by word. */
interface Engine {
  id: string;
  ascender: number;
  encode: (text: string, features: readonly string[]) => [glyphs: string[], positions: Position[]];
  ref: () => unknown;
}
const engineOf = z.custom<Engine>(
  (given) => typeof given === 'object' && given !== null && 'encode' in given && 'ascender' in given,
);

/** Set text: what an operator TJ shows (ISO 32000-1, 9.4.3), and how far above the line; thousandths of the size. */
export interface SetText {
  width: number;
  shown: readonly { rise: number; glyphs: string }[];
}

interface Letter {
  glyph: string;
  width: number;
}

/** Words of one script whose letters stand side by side; no marks, and nothing that turns into a fraction. */
const SIDE_BY_SIDE = new RegExp(
  ['Latin', 'Greek', 'Cyrillic']
    .map(
      (script) => String.raw`^[[\p{Script=${script}}[\p{ASCII}--\p{L}]\u00b7\u2010-\u201f\u2026]--\p{M}]+$`,
    )
    .join('|'),
  'v',
);
/** Of words, and of pairs of letters: of so many; then all are forgotten. */
const REMEMBERED = 5000;
const LETTERS = /\p{L}/u;

const round = (value: number): number => Math.round(value * 1000) / 1000;

export class Typeface {
  readonly #engine: Engine;
  readonly #words = new Map<string, SetText>();
  readonly #letters = new Map<string, Letter | null>();
  /** What stands between two letters beyond their widths; `null`: they are not the same together as alone. */
  readonly #pairs = new Map<string, number | null>();

  /** The font that the document has open. */
  constructor(doc: PDFKit.PDFDocument) {
    this.#engine = engineOf.parse(Reflect.get(doc, '_font'));
  }

  get name(): string {
    return this.#engine.id;
  }

  /** From the top of a line down to what its letters stand on, in thousandths of the size. */
  get ascender(): number {
    return this.#engine.ascender;
  }

  /** What a page refers to that uses it. */
  reference(): unknown {
    return this.#engine.ref();
  }

  widthOf(text: string): number {
    return this.#word(text).width;
  }

  set({ text, direction }: DirectedRun): SetText[] {
    if (direction === 'ltr') return text.split(/(?<= )/).map((word) => this.#word(word));
    // The engine turns a script round that is written from the right, but not signs that belong to none.
    return [this.#word(LETTERS.test(text) ? text : Array.from(text).toReversed().join(''))];
  }

  #word(text: string): SetText {
    return remembered(
      this.#words,
      text,
      () => (SIDE_BY_SIDE.test(text) ? this.#composed(text) : null) ?? this.#shaped(text),
    );
  }

  #composed(text: string): SetText | null {
    const glyphs: string[] = [];
    let width = 0;
    let before = '';
    for (const sign of text) {
      const letter = this.#letter(sign);
      const between = before === '' ? 0 : this.#between(before, sign);
      if (letter === null || between === null) return null;
      if (between !== 0) glyphs.push(`> ${round(-between)} <`);
      glyphs.push(letter.glyph);
      width += between + letter.width;
      before = sign;
    }
    return { width, shown: [{ rise: 0, glyphs: `<${glyphs.join('')}>` }] };
  }

  #letter(sign: string): Letter | null {
    return remembered(this.#letters, sign, () => {
      const [[glyph, ...more], [at]] = this.#engine.encode(sign, []);
      return glyph === undefined || at === undefined || more.length > 0 || isMoved(at)
        ? null
        : { glyph, width: at.xAdvance };
    });
  }

  #between(one: string, other: string): number | null {
    return remembered(this.#pairs, one + other, () => {
      const [left, right] = [this.#letter(one), this.#letter(other)];
      const [glyphs, [first, second]] = this.#engine.encode(one + other, []);
      const same =
        glyphs.length === 2 && glyphs[0] === left?.glyph && glyphs[1] === right?.glyph && first && second;
      if (!same || isMoved(first) || isMoved(second) || second.xAdvance !== right?.width) return null;
      return first.xAdvance - (left?.width ?? 0);
    });
  }

  #shaped(text: string): SetText {
    const [glyphs, positions] = this.#engine.encode(text, []);
    const shown: { rise: number; glyphs: string }[] = [];
    let width = 0;
    for (const [at, { xAdvance, xOffset, yOffset, advanceWidth }] of positions.entries()) {
      const glyph = `${round(-xOffset)} <${glyphs[at]}> ${round(advanceWidth - xAdvance + xOffset)} `;
      const last = shown.at(-1);
      if (last?.rise === yOffset) last.glyphs += glyph;
      else shown.push({ rise: yOffset, glyphs: glyph });
      width += xAdvance;
    }
    return { width, shown };
  }
}

const isMoved = ({ xOffset, yOffset }: Position): boolean => xOffset !== 0 || yOffset !== 0;

function remembered<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, made);
  return made;
}
