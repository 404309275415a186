/**
 * What SQLite costs by itself: the same people in a bare database with the same pages and durability, read and written
 * by the best statements that can be written by hand. No checks, no undo, no rights.
 */
import Sqlite from 'better-sqlite3';
import type { ContactDraft } from '../core/directory/contact.ts';
import { TEXT_FIELDS } from '../core/directory/contact.ts';
import { END, haystackOf, SEARCHED_FIELDS } from '../main/site/haystack.ts';
import { placeOf } from '../main/site/list.ts';

const LISTS = ['numbers', 'emails', 'urls', 'addresses', 'groups'] as const;
const COLUMNS = [...TEXT_FIELDS, ...LISTS];

export function openBare(path: string): Sqlite.Database {
  const raw = new Sqlite(path);
  raw.pragma('page_size = 16384');
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  return raw;
}

/** The people in a bare table, in one transaction: the floor of storing them. Milliseconds. */
export function fillBare(raw: Sqlite.Database, people: Iterable<ContactDraft>): number {
  raw.exec(`CREATE TABLE contact (id INTEGER PRIMARY KEY, ${COLUMNS.join(', ')})`);
  const insert = raw.prepare(
    `INSERT INTO contact (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
  );
  const start = performance.now();
  raw.transaction(() => {
    for (const one of people) {
      insert.run(
        ...TEXT_FIELDS.map((field) => one[field]),
        ...LISTS.map((list) => JSON.stringify(one[list])),
      );
    }
  })();
  return performance.now() - start;
}

/**
 * What lists and searches need beside the bare table: the order as an index, and what is searched both in a
 * table and in a covering index. A search may choose between them.
 */
export function indexBare(raw: Sqlite.Database, people: Iterable<ContactDraft>): void {
  raw.exec(`CREATE TABLE searched (id INTEGER PRIMARY KEY, initial, sortKey, haystack);
    CREATE TABLE log (id INTEGER PRIMARY KEY, content)`);
  const insert = raw.prepare('INSERT INTO searched (initial, sortKey, haystack) VALUES (?, ?, ?)');
  raw.transaction(() => {
    for (const one of people) {
      const { initial, sortKey } = placeOf(one);
      const fields = SEARCHED_FIELDS.map((field) => one[field]).join('\n');
      insert.run(initial, sortKey, haystackOf([{ ...one, fields }]).slice(0, -END.length));
    }
  })();
  raw.exec(`CREATE INDEX list ON searched (initial, sortKey);
    CREATE INDEX covering ON searched (initial, sortKey, haystack)`);
}

export const FIRST_PAGE = `SELECT c.* FROM searched s INDEXED BY list JOIN contact c ON c.id = s.id
  ORDER BY s.initial, s.sortKey LIMIT 100`;

const SEARCHES = [
  `SELECT id FROM searched INDEXED BY covering WHERE haystack LIKE ? ORDER BY initial, sortKey, id`,
  `SELECT id FROM searched NOT INDEXED WHERE haystack LIKE ? ORDER BY initial, sortKey, id`,
];

/** Each way to find what contains a text; the fastest one counts. */
export const searchesOf = (raw: Sqlite.Database): ((text: string) => unknown[])[] =>
  SEARCHES.map((sql) => {
    const statement = raw.prepare(sql).pluck();
    return (text) => statement.all(`%${text}%`);
  });

/** The same by a full-text index of trigrams, which nobody has to keep up to date here. */
export function trigrams(raw: Sqlite.Database): { seconds: number; find: (text: string) => unknown[] } {
  const start = performance.now();
  raw.exec(`CREATE VIRTUAL TABLE words USING fts5 (haystack, content = '', tokenize = 'trigram', detail = none);
    INSERT INTO words (rowid, haystack) SELECT id, haystack FROM searched`);
  const seconds = (performance.now() - start) / 1000;
  const statement = raw
    .prepare(
      `SELECT id FROM searched WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?) AND haystack LIKE ?
        ORDER BY initial, sortKey, id`,
    )
    .pluck();
  const parts = (text: string): string =>
    Array.from({ length: text.length - 2 }, (_, i) => `"${text.slice(i, i + 3).replaceAll('"', '""')}"`).join(
      ' AND ',
    );
  return { seconds, find: (text) => statement.all(parts(text), `%${text}%`) };
}

/** Every value once, as a line of CSV holds it. */
export function rawBytes(one: ContactDraft): number {
  const values = [
    ...TEXT_FIELDS.map((field) => one[field]),
    ...one.numbers.map(({ value }) => value),
    ...one.emails.map(({ value }) => value),
    ...one.urls.map(({ value }) => value),
    ...one.addresses.flatMap(({ kind: _kind, ...parts }) => Object.values(parts)),
    ...one.groups,
  ];
  return Buffer.byteLength(`${values.join(';')}\r\n`);
}
