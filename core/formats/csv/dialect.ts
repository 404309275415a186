/** How a CSV file separates and quotes, judged from its own text. Lines end in LF or CRLF here. */
import type { Reading } from '../../api/reading.ts';

export type Delimiter = NonNullable<Reading['delimiter']>;
export type Quoting = NonNullable<Reading['quoting']>;

/** Characters that are looked at to find the delimiter. */
const SAMPLE = 64 * 1024;
/** What a comma of sentences is worth beside a delimiter. */
const IN_PROSE = 0.25;
const ENOUGH_EVIDENCE = 1000;

/** In the order of preference when all fit equally well; `;` is the rarest inside names and addresses. */
const CANDIDATES: readonly Delimiter[] = [';', '\t', ',', '|'];

/** Excel's own hint in the first line: `sep=;`. */
export const declaredDelimiter = (text: string): Delimiter | undefined => {
  const character = /^"?sep=([;,\t|])"?[;,\t|]*(?:\r?\n|$)/i.exec(text)?.[1];
  return CANDIDATES.find((candidate) => candidate === character);
};

/**
 * The delimiter that cuts most records into the same number of cells, and into many. Quoted text is
 * ignored: a fully quoted file is full of commas that separate nothing.
 */
export function guessDelimiter(text: string): Delimiter {
  const cut = text.length <= SAMPLE ? text.length : text.lastIndexOf('\n', SAMPLE);
  const records = countPerRecord(text.slice(0, cut > 0 ? cut : SAMPLE).replaceAll('\r\n', '\n'));
  let best: Delimiter = ';';
  let bestScore = 0;
  CANDIDATES.forEach((candidate, i) => {
    const score = evenness(records.map(({ counts }) => counts[i] ?? 0)) * (prose(records, i) ? IN_PROSE : 1);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  });
  return best;
}

/** Most of them stand before a blank, as in a sentence. */
function prose(records: readonly Counted[], candidate: number): boolean {
  let all = 0;
  let beforeBlank = 0;
  for (const { counts, blanks } of records) {
    all += counts[candidate] ?? 0;
    beforeBlank += blanks[candidate] ?? 0;
  }
  return beforeBlank > all / 2;
}

/**
 * Share of the records with the commonest count, weighted so that a few odd lines cost little. One in a
 * few records is a word of these.
 */
function evenness(counts: readonly number[]): number {
  const records = new Map<number, number>();
  for (const count of counts) if (count > 0) records.set(count, (records.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, times] of records) {
    const share = times / counts.length;
    if (count > 1 || share >= 0.5) best = Math.max(best, share ** 3 * count);
  }
  return best;
}

interface Counted {
  /** How often each candidate stands outside quotes, and how often before a blank. */
  counts: number[];
  blanks: number[];
}

/** Each record that is not empty. */
function countPerRecord(sample: string): Counted[] {
  const records: Counted[] = [];
  let record: Counted = { counts: [0, 0, 0, 0], blanks: [0, 0, 0, 0] };
  let quoted = false;
  let cellStarts = true;
  let empty = true;
  const endRecord = (): void => {
    if (!empty) records.push(record);
    record = { counts: [0, 0, 0, 0], blanks: [0, 0, 0, 0] };
    empty = true;
    cellStarts = true;
  };
  for (let i = 0; i < sample.length; i++) {
    const character = sample[i];
    if (quoted) {
      if (character !== '"' || sample[i - 1] === '\\') continue;
      if (sample[i + 1] === '"') i++;
      else quoted = false;
    } else if (character === '\n') {
      endRecord();
    } else {
      empty = false;
      quoted = cellStarts && character === '"';
      const candidate = CANDIDATES.findIndex((it) => it === character);
      cellStarts = candidate >= 0 || (cellStarts && character === ' ');
      if (candidate < 0) continue;
      record.counts[candidate] = (record.counts[candidate] ?? 0) + 1;
      const isBlank = sample[i + 1] === ' ' ? 1 : 0;
      record.blanks[candidate] = (record.blanks[candidate] ?? 0) + isBlank;
    }
  }
  endRecord();
  return records;
}

/**
 * `\"` is an escaped quote when text goes on after it, or when the cell's closing quote follows; else it
 * is a cell that ends in a backslash.
 */
export function guessQuoting(text: string, delimiter: Delimiter): Quoting {
  const ends = (character: string | undefined): boolean =>
    character === undefined || character === delimiter || character === '\n' || character === '\r';
  let backslash = 0;
  for (let at = text.indexOf('\\"'); at >= 0; at = text.indexOf('\\"', at + 2)) {
    const next = text[at + 2];
    if (next === '"' ? ends(text[at + 3]) : !ends(next)) backslash++;
    if (backslash === ENOUGH_EVIDENCE) break;
  }
  if (backslash === 0) return 'doubled';
  let doubled = 0;
  for (let at = text.indexOf('""'); at >= 0; at = text.indexOf('""', at + 2)) {
    if (!ends(text[at - 1]) && text[at - 1] !== '\\' && !ends(text[at + 2])) doubled++;
    if (doubled > backslash) return 'doubled';
  }
  return 'backslash';
}
