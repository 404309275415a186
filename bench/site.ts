/**
 * The site file as a multiple of what SQLite costs by itself, in the same run: the first page of the list,
 * searches, the writing of one contact, opening, and the size. With 100 000 contacts and, unless
 * `--small` is given, with ten times as many: how much each of these grows.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContactDraft } from '../core/directory/contact.ts';
import { createSite, openSite } from '../main/site/open.ts';
import type { Site } from '../main/site/site.ts';
import { FIRST_PAGE, fillBare, indexBare, openBare, rawBytes, searchesOf, trigrams } from './bare.ts';
import { person } from './people.ts';

const CONTACTS = 100_000;
const TERMS = 60;
const LENGTHS = [1, 3, 8] as const;

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * Ours and the floor in turn, so that both meet the same weather; the middle of each, once both have been done often
 * enough to run as fast as they do for the rest of the day.
 */
function both(times: number, ours: () => unknown, bare: () => unknown): Pair {
  for (let time = 0; time < times; time++) [ours, bare].forEach((work) => work());
  const pairs = Array.from({ length: times }, () => [milliseconds(ours), milliseconds(bare)] as const);
  return {
    ours: share(
      pairs.map(([one]) => one),
      0.5,
    ),
    bare: share(
      pairs.map(([, two]) => two),
      0.5,
    ),
  };
}

interface Pair {
  ours: number;
  bare: number;
}

const share = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0;

function* people(count: number): Generator<ContactDraft> {
  for (let index = 0; index < count; index++) yield person(index);
}

/** What people type: the beginnings of names and companies, and pieces of numbers. */
function terms(length: number): string[] {
  const found = new Set<string>();
  for (let index = 0; found.size < (length === 1 ? 30 : TERMS) && index < 5000; index++) {
    const { familyName, company, numbers } = person((index * 7919) % CONTACTS);
    const digits = (numbers[0]?.e164 ?? '').slice(index % 4);
    const text = [familyName, company, digits][index % 3]?.toLowerCase() ?? '';
    const term = text.slice(0, length);
    if (term.length === length && /^[a-z0-9]+$/.test(term)) found.add(term);
  }
  return [...found];
}

/** The 95th percentile of all terms, each at its best of three. */
function searches(
  site: Site,
  ways: readonly ((text: string) => unknown[])[],
  length: number,
): Pair & { hits: number } {
  const times = terms(length).map((term) => ({ term, ours: Infinity, bare: Infinity, hits: 0 }));
  // One after the other, and all of them once more: a term that was just found is remembered.
  for (let turn = 0; turn < 3; turn++) {
    for (const one of times) {
      const search = (): void => {
        one.hits = site.find({ search: one.term }).length;
      };
      one.ours = Math.min(one.ours, milliseconds(search));
      for (const way of ways) {
        let same = 0;
        one.bare = Math.min(
          one.bare,
          milliseconds(() => (same = way(one.term).length)),
        );
        if (same !== one.hits) throw new Error(`${one.term}: ${one.hits} found, ${same} by hand`);
      }
    }
  }
  return {
    ours: share(
      times.map(({ ours }) => ours),
      0.95,
    ),
    bare: share(
      times.map(({ bare }) => bare),
      0.95,
    ),
    hits: share(
      times.map(({ hits }) => hits),
      0.5,
    ),
  };
}

function fill(site: Site, count: number): number {
  return milliseconds(() =>
    site.change('import', 'bench.csv', { kind: 'file', name: 'bench.csv' }, (change) => {
      for (const group of ['Clients', 'Fournisseurs', 'Personnel']) change.ensureGroup(group, 'standard');
      for (const one of people(count)) change.createContact(one);
    }),
  );
}

const firstPage = (site: Site): unknown => site.first({}, 100);

interface Result {
  pairs: Map<string, Pair>;
  more: string[];
}

