/**
 * The tables of a site file. A released migration is never edited: what must change is a new one.
 * See `docs/site-file.md` for the picture.
 */

/** `SWBK`, at offset 68 of the file: how `file` and Switchbook tell a site from any other database. */
export const APPLICATION_ID = 0x53_57_42_4b;

/**
 * Contacts, groups and subscribers are never removed by a change: they are marked absent, which is
 * what lets undo and redo bring them back under the same id without copying them.
 */
const FIRST = `
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
CREATE INDEX contact_list ON contact (initial, sortKey, haystack) WHERE present = 1;
CREATE INDEX contact_absent ON contact (id) WHERE present = 0;
CREATE INDEX contact_photo ON contact (photo) WHERE photo IS NOT NULL;

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
CREATE UNIQUE INDEX contact_group_name ON contact_group (name) WHERE present = 1;

CREATE TABLE member (
  contact INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  contactGroup INTEGER NOT NULL REFERENCES contact_group (id) ON DELETE CASCADE,
  PRIMARY KEY (contact, contactGroup)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_group ON member (contactGroup, contact);

CREATE TABLE subscriber (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  extension TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  access TEXT NOT NULL,
  present INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX subscriber_extension ON subscriber (extension) WHERE present = 1;

CREATE TABLE step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  count INTEGER NOT NULL,
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  undone INTEGER NOT NULL
) STRICT;
CREATE INDEX step_undone ON step (undone, id);

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
CREATE INDEX entry_step ON entry (step, id);
CREATE INDEX entry_photo ON entry (before ->> '$.photo') WHERE before ->> '$.photo' IS NOT NULL;

CREATE TABLE pbx (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  connector TEXT,
  url TEXT,
  user TEXT,
  fingerprint TEXT,
  serial TEXT,
  lastRead TEXT
) STRICT;
INSERT INTO pbx (id) VALUES (1);

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
`;

/** What vCards say beyond our fields is kept for the next vCard. */
const SECOND = `ALTER TABLE contact ADD COLUMN card TEXT NOT NULL DEFAULT '';`;

/** What the PBX held before each upload, and which side leads in a group. */
const THIRD = `
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
ALTER TABLE contact_group ADD COLUMN direction TEXT NOT NULL DEFAULT 'both';
CREATE INDEX report_kind ON report (kind, id);
`;

/** What both sides agreed on of rights and marks of groups; pages of the PBX that a person has confirmed. */
const FOURTH = `
ALTER TABLE base_group ADD COLUMN standardForNew INTEGER NOT NULL DEFAULT 0;
CREATE TABLE base_access (
  extension TEXT NOT NULL,
  groupId INTEGER NOT NULL,
  access TEXT NOT NULL,
  PRIMARY KEY (extension, groupId)
) STRICT, WITHOUT ROWID;
ALTER TABLE pending ADD COLUMN access TEXT;
ALTER TABLE pbx ADD COLUMN pages TEXT;
`;

/** By which profile a console is talked to. */
const FIFTH = `ALTER TABLE pbx ADD COLUMN console TEXT NOT NULL DEFAULT '';`;

/** Which phone book of OVHcloud, and what was last being sent there. */
const SIXTH = `
ALTER TABLE pbx ADD COLUMN ovh TEXT;
ALTER TABLE pbx ADD COLUMN errand TEXT;
`;

/**
 * What is searched stands once, in the list, and no more beside each contact too. The absent stand behind
 * all others, so that they come back with theirs. Contacts are counted by initial, in a small index.
 */
const SEVENTH = `
CREATE TABLE listing (
  present INTEGER NOT NULL,
  initial TEXT NOT NULL,
  sortKey TEXT NOT NULL,
  contact INTEGER NOT NULL,
  haystack TEXT NOT NULL,
  PRIMARY KEY (present, initial, sortKey, contact)
) STRICT, WITHOUT ROWID;
INSERT INTO listing SELECT present, initial, sortKey, id, haystack FROM contact ORDER BY 1, 2, 3, 4;
DROP INDEX contact_list;
ALTER TABLE contact DROP COLUMN haystack;
CREATE INDEX contact_initial ON contact (initial) WHERE present = 1;
`;

/** Services of OVHcloud telephony, requests to change their contacts, and what became of them; as JSON. */
const EIGHTH = `
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
CREATE INDEX contact_order_account ON contact_order (billingAccount, id);
CREATE TABLE service_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  billingAccount TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
CREATE INDEX service_event_account ON service_event (billingAccount, id);
`;

/**
 * What is kept how long; steps whose content is gone (`sealed`: nothing undoes them any more); the ways from a
 * record to its changes, and from a step to the one that took it back.
 */
const NINTH = `
ALTER TABLE site ADD COLUMN keeping TEXT NOT NULL DEFAULT '{}';
ALTER TABLE step ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX entry_one ON entry (record, first) WHERE first = last;
CREATE INDEX entry_many ON entry (record, first, last) WHERE first < last;
CREATE INDEX step_reverts ON step (subject) WHERE action = 'undo-step';
`;

/** Through what each subscriber calls, and the telephone that dials for it. */
const TENTH = `
CREATE TABLE call_way (
  extension TEXT PRIMARY KEY,
  through TEXT NOT NULL,
  url TEXT,
  fingerprint TEXT
) STRICT, WITHOUT ROWID;
`;

