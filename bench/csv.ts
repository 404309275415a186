/**
 * Reading CSV from bytes (encoding, dialect, quotes, row numbers and limits included) as a multiple of
 * papaparse alone, which gets the decoded text and the dialect for nothing; in the same run, alternately.
 */
import Papa from 'papaparse';
import { readCsv } from '../core/formats/csv/read.ts';

const ROWS = 100_000;
const COLUMNS = 20;
const ROUNDS = 7;
const GOAL = 1.3;

/** Names, numbers, addresses; every tenth row has quotes and a line break inside. */
function cellsOf(row: number): string[] {
  const odd = row % 10 === 0;
  return Array.from({ length: COLUMNS }, (_, column) => {
    if (odd && column === 3) return `Maison "${row}" & Fils; Paris`;
    if (odd && column === 18) return `Rue ${row}\nBâtiment B`;
    if (column % 4 === 1) return `+49 30 ${1_000_000 + row}`;
    if (column % 4 === 2) return column === 10 ? '' : `person.${row % 9973}@x.example`;
    return `Müller ${column} ${row % 997}`;
  });
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const whereNeeded = (cell: string): string => (/["\n;]/.test(cell) ? quoted(cell) : cell);

function fileOf(quote: (cell: string) => string, lineEnd: string): string {
  const lines: string[] = [];
  for (let row = 0; row < ROWS; row++) lines.push(cellsOf(row).map(quote).join(';'));
  return lines.join('\n').replaceAll('\n', lineEnd) + lineEnd;
}

function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

const median = (times: number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

function compare(name: string, text: string): void {
  const bytes = new TextEncoder().encode(text);
  const decoded = new TextDecoder().decode(bytes);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(seconds(() => Papa.parse<string[]>(decoded, { delimiter: ';' })));
    ours.push(seconds(() => readCsv(bytes, {})));
  }
  const ratio = median(ours) / median(theirs);
  if (ratio > GOAL) process.exitCode = 1;
  const size = (bytes.length / 1e6).toFixed(0);
  console.log(
    `${name.padEnd(26)} ${size.padStart(3)} MB  ${median(theirs).toFixed(2)} s papaparse  ` +
      `${median(ours).toFixed(2)} s ours  ${ratio.toFixed(2)} × (goal ${GOAL})`,
  );
}

console.log(`Reading CSV, ${ROWS} rows of ${COLUMNS} columns`);
compare('LF', fileOf(whereNeeded, '\n'));
compare('CRLF', fileOf(whereNeeded, '\r\n'));
compare('everything quoted, CRLF', fileOf(quoted, '\r\n'));
