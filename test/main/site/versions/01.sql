PRAGMA foreign_keys = 0; PRAGMA application_id = 1398227531; PRAGMA user_version = 1;
CREATE TABLE site (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  device TEXT NOT NULL,
  country TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  salutation TEXT NOT NULL,
  givenName TEXT NOT NULL,
  familyName TEXT NOT NULL,
  displayName TEXT NOT NULL,
  company TEXT NOT NULL,
  department TEXT NOT NULL,
  position TEXT NOT NULL,
  birthday TEXT NOT NULL,
  shortCode TEXT NOT NULL,
  note TEXT NOT NULL,
  numbers TEXT NOT NULL,
  emails TEXT NOT NULL,
  urls TEXT NOT NULL,
  addresses TEXT NOT NULL,
  photo TEXT REFERENCES photo (hash),
  initial TEXT NOT NULL,
  sortKey TEXT NOT NULL,
  haystack TEXT NOT NULL,
  present INTEGER NOT NULL
) STRICT;
CREATE TABLE photo (
  hash TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE TABLE contact_group (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  standardForNew INTEGER NOT NULL,
  sortKey TEXT NOT NULL,
  present INTEGER NOT NULL
) STRICT;
CREATE TABLE member (
  contact INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  contactGroup INTEGER NOT NULL REFERENCES contact_group (id) ON DELETE CASCADE,
  PRIMARY KEY (contact, contactGroup)
) STRICT, WITHOUT ROWID;
CREATE TABLE subscriber (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  extension TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  access TEXT NOT NULL,
  present INTEGER NOT NULL
) STRICT;
CREATE TABLE step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  count INTEGER NOT NULL,
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  undone INTEGER NOT NULL
) STRICT;
CREATE TABLE entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  step INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
  record TEXT NOT NULL,
  change TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE TABLE pbx (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  connector TEXT,
  url TEXT,
  user TEXT,
  fingerprint TEXT,
  serial TEXT,
  lastRead TEXT
) STRICT;
CREATE TABLE base_contact (
  contactId INTEGER PRIMARY KEY,
  remoteId TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE TABLE base_group (
  groupId INTEGER PRIMARY KEY,
  remoteId TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;
CREATE TABLE pending (
  key TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  contactId INTEGER,
  groupId INTEGER,
  remoteId TEXT,
  record TEXT,
  agreed TEXT,
  target TEXT NOT NULL,
  startedAt TEXT NOT NULL
) STRICT;
CREATE TABLE report (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE TABLE template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX contact_list ON contact (initial, sortKey, haystack) WHERE present = 1;
CREATE INDEX contact_absent ON contact (id) WHERE present = 0;
CREATE INDEX contact_photo ON contact (photo) WHERE photo IS NOT NULL;
CREATE UNIQUE INDEX contact_group_name ON contact_group (name) WHERE present = 1;
CREATE INDEX member_group ON member (contactGroup, contact);
CREATE UNIQUE INDEX subscriber_extension ON subscriber (extension) WHERE present = 1;
CREATE INDEX step_undone ON step (undone, id);
CREATE INDEX entry_step ON entry (step, id);
CREATE INDEX entry_photo ON entry (before ->> '$.photo') WHERE before ->> '$.photo' IS NOT NULL;
INSERT OR REPLACE INTO "base_contact" ("contactId", "remoteId", "record") VALUES (1, '7', '{"salutation":"","givenName":"Anna","familyName":"Ott","displayName":"","company":"","department":"","position":"","birthday":"1970-02-28","shortCode":"","note":"old","numbers":[{"kind":"work","value":"200"}],"emails":[{"kind":"home","value":"anna@ott.example"}],"urls":[],"addresses":[],"groups":["Clients"]}');
INSERT OR REPLACE INTO "pbx" ("id", "connector", "url", "user", "fingerprint", "serial", "lastRead") VALUES (1, 'commander', 'https://192.0.2.1', '20', NULL, NULL, NULL);
INSERT OR REPLACE INTO "subscriber" ("id", "extension", "name", "role", "access", "present") VALUES (1, '20', 'Empfang', 'subscriber', '[{"group":1,"grant":"write","standard":true}]', 1);
INSERT OR REPLACE INTO "member" ("contact", "contactGroup") VALUES (1, 1);
INSERT OR REPLACE INTO "member" ("contact", "contactGroup") VALUES (2, 1);
INSERT OR REPLACE INTO "member" ("contact", "contactGroup") VALUES (1, 2);
INSERT OR REPLACE INTO "contact_group" ("id", "name", "kind", "standardForNew", "sortKey", "present") VALUES (1, 'Clients', 'standard', 1, 'clients', 1);
INSERT OR REPLACE INTO "contact_group" ("id", "name", "kind", "standardForNew", "sortKey", "present") VALUES (2, 'DECT', 'dect-900', 0, 'dect', 1);
INSERT OR REPLACE INTO "photo" ("hash", "type", "data") VALUES ('aa', 'image/png', X'89504E470D0A1A0A');
INSERT OR REPLACE INTO "entry" ("id", "step", "record", "change", "first", "last", "before", "after") VALUES (1, 1, 'contact', 'edit', 1, 1, '{"note":"old"}', '{"note":"Zeile 1\nZeile 2"}');
INSERT OR REPLACE INTO "step" ("id", "action", "subject", "count", "source", "at", "undone") VALUES (1, 'edit-contact', 'Anna Ott', 1, '{"kind":"hand"}', '2026-01-05T09:00:00.000Z', 0);
INSERT OR REPLACE INTO "site" ("id", "device", "country", "revision") VALUES (1, 'commander-6000', 'FR', 3);
INSERT OR REPLACE INTO "sqlite_sequence" ("name", "seq") VALUES ('contact', 3);
INSERT OR REPLACE INTO "sqlite_sequence" ("name", "seq") VALUES ('contact_group', 2);
INSERT OR REPLACE INTO "sqlite_sequence" ("name", "seq") VALUES ('subscriber', 1);
INSERT OR REPLACE INTO "sqlite_sequence" ("name", "seq") VALUES ('step', 1);
INSERT OR REPLACE INTO "sqlite_sequence" ("name", "seq") VALUES ('entry', 1);
INSERT OR REPLACE INTO "contact" ("id", "salutation", "givenName", "familyName", "displayName", "company", "department", "position", "birthday", "shortCode", "note", "numbers", "emails", "urls", "addresses", "photo", "initial", "sortKey", "haystack", "present") VALUES (1, '', 'Anna', 'Ott', '', '', '', '', '1970-02-28', '', 'Zeile 1
Zeile 2', '[{"kind":"work","value":"200","e164":null},{"kind":"home","value":"030 \"1","e164":"+49301"}]', '[{"kind":"home","value":"anna@ott.example"}]', '[]', '[{"kind":"work","street":"Weg 1","postalCode":"10115","city":"Berlin","region":"","country":"DE"}]', 'aa', 'O', 'ott anna', 'anna ott', 1);
INSERT OR REPLACE INTO "contact" ("id", "salutation", "givenName", "familyName", "displayName", "company", "department", "position", "birthday", "shortCode", "note", "numbers", "emails", "urls", "addresses", "photo", "initial", "sortKey", "haystack", "present") VALUES (2, '', 'Étienne', 'Blanc', '', 'Été & Cie', '', '', '', '', '', '[{"kind":"mobile","value":"06 12 34 56 78","e164":"+33612345678"}]', '[]', '[]', '[]', NULL, 'B', 'blanc etienne', 'etienne blanc', 1);
INSERT OR REPLACE INTO "contact" ("id", "salutation", "givenName", "familyName", "displayName", "company", "department", "position", "birthday", "shortCode", "note", "numbers", "emails", "urls", "addresses", "photo", "initial", "sortKey", "haystack", "present") VALUES (3, '', 'Gone', '', '', '', '', '', '', '', '', '[]', '[]', '[]', '[]', NULL, 'G', 'gone', 'gone', 0);
