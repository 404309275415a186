/**
 * Importing 100 000 rows (read, map, normalise, check, match, store, index, journal) as a multiple of the
 * floor, in the same run: papaparse, and a bare better-sqlite3 insert of what an import has to store
 * (contact, two numbers, e-mail and postal address in tables of their own, no index, one transaction, as
 * durable as ours). The insert of the bare cells into one table is printed beside it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import Papa from 'papaparse';
import { importOptions } from '../core/api/import.ts';
import { ImportSession } from '../main/jobs/import.ts';
import { createSite } from '../main/site/open.ts';
import { quiet } from '../test/quiet.ts';

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

async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const folder = mkdtempSync(join(tmpdir(), 'switchbook-bench-'));
const text = Papa.unparse([HEADER, ...Array.from({ length: ROWS }, (_, i) => row(i))], { delimiter: ';' });
const bytes = new TextEncoder().encode(text);

function bareDatabase(name: string): Sqlite.Database {
  const database = new Sqlite(join(folder, name));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  return database;
}

const floor = await seconds(() => {
  const database = bareDatabase('floor.sqlite');
  database.exec(`CREATE TABLE contact (id INTEGER PRIMARY KEY, salutation, given, family, company, department, position);
    CREATE TABLE number (contact, kind, value); CREATE TABLE email (contact, kind, value);
    CREATE TABLE address (contact, kind, city)`);
  const contact = database.prepare('INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?, ?)');
  const number = database.prepare('INSERT INTO number VALUES (?, ?, ?)');
  const email = database.prepare('INSERT INTO email VALUES (?, ?, ?)');
  const address = database.prepare('INSERT INTO address VALUES (?, ?, ?)');
  const { data } = Papa.parse<string[]>(new TextDecoder().decode(bytes), { delimiter: ';' });
  database.transaction(() => {
    data.slice(1).forEach((cells, id) => {
      contact.run(id, ...cells.slice(0, 6));
      number.run(id, 'work', cells[6]);
      number.run(id, 'mobile', cells[7]);
      email.run(id, 'work', cells[8]);
      address.run(id, 'work', cells[9]);
    });
  })();
  database.close();
});

const cellsOnly = await seconds(() => {
  const database = bareDatabase('cells.sqlite');
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
line('papaparse and a bare insert of the cells', cellsOnly);
line('preview: read, map, normalise, check, match', preview);
line('commit: store, index, journal', commit);
line('whole import', preview + commit);
line('preview of the same file once more', again);
console.log(`Most memory held: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
