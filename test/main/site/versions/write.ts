/**
 * Writes what a site of each version of the tables holds, as SQL, where it is not there yet: run it before a new
 * migration is released (`node test/main/site/versions/write.ts`). What is there is never written again: it is how
 * that version wrote.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { APPLICATION_ID, MIGRATIONS } from '../../../../main/site/schema.ts';

const FIRST_CONTENT = `
INSERT INTO site (id, device, country, revision) VALUES (1, 'commander-6000', 'FR', 3);
INSERT INTO photo (hash, type, data) VALUES ('aa', 'image/png', x'89504e470d0a1a0a');
INSERT INTO contact (salutation, givenName, familyName, displayName, company, department, position, birthday, shortCode,
  note, numbers, emails, urls, addresses, photo, initial, sortKey, haystack, present) VALUES
  ('', 'Anna', 'Ott', '', '', '', '', '1970-02-28', '', 'Zeile 1
Zeile 2', '[{"kind":"work","value":"200","e164":null},{"kind":"home","value":"030 \\"1","e164":"+49301"}]',
   '[{"kind":"home","value":"anna@ott.example"}]', '[]',
   '[{"kind":"work","street":"Weg 1","postalCode":"10115","city":"Berlin","region":"","country":"DE"}]',
   'aa', 'O', 'ott anna', 'anna ott', 1),
  ('', 'Étienne', 'Blanc', '', 'Été & Cie', '', '', '', '', '',
   '[{"kind":"mobile","value":"06 12 34 56 78","e164":"+33612345678"}]', '[]', '[]', '[]', NULL, 'B', 'blanc etienne',
   'etienne blanc', 1),
  ('', 'Gone', '', '', '', '', '', '', '', '', '[]', '[]', '[]', '[]', NULL, 'G', 'gone', 'gone', 0);
INSERT INTO contact_group (name, kind, standardForNew, sortKey, present) VALUES
  ('Clients', 'standard', 1, 'clients', 1), ('DECT', 'dect-900', 0, 'dect', 1);
INSERT INTO member (contact, contactGroup) VALUES (1, 1), (1, 2), (2, 1);
INSERT INTO subscriber (extension, name, role, access, present) VALUES
  ('20', 'Empfang', 'subscriber', '[{"group":1,"grant":"write","standard":true}]', 1);
INSERT INTO step (action, subject, count, source, at, undone) VALUES
  ('edit-contact', 'Anna Ott', 1, '{"kind":"hand"}', '2026-01-05T09:00:00.000Z', 0);
INSERT INTO entry (step, record, change, first, last, before, after) VALUES
  (1, 'contact', 'edit', 1, 1, '{"note":"old"}', '{"note":"Zeile 1\\nZeile 2"}');
INSERT INTO base_contact (contactId, remoteId, record) VALUES (1, '7', '{"salutation":"","givenName":"Anna","familyName":"Ott","displayName":"","company":"","department":"","position":"","birthday":"1970-02-28","shortCode":"","note":"old","numbers":[{"kind":"work","value":"200"}],"emails":[{"kind":"home","value":"anna@ott.example"}],"urls":[],"addresses":[],"groups":["Clients"]}');
UPDATE pbx SET connector = 'commander', url = 'https://192.0.2.1', user = '20';
`;

export const fileOf = (version: number): string =>
  join(import.meta.dirname, `${String(version).padStart(2, '0')}.sql`);

/** A site of a version as this code makes it, with what a site of the first one held. */
export function made(version: number): Sqlite.Database {
  const db = new Sqlite(':memory:');
  db.exec(`${MIGRATIONS[0]}; ${FIRST_CONTENT} ${MIGRATIONS.slice(1, version).join(';\n')}`);
  return db;
}

const names = z.array(z.object({ name: z.string() }));

export const schemaOf = (db: Sqlite.Database): unknown[] =>
  db
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_sequence' ORDER BY type DESC, rowid",
    )
    .pluck()
    .all();

function dump(db: Sqlite.Database, version: number): string {
  const tables = names.parse(
    db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_schema'",
      )
      .all(),
  );
  const rows = tables.flatMap(({ name }) => {
    const columns = names
      .parse(db.prepare('SELECT name FROM pragma_table_info(?)').all(name))
      .map((column) => `"${column.name}"`);
    const values = columns.map((column) => `quote(${column})`).join(" || ', ' || ");
    return db
      .prepare(
        `SELECT 'INSERT OR REPLACE INTO "${name}" (${columns.join(', ')}) VALUES (' || ${values} || ');' FROM "${name}"`,
      )
      .pluck()
      .all();
  });
  const header = `PRAGMA foreign_keys = 0; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version};`;
  return `${[header, ...schemaOf(db).map((sql) => `${String(sql)};`), ...rows].join('\n')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  for (let version = 1; version <= MIGRATIONS.length; version += 1) {
    if (existsSync(fileOf(version))) continue;
    const db = made(version);
    writeFileSync(fileOf(version), dump(db, version));
    db.close();
  }
}
