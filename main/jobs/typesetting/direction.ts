/** In which order the parts of a line stand: the Unicode bidirectional algorithm (UAX #9, Unicode 17). */
import bidiFactory from 'bidi-js/dist/bidi.mjs';

const bidi = bidiFactory();

export type Direction = 'ltr' | 'rtl';

/** What stands in one direction, in the order in which it is read. */
export interface DirectedRun {
  text: string;
  direction: Direction;
}

/** The blocks of every script that is written from the right (DerivedBidiClass.txt, R and AL by default). */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** What stands between a start and the end is one sign for all that surrounds it (rules X5a, X5b and X6a). */
const STARTS = { ltr: '\u2066', rtl: '\u2067' } as const satisfies Record<Direction, string>;
const END = '\u2069';
const isSign = (sign: string): boolean => sign === END || Object.values<string>(STARTS).includes(sign);

/** A value that a sentence of ours quotes: what surrounds it stays where the sentence has it. */
export const isolated = (value: string): string =>
  FROM_THE_RIGHT.test(value) ? STARTS[directionOf(value)] + value + END : value;

/** The lines of a text whose isolated values may go on from one to the next. */
export function isolatedLines(lines: readonly string[]): string[] {
  let open = '';
  return lines.map((line) => {
    const whole = open + line;
    const last = Array.from(whole).findLast(isSign) ?? END;
    open = last === END ? '' : last;
    return whole;
  });
}

/** What is drawn of a text. */
export const withoutIsolates = (text: string): string => text.replaceAll(/[\u2066\u2067\u2069]/g, '');

/** Of a whole paragraph, by its first letter that has a direction (rules P2 and P3). */
export function directionOf(paragraph: string): Direction {
  if (!FROM_THE_RIGHT.test(paragraph)) return 'ltr';
  const [first] = bidi.getEmbeddingLevels(paragraph).paragraphs;
  return first?.level === 1 ? 'rtl' : 'ltr';
}

/**
 * The runs of a line from left to right, without the signs of isolation; brackets are mirrored where they are read
 * from the right.
 */
export function runsOfLine(line: string, paragraph: Direction): DirectedRun[] {
  if (!FROM_THE_RIGHT.test(line)) return [{ text: withoutIsolates(line), direction: 'ltr' }];
  const { levels } = bidi.getEmbeddingLevels(line, paragraph);
  const mirrored = bidi.getMirroredCharactersMap(line, levels);
  const runs: { text: string; level: number }[] = [];
  for (let at = 0; at < line.length; at++) {
    if (isSign(line.charAt(at))) continue;
    const level = levels[at] ?? 0;
    const last = runs.at(-1);
    const sign = mirrored.get(at) ?? line.charAt(at);
    if (last !== undefined && last.level === level) last.text += sign;
    else runs.push({ text: sign, level });
  }
  return inOrder(runs).map(({ text, level }) => ({ text, direction: level % 2 === 1 ? 'rtl' : 'ltr' }));
}

/** Rule L2: from the highest level down to the lowest odd one, what stands at a level or above is turned round. */
function inOrder<Run extends { level: number }>(runs: readonly Run[]): Run[] {
  let ordered = [...runs];
  for (let level = Math.max(...runs.map((run) => run.level)); level > 0; level--) {
    const turned: Run[] = [];
    let stretch: Run[] = [];
    for (const run of ordered) {
      if (run.level >= level) {
        stretch.unshift(run);
        continue;
      }
      turned.push(...stretch, run);
      stretch = [];
    }
    ordered = [...turned, ...stretch];
  }
  return ordered;
}