/** How many contacts stand under each initial, kept with the list: they are asked for after every change. */
const ELEVENTH = `
DROP INDEX contact_initial;
CREATE TABLE tally (
  initial TEXT PRIMARY KEY,
  contacts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO tally SELECT initial, count(*) FROM contact WHERE present = 1 GROUP BY initial;
`;

/** When the PBX last synchronised a Google group, by its own name of the group. */
const TWELFTH = `
CREATE TABLE group_sync (
  remoteId TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Contacts that somebody has said are two, however alike they look; `one` has the lower id. Part of undo. */
const THIRTEENTH = `
CREATE TABLE distinct_pair (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  one INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
  present INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX distinct_pair_once ON distinct_pair (one, other) WHERE present = 1;
CREATE INDEX distinct_pair_one ON distinct_pair (one);
CREATE INDEX distinct_pair_other ON distinct_pair (other);
`;

const LIST_COLUMNS = ['numbers', 'emails', 'urls', 'addresses'] as const;

/** A list of objects as one flat array of their values, in their order; whatever is no such list stays. */
const flatList = (json: string): string => `CASE WHEN json_valid(${json}) THEN
  (SELECT json_group_array(part.value) FROM json_each(${json}) AS one, json_each(one.value) AS part) ELSE ${json} END`;

const flatPatch = (patch: string): string => {
  const lists = LIST_COLUMNS.map((list) => `'$.${list}', ${flatList(`(${patch} ->> '$.${list}')`)}`);
  return `CASE WHEN json_valid(${patch}) THEN json_replace(${patch}, ${lists.join(', ')}) ELSE ${patch} END`;
};

/**
 * Names of parts in lists were a third of the file, and what is searched another: lists are flat, what is searched
 * is folded when it is needed. The list's order is an index of those that stand in it.
 */
const FOURTEENTH = `
DROP TABLE listing;
UPDATE contact SET ${LIST_COLUMNS.map((list) => `${list} = ${flatList(list)}`).join(', ')};
UPDATE entry SET before = ${flatPatch('before')}, after = ${flatPatch('after')}
  WHERE record = 'contact' AND change = 'edit';
CREATE INDEX contact_place ON contact (initial, sortKey) WHERE present = 1;
`;

/**
 * A change of one contact touches four pages less: a step has the number of the revision that it makes, which no other
 * step ever has and which nothing else needs to say (`REVISION`); the id of an entry begins with its step
 * (`ENTRIES_A_STEP`), which needs no index of its own; and only steps that were undone are in one. Entries go where
 * their step is deleted.
 */
const FIFTEENTH = `
CREATE TABLE new_entry (
  id INTEGER PRIMARY KEY,
  step INTEGER NOT NULL,
  record TEXT NOT NULL,
  change TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
INSERT INTO new_entry SELECT step * 16777216 + row_number() OVER (PARTITION BY step ORDER BY id), step, record, change,
  first, last, before, after FROM entry ORDER BY 1;
DROP TABLE entry;
ALTER TABLE new_entry RENAME TO entry;
CREATE INDEX entry_photo ON entry (before ->> '$.photo') WHERE before ->> '$.photo' IS NOT NULL;
CREATE INDEX entry_one ON entry (record, first) WHERE first = last;
CREATE INDEX entry_many ON entry (record, first, last) WHERE first < last;
UPDATE site SET revision = max(revision, (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'step'));
CREATE TABLE new_step (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  count INTEGER NOT NULL,
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  undone INTEGER NOT NULL,
  sealed INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO new_step SELECT id, action, subject, count, source, at, undone, sealed FROM step ORDER BY id;
DROP TABLE step;
ALTER TABLE new_step RENAME TO step;
CREATE INDEX step_undone ON step (id) WHERE undone = 1;
CREATE INDEX step_reverts ON step (subject) WHERE action = 'undo-step';
`;

/**
 * In which groups a contact is stands with it, and is read with it; the table is the way from a group to its contacts
 * only, which costs half of what it did.
 */
const SIXTEENTH = `
ALTER TABLE contact ADD COLUMN memberOf TEXT NOT NULL DEFAULT '[]';
UPDATE contact SET memberOf = (SELECT json_group_array(contactGroup) FROM
  (SELECT contactGroup FROM member WHERE contact = contact.id ORDER BY contactGroup))
  WHERE id IN (SELECT contact FROM member);
DROP TABLE member;
CREATE TABLE group_member (
  contactGroup INTEGER NOT NULL REFERENCES contact_group (id) ON DELETE CASCADE,
  contact INTEGER NOT NULL,
  PRIMARY KEY (contactGroup, contact)
) STRICT, WITHOUT ROWID;
INSERT INTO group_member SELECT g.id, c.id FROM contact c, json_each(c.memberOf) j
  JOIN contact_group g ON g.id = j.value ORDER BY 1, 2;
`;

/** The schema version of a file is the number of migrations it has seen. */
export const MIGRATIONS: readonly string[] = [
  FIRST,
  SECOND,
  THIRD,
  FOURTH,
  FIFTH,
  SIXTH,
  SEVENTH,
  EIGHTH,
  NINTH,
  TENTH,
  ELEVENTH,
  TWELFTH,
  THIRTEENTH,
  FOURTEENTH,
  FIFTEENTH,
  SIXTEENTH,
];