function measure(folder: string, count: number): Result {
  const pairs = new Map<string, Pair>();
  const more: string[] = [];
  const [path, barePath] = [join(folder, `${count}.switchbook`), join(folder, `${count}.sqlite`)];
  let site = createSite(path, 'commander-6000', 'FR');
  const raw = openBare(barePath);
  pairs.set('storing all', { ours: fill(site, count), bare: fillBare(raw, people(count)) });
  indexBare(raw, people(count));
  site.close();
  let bytes = 0;
  for (const one of people(count)) bytes += rawBytes(one);
  const size = statSync(path).size;
  more.push(
    `${(size / 1e6).toFixed(1)} MB for ${(bytes / 1e6).toFixed(1)} MB of text: ${(size / bytes).toFixed(2)} ×`,
  );

  const opening = () => {
    using opened = openSite(path);
    firstPage(opened);
  };
  const openingBare = () => {
    const opened = openBare(barePath);
    opened.prepare(FIRST_PAGE).all();
    opened.close();
  };
  site = openSite(path);
  const page = raw.prepare(FIRST_PAGE);
  pairs.set(
    'first page, ids',
    both(
      200,
      () => site.page({}, { limit: 100 }),
      () => page.all(),
    ),
  );
  pairs.set(
    'first page, contacts',
    both(
      1000,
      () => firstPage(site),
      () => page.all(),
    ),
  );
  const ways = searchesOf(raw);
  for (const length of LENGTHS) {
    const { hits, ...pair } = searches(site, ways, length);
    pairs.set(`search of ${length}, p95`, pair);
    more.push(`search of ${length}: ${hits} found in the middle`);
  }
  let turn = 0;
  const [one = 1] = site.page({}, { limit: 1 }).ids;
  const update = raw.prepare('UPDATE contact SET note = ? WHERE id = ?');
  const log = raw.prepare('INSERT INTO log (content) VALUES (?)');
  pairs.set(
    'writing one contact',
    both(
      400,
      () =>
        site.change('edit-contact', 'one', { kind: 'hand' }, (change) =>
          change.updateContact(one, { note: `turn ${turn++}` }),
        ),
      () =>
        raw.transaction(() => {
          update.run(`turn ${turn}`, one);
          log.run(`turn ${turn}`);
        })(),
    ),
  );
  const say = (what: string, work: () => unknown): void => {
    more.push(
      `${what.padEnd(34)} ${share(
        Array.from({ length: 5 }, () => milliseconds(work)),
        0,
      )
        .toFixed(1)
        .padStart(8)} ms`,
    );
  };
  say('whole list', () => site.find({}));
  say('one group', () => site.find({ group: 'Clients' }));
  say('by company', () => site.find({ sort: { field: 'company', descending: false } }));
  say('by number', () => site.find({ sort: { field: 'number', descending: false } }));
  say('filter by city', () => site.find({ filters: { address: 'köln' } }));
  say('counts', () => site.facets());
  say('every contact once', () => [...site.eachContact()].length);
  site.close();
  raw.close();
  pairs.set('opening, and 100 contacts', both(60, opening, openingBare));
  if (count === CONTACTS) more.push(...besides(path, barePath));
  return { pairs, more };
}

/** What a trigram index would give and cost, and long changes. */
function besides(path: string, barePath: string): string[] {
  const raw = openBare(barePath);
  const before = statSync(barePath).size;
  const { seconds, find } = trigrams(raw);
  const times = LENGTHS.filter((length) => length >= 3).map((length) => {
    const all = terms(length).map((term) => Math.min(...[1, 2, 3].map(() => milliseconds(() => find(term)))));
    return `${length} characters p95 ${share(all, 0.95).toFixed(1)} ms`;
  });
  raw.pragma('wal_checkpoint(TRUNCATE)');
  const megabytes = (statSync(barePath).size - before) / 1e6;
  raw.close();
  using site = openSite(path);
  const ids = site.find({});
  const edit = milliseconds(() =>
    site.change('edit-contacts', '', { kind: 'hand' }, (change) => {
      for (const id of ids) change.updateContact(id, { department: 'Accueil' });
    }),
  );
  const undo = milliseconds(() => site.undo());
  return [
    `FTS5 trigrams instead: ${seconds.toFixed(1)} s and ${megabytes.toFixed(0)} MB more; ${times.join(', ')}`,
    `changing every contact ${edit.toFixed(0)} ms, undoing it ${undo.toFixed(0)} ms`,
  ];
}

function print(count: number, { pairs, more }: Result, smaller?: Result): void {
  console.log(`\n${count} contacts`);
  for (const [what, { ours, bare }] of pairs) {
    const before = smaller?.pairs.get(what)?.ours;
    const growth = before === undefined ? '' : `   grows ${(ours / before).toFixed(1)} ×`;
    console.log(
      `${what.padEnd(28)} ${ours.toFixed(2).padStart(9)} ms ${(ours / bare).toFixed(2).padStart(6)} × bare${growth}`,
    );
  }
  for (const line of more) console.log(`  ${line}`);
}

const folder = mkdtempSync(join(tmpdir(), 'switchbook-bench-'));
try {
  const small = measure(folder, CONTACTS);
  print(CONTACTS, small);
  if (!process.argv.includes('--small')) print(10 * CONTACTS, measure(folder, 10 * CONTACTS), small);
} finally {
  rmSync(folder, { recursive: true });
}
