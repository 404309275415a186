PRAGMA foreign_keys = 0; PRAGMA application_id = 1398227531; PRAGMA user_version = 16;
CREATE TABLE site (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  device TEXT NOT NULL,
  country TEXT NOT NULL,
  revision INTEGER NOT NULL
, keeping TEXT NOT NULL DEFAULT '{}') STRICT;
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
  present INTEGER NOT NULL
, card TEXT NOT NULL DEFAULT '', memberOf TEXT NOT NULL DEFAULT '[]') STRICT;
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
, direction TEXT NOT NULL DEFAULT 'both') STRICT;
CREATE TABLE subscriber (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  extension TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  access TEXT NOT NULL,
  present INTEGER NOT NULL
) STRICT;
CREATE TABLE pbx (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  connector TEXT,
  url TEXT,
  user TEXT,
  fingerprint TEXT,
  serial TEXT,
  lastRead TEXT
, pages TEXT, console TEXT NOT NULL DEFAULT '', ovh TEXT, errand TEXT) STRICT;
CREATE TABLE base_contact (
  contactId INTEGER PRIMARY KEY,
  remoteId TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE TABLE base_group (
  groupId INTEGER PRIMARY KEY,
  remoteId TEXT NOT NULL,
  name TEXT NOT NULL
, standardForNew INTEGER NOT NULL DEFAULT 0) STRICT;
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
, access TEXT) STRICT;
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
CREATE TABLE backup (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  model TEXT NOT NULL,
  serial TEXT NOT NULL,
  firmware TEXT NOT NULL,
  contacts INTEGER NOT NULL,
  groups INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  content BLOB NOT NULL
) STRICT;
CREATE TABLE base_access (
  extension TEXT NOT NULL,
  groupId INTEGER NOT NULL,
  access TEXT NOT NULL,
  PRIMARY KEY (extension, groupId)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_table (
  billingAccount TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;
CREATE TABLE contact_change (
  me TEXT NOT NULL,
  id INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (me, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE contact_order (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  billingAccount TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE TABLE service_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  billingAccount TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE TABLE call_way (
  extension TEXT PRIMARY KEY,
  through TEXT NOT NULL,
  url TEXT,
  fingerprint TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE tally (
  initial TEXT PRIMARY KEY,
  contacts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE group_sync (
  remoteId TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE distinct_pair (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  one INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  present INTEGER NOT NULL
) STRICT;
CREATE TABLE "entry" (
  id INTEGER PRIMARY KEY,
  step INTEGER NOT NULL,
  record TEXT NOT NULL,
  change TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE TABLE "step" (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  count INTEGER NOT NULL,
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  undone INTEGER NOT NULL,
  sealed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE group_member (
  contactGroup INTEGER NOT NULL REFERENCES contact_group (id) ON DELETE CASCADE,
  contact INTEGER NOT NULL,
  PRIMARY KEY (contactGroup, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_absent ON contact (id) WHERE present = 0;
CREATE INDEX contact_photo ON contact (photo) WHERE photo IS NOT NULL;
CREATE UNIQUE INDEX contact_group_name ON contact_group (name) WHERE present = 1;
CREATE UNIQUE INDEX subscriber_extension ON subscriber (extension) WHERE present = 1;
CREATE INDEX report_kind ON report (kind, id);
CREATE INDEX contact_order_account ON contact_order (billingAccount, id);
CREATE INDEX service_event_account ON service_event (billingAccount, id);
CREATE UNIQUE INDEX distinct_pair_once ON distinct_pair (one, other) WHERE present = 1;
CREATE INDEX distinct_pair_one ON distinct_pair (one);
CREATE INDEX distinct_pair_other ON distinct_pair (other);
CREATE INDEX contact_place ON contact (initial, sortKey) WHERE present = 1;
CREATE INDEX entry_photo ON entry (before ->> '$.photo') WHERE before ->> '$.photo' IS NOT NULL;
CREATE INDEX entry_one ON entry (record, first) WHERE first = last;
CREATE INDEX entry_many ON entry (record, first, last) WHERE first < last;
CREATE INDEX step_undone ON step (id) WHERE undone = 1;
CREATE INDEX step_reverts ON step (subject) WHERE action = 'undo-step';
INSERT OR REPLACE INTO "group_member" ("contactGroup", "contact") VALUES (1, 1);
INSERT OR REPLACE INTO "group_member" ("contactGroup", "contact") VALUES (1, 2);
INSERT OR REPLACE INTO "group_member" ("contactGroup", "contact") VALUES (2, 1);
INSERT OR REPLACE INTO "base_contact" ("contactId", "remoteId", "record") VALUES (1, '7', '{"salutation":"","givenName":"Anna","familyName":"Ott","displayName":"","company":"","department":"","position":"","birthday":"1970-02-28","shortCode":"","note":"old","numbers":[{"kind":"work","value":"200"}],"emails":[{"kind":"home","value":"anna@ott.example"}],"urls":[],"addresses":[],"groups":["Clients"]}');
INSERT OR REPLACE INTO "pbx" ("id", "connector", "url", "user", "fingerprint", "serial", "lastRead", "pages", "console", "ovh", "errand") VALUES (1, 'commander', 'https://192.0.2.1', '20', NULL, NULL, NULL, NULL, '', NULL, NULL);
INSERT OR REPLACE INTO "subscriber" ("id", "extension", "name", "role", "access", "present") VALUES (1, '20', 'Empfang', 'subscriber', '[{"group":1,"grant":"write","standard":true}]', 1);
INSERT OR REPLACE INTO "tally" ("initial", "contacts") VALUES ('B', 1);
INSERT OR REPLACE INTO "tally" ("initial", "contacts") VALUES ('O', 1);
INSERT OR REPLACE INTO "contact_group" ("id", "name", "kind", "standardForNew", "sortKey", "present", "direction") VALUES (1, 'Clients', 'standard', 1, 'clients', 1, 'both');
INSERT OR REPLACE INTO "contact_group" ("id", "name", "kind", "standardForNew", "sortKey", "present", "direction") VALUES (2, 'DECT', 'dect-900', 0, 'dect', 1, 'both');
INSERT OR REPLACE INTO "photo" ("hash", "type", "data") VALUES ('aa', 'image/png', X'89504E470D0A1A0A');
INSERT OR REPLACE INTO "step" ("id", "action", "subject", "count", "source", "at", "undone", "sealed") VALUES (1, 'edit-contact', 'Anna Ott', 1, '{"kind":"hand"}', '2026-01-05T09:00:00.000Z', 0, 0);
INSERT OR REPLACE INTO "entry" ("id", "step", "record", "change", "first", "last", "before", "after") VALUES (16777217, 1, 'contact', 'edit', 1, 1, '{"note":"old"}', '{"note":"Zeile 1\nZeile 2"}');
INSERT OR REPLACE INTO "site" ("id", "device", "country", "revision", "keeping") VALUES (1, 'commander-6000', 'FR', 3, '{}');
INSERT OR REPLACE INTO "contact" ("id", "salutation", "givenName", "familyName", "displayName", "company", "department", "position", "birthday", "shortCode", "note", "numbers", "emails", "urls", "addresses", "photo", "initial", "sortKey", "present", "card", "memberOf") VALUES (1, '', 'Anna', 'Ott', '', '', '', '', '1970-02-28', '', 'Zeile 1
Zeile 2', '["work","200",null,"home","030 \"1","+49301"]', '["home","anna@ott.example"]', '[]', '["work","Weg 1","10115","Berlin","","DE"]', 'aa', 'O', 'ott anna', 1, '', '[1,2]');
INSERT OR REPLACE INTO "contact" ("id", "salutation", "givenName", "familyName", "displayName", "company", "department", "position", "birthday", "shortCode", "note", "numbers", "emails", "urls", "addresses", "photo", "initial", "sortKey", "present", "card", "memberOf") VALUES (2, '', 'Étienne', 'Blanc', '', 'Été & Cie', '', '', '', '', '', '["mobile","06 12 34 56 78","+33612345678"]', '[]', '[]', '[]', NULL, 'B', 'blanc etienne', 1, '', '[1]');
INSERT OR REPLACE INTO "contact" ("id", "salutation", "givenName", "familyName", "displayName", "company", "department", "position", "birthday", "shortCode", "note", "numbers", "emails", "urls", "addresses", "photo", "initial", "sortKey", "present", "card", "memberOf") VALUES (3, '', 'Gone', '', '', '', '', '', '', '', '', '[]', '[]', '[]', '[]', NULL, 'G', 'gone', 0, '', '[]');
INSERT OR REPLACE INTO "sqlite_sequence" ("name", "seq") VALUES ('contact', 3);
INSERT OR REPLACE INTO "sqlite_sequence" ("name", "seq") VALUES ('contact_group', 2);
INSERT OR REPLACE INTO "sqlite_sequence" ("name", "seq") VALUES ('subscriber', 1);
