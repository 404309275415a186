/**
 * Damaged files of every kind: each is read or refused with a sentence, quickly, and never otherwise.
 * A failure prints what replays it: SWITCHBOOK_FUZZ_SEED, and the damage itself.
 */
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { utils, write } from 'xlsx';
import { z } from 'zod';
import { importOptions } from '../../core/api/import.ts';
import { templates } from '../../core/exchange/template.ts';
import { writeXlsx } from '../../core/formats/xlsx/write.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { readImportFile } from '../../main/jobs/import-file.ts';
import { readRecords } from '../../main/jobs/import-records.ts';
import { SEED } from '../seed.ts';
import { damaged, edits } from './edits.ts';
import { files } from './files.ts';

const RUNS = Number(process.env['SWITCHBOOK_FUZZ_RUNS'] ?? (process.env['CI'] === undefined ? 1000 : 10_000));
/** Of one damaged file of a few kilobytes, on a machine that has other things to do. */
const PATIENCE_MS = 5000;

const options = importOptions.parse({});

function readWhole(bytes: Uint8Array, name: string): void {
  const start = performance.now();
  try {
    const file = readImportFile(bytes, name, options, templates());
    for (const record of readRecords(file, options, 'DE')) expect(record.row).toBeGreaterThan(0);
  } catch (error) {
    if (!(error instanceof SwitchbookError)) throw error;
    expect(error.problem.code).not.toBe('internal');
  }
  expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
}

/** Damage inside a workbook's parts, where no checksum of the archive gives it away. */
const SHEET = writeXlsx(
  [
    ['Name', 'Telefon', 'Geburtstag'],
    ['Jürgen "Jo" Groß', '+49 30 1234567', '17.05.1980'],
    ['=1+1', '007', '4,93017E+11'],
  ],
  'Kontakte',
).bytes;

/** A workbook of Excel 97, which a library reads. */
const OLD = (() => {
  const rows = [
    ['Name', 'Telefon'],
    ['Jürgen Groß', '+49 30 1234567'],
  ];
  const book = utils.book_new(utils.aoa_to_sheet(rows), 'Kontakte');
  return new Uint8Array(z.instanceof(ArrayBuffer).parse(write(book, { type: 'array', bookType: 'biff8' })));
})();

console.log(`${RUNS} damaged files; SWITCHBOOK_FUZZ_SEED=${SEED} repeats them`);

describe(`damaged files (seed ${SEED})`, () => {
  const each = Math.ceil(RUNS / (files.length + 3));
  const check = (bytes: Uint8Array, name: string): void =>
    fc.assert(
      fc.property(edits, (list) => readWhole(damaged(bytes, list), name)),
      { numRuns: each },
    );

  it.each(files)('$name', ({ name, bytes }) => {
    readWhole(bytes, name);
    check(bytes, name);
  });

  it('a workbook', () => {
    readWhole(SHEET, 'kontakte.xlsx');
    check(SHEET, 'kontakte.xlsx');
  });

  it('an old workbook', () => {
    readWhole(OLD, 'kontakte.xls');
    check(OLD, 'kontakte.xls');
  });

  it('the parts of a workbook', () => {
    const parts = unzipSync(SHEET);
    const names = Object.keys(parts);
    fc.assert(
      fc.property(fc.constantFrom(...names), edits, (name, list) => {
        const part = damaged(parts[name] ?? new Uint8Array(), list);
        readWhole(zipSync({ ...parts, [name]: part }), 'kontakte.xlsx');
      }),
      { numRuns: each },
    );
  });
});
