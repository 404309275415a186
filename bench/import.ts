/**
 * Importing 100 000 rows (read, map, normalise, check, match, store, index, journal) as a multiple of the
 * floor: papaparse and a bare better-sqlite3 insert of the same columns, in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import Papa from 'papaparse';
import { importOptions } from '../core/api/exchange.ts';
import { ImportSession } from '../main/jobs/import.ts';
import type { JobContext } from '../main/jobs/job.ts';
import { createSite } from '../main/site/open.ts';

const ROWS = 100_000;
const HEADER = [
  'Anrede',
  'Vorname',
  'Nachname',
  'Firma',
  'Abteilung',
  'Position',
  'Telefon geschäftlich',
  'Mobiltelefon',
  'E-Mail-Adresse',
  'Ort geschäftlich',
];

const row = (i: number): string[] => [
  i % 2 === 0 ? 'Frau' : 'Herr',
  ['Anna', 'Björn', 'Élodie', 'Müge', 'Zoë'][i % 5] ?? '',
  `Müller-${i}`,
  `Maison ${i % 5000} "GmbH"`,
  'Vertrieb',
  'Leitung',
  `+49 30 ${20_000_000 + i}`,
  `0171 ${1_000_000 + ((i * 7919) % 8_999_999)}`,
  `person.${i}@maison${i % 500}.example`,
  'Köln',
];

const quiet: JobContext = { progress: () => undefined, signal: new AbortController().signal };

async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'switchbook-bench-'));
const text = Papa.unparse([HEADER, ...Array.from({ length: ROWS }, (_, i) => row(i))], { delimiter: ';' });
const bytes = new TextEncoder().encode(text);

const floor = await seconds(() => {
  const database = new Sqlite(join(folder, 'floor.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`CREATE TABLE contact (${HEADER.map((_, i) => `c${i} TEXT`).join(', ')})`);
  const insert = database.prepare(`INSERT INTO contact VALUES (${HEADER.map(() => '?').join(', ')})`);
  const { data } = Papa.parse<string[]>(new TextDecoder().decode(bytes), { delimiter: ';' });
  database.transaction(() => {
    for (const cells of data.slice(1)) insert.run(...cells);
  })();
  database.close();
});

const site = createSite(join(folder, 'bench.switchbook'), 'commander-6000', 'DE');
const session = new ImportSession(site);
const options = importOptions.parse({});
let plan = '';
const preview = await seconds(
  async () => ({ plan } = await session.preview(bytes, 'bench.csv', options, quiet)),
);
const commit = await seconds(() => session.commit(plan, quiet));
const again = await seconds(() => session.preview(bytes, 'bench.csv', options, quiet));
site.close();
rmSync(folder, { recursive: true });

const line = (what: string, value: number): void =>
  console.log(`${what.padEnd(44)} ${value.toFixed(2).padStart(7)} s  ${(value / floor).toFixed(2)} × floor`);
console.log(`Importing ${ROWS} rows of CSV`);
line('floor: papaparse and a bare insert', floor);
line('preview: read, map, normalise, check, match', preview);
line('commit: store, index, journal', commit);
line('whole import', preview + commit);
line('preview of the same file once more', again);
