/** The tables of a simulated device, step by step: a state folder of an earlier version is brought to this one. */
export const STEPS: readonly string[] = [
  `
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS contact_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, kind TEXT NOT NULL, standard INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS contact (id INTEGER PRIMARY KEY AUTOINCREMENT, cells TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS contact_cells ON contact(cells);
CREATE TABLE IF NOT EXISTS member (
  contact INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  contact_group INTEGER NOT NULL REFERENCES contact_group(id) ON DELETE CASCADE,
  PRIMARY KEY (contact, contact_group)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS member_group ON member(contact_group);
CREATE TABLE IF NOT EXISTS subscriber (
  extension TEXT PRIMARY KEY, password TEXT NOT NULL, role TEXT NOT NULL, reads_all INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS reads (
  extension TEXT NOT NULL REFERENCES subscriber(extension) ON DELETE CASCADE,
  contact_group INTEGER NOT NULL REFERENCES contact_group(id) ON DELETE CASCADE,
  PRIMARY KEY (extension, contact_group)) STRICT, WITHOUT ROWID;
`,
  `
ALTER TABLE subscriber ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE subscriber ADD COLUMN app_password TEXT;
UPDATE subscriber SET name = extension;
CREATE TABLE permission (
  extension TEXT NOT NULL REFERENCES subscriber(extension) ON DELETE CASCADE,
  contact_group INTEGER NOT NULL REFERENCES contact_group(id) ON DELETE CASCADE,
  read INTEGER NOT NULL, write INTEGER NOT NULL, standard INTEGER NOT NULL,
  PRIMARY KEY (extension, contact_group)) STRICT, WITHOUT ROWID;
INSERT INTO permission SELECT extension, contact_group.id, 1, 0, 0 FROM subscriber, contact_group
  WHERE reads_all = 1 OR EXISTS (SELECT * FROM reads
    WHERE reads.extension = subscriber.extension AND reads.contact_group = contact_group.id);
DROP TABLE reads;
CREATE TABLE ldap_export (
  contact_group INTEGER PRIMARY KEY REFERENCES contact_group(id) ON DELETE CASCADE,
  exported INTEGER NOT NULL, password TEXT NOT NULL) STRICT;
`,
  `
CREATE TABLE soft_call (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, extension TEXT NOT NULL, number TEXT NOT NULL) STRICT;
`,
];
