/**
 * Reading a workbook of 100 000 contacts in 20 columns: ours (limits, formats and row numbers included)
 * against the bare library, each in a process of its own, so that its memory is its own too.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils } from 'xlsx';
import { readXlsx } from '../core/formats/xlsx/read.ts';
import { writeXlsx } from '../core/formats/xlsx/write.ts';

const ROWS = 100_000;
const COLUMNS = 20;
const GOAL_MB = 600;

const WORK: Readonly<Record<string, (path: string) => void>> = {
  ours: (path) => {
    if (readXlsx(readFileSync(path)).table.rows.length !== ROWS + 1) throw new Error('rows are missing');
  },
  library: (path) => {
    const workbook = read(readFileSync(path), { type: 'buffer', dense: true });
    const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''];
    if (sheet === undefined || utils.sheet_to_json(sheet, { header: 1 }).length !== ROWS + 1) {
      throw new Error('rows are missing');
    }
  },
  write: (path) => writeFileSync(path, writeXlsx(table(), 'Kontakte').bytes),
};

function table(): string[][] {
  const row = (i: number): string[] =>
    Array.from({ length: COLUMNS }, (_, column) => {
      if (column === 0) return ['Frau', 'Herr'][i % 2] ?? '';
      if (column === 2) return `Müller-${i}`;
      if (column === 3) return `Maison ${i % 5000} & Söhne`;
      if (column === 4) return `+49 30 ${20_000_000 + i}`;
      if (column === 5) return `person.${i}@maison${i % 500}.example`;
      return `Wert ${column} ${i % 1000}`;
    });
  const header = Array.from({ length: COLUMNS }, (_, i) => `Spalte ${i}`);
  return [header, ...Array.from({ length: ROWS }, (_, i) => row(i))];
}

const [, script = '', job, file] = process.argv;
if (job !== undefined && file !== undefined) {
  const start = performance.now();
  WORK[job]?.(file);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(`${((performance.now() - start) / 1000).toFixed(2)} ${megabytes.toFixed(0)}`);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-bench-'));
  const path = join(folder, 'contacts.xlsx');
  const run = (work: string): { seconds: number; megabytes: number } => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [script, work, path], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    const [seconds = 0, megabytes = 0] = stdout.trim().split(' ').map(Number);
    return { seconds, megabytes };
  };
  const written = run('write');
  const ours = run('ours');
  const library = run('library');
  rmSync(folder, { recursive: true });
  console.log(`A workbook of ${ROWS} rows of ${COLUMNS} cells`);
  console.log(`writing      ${written.seconds} s, ${written.megabytes} MB`);
  console.log(`the library  ${library.seconds} s, ${library.megabytes} MB`);
  console.log(
    `ours         ${ours.seconds} s, ${ours.megabytes} MB: ${(ours.seconds / library.seconds).toFixed(2)} × ` +
      `the library (goal 1), ${ours.megabytes <= GOAL_MB ? 'within' : 'ABOVE'} ${GOAL_MB} MB`,
  );
}
