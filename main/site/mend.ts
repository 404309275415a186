/** Makes rows that were saved one by one a site again: nothing refers to what is lost, and all of it is known. */
import { z } from 'zod';
import type { SalvageRepair } from '../../core/api/safety.ts';
import { RECORDS } from '../../core/api/history.ts';
import { STEP_ACTIONS } from '../../core/api/shapes.ts';
import { deviceProfiles } from '../../core/device/profile.ts';
import { GROUP_DIRECTIONS, GROUP_KINDS } from '../../core/directory/group.ts';
import { GRANTS, ROLES } from '../../core/directory/subscriber.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { storedShape } from './contacts.ts';
import type { Database } from './database.ts';
import { List, placeOf } from './list.ts';
import { listOf, LISTS, listsOf } from './lists.ts';
import { ENTRIES_A_STEP } from './step.ts';
import { REVISION } from './settings.ts';
import { numbers } from './shape.ts';

type Repairs = { what: SalvageRepair; count: number }[];

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Rows whose words are none of ours would keep all others from being read. */
const UNKNOWN: readonly string[] = [
  `UPDATE contact_group SET kind = 'standard' WHERE kind NOT IN (${oneOf(GROUP_KINDS)})`,
  `UPDATE contact_group SET direction = 'both' WHERE direction NOT IN (${oneOf(GROUP_DIRECTIONS)})`,
  `UPDATE subscriber SET role = 'subscriber' WHERE role NOT IN (${oneOf(ROLES)})`,
  `DELETE FROM step WHERE action NOT IN (${oneOf(STEP_ACTIONS)}) OR NOT json_valid(source)`,
  `DELETE FROM entry WHERE record NOT IN (${oneOf(RECORDS)})
     OR change NOT IN ('appear', 'vanish', 'return', 'edit') OR (before IS NOT NULL AND NOT json_valid(before))
     OR (after IS NOT NULL AND NOT json_valid(after)) OR (change = 'edit' AND (before IS NULL OR after IS NULL))`,
  'DELETE FROM base_contact WHERE NOT json_valid(record)',
  'DELETE FROM base_access WHERE NOT json_valid(access)',
  'DELETE FROM report WHERE NOT json_valid(content)',
  'DELETE FROM template WHERE NOT json_valid(content)',
  `UPDATE site SET keeping = '{}' WHERE NOT json_valid(keeping)`,
];

const LOST_GROUPS = `FROM json_each(memberOf) WHERE value NOT IN (SELECT id FROM contact_group)`;
const LEAVE_LOST = `UPDATE contact SET memberOf = (SELECT json_group_array(value) FROM json_each(memberOf)
  WHERE value IN (SELECT id FROM contact_group)) WHERE EXISTS (SELECT 1 ${LOST_GROUPS})`;
const MEMBERS = `INSERT INTO group_member SELECT DISTINCT j.value, c.id FROM contact c, json_each(c.memberOf) j ORDER BY 1, 2`;
const LOST_PAIRS = `DELETE FROM distinct_pair WHERE one NOT IN (SELECT id FROM contact)
  OR other NOT IN (SELECT id FROM contact)`;
const LOST_PHOTOS = `UPDATE contact SET photo = NULL WHERE photo NOT IN (SELECT hash FROM photo)`;
const LOST_STEPS = `DELETE FROM entry WHERE step NOT IN (SELECT id FROM step) OR id / ${ENTRIES_A_STEP} <> step`;

/** `lossy`: something was lost, and the journal may speak of it: it is kept for reading, not for undo. */
export function mend(db: Database, lossy: boolean): Repairs {
  const repairs: Repairs = [];
  const note = (what: SalvageRepair, count: number): void => {
    if (count > 0) repairs.push({ what, count });
  };
  const run = (sql: string): number => db.run(sql).changes;
  let unreadable = UNKNOWN.reduce((sum, sql) => sum + run(sql), 0);
  unreadable += mendAccess(db);
  unreadable += makeList(db);
  note('row-unreadable', unreadable);
  note('member-lost', run(LEAVE_LOST));
  run('DELETE FROM group_member');
  run(MEMBERS);
  run(LOST_PAIRS);
  note('photo-lost', run(LOST_PHOTOS));
  const strays = run(LOST_STEPS);
  if (db.column(z.number(), 'SELECT id FROM site').length === 0) {
    const [device] = deviceProfiles();
    const sql = "INSERT INTO site (id, device, country, revision) VALUES (1, ?, 'FR', 0)";
    note('site-row-made', db.run(sql, device?.id ?? '').changes);
  }
  run(`UPDATE site SET revision = ${REVISION} + 1`);
  if (lossy || strays > 0 || repairs.length > 0) {
    run('DELETE FROM entry WHERE step IN (SELECT id FROM step WHERE undone = 1)');
    run('DELETE FROM step WHERE undone = 1');
    note('journal-sealed', run('UPDATE step SET sealed = 1'));
  }
  return repairs;
}

const accessShape = z.array(z.object({ group: z.number(), grant: z.enum(GRANTS), standard: z.boolean() }));

function mendAccess(db: Database): number {
  const rows = db.rows(z.object({ id: z.number(), access: z.string() }), 'SELECT id, access FROM subscriber');
  const lost = rows.filter(({ access }) => !isReadable(() => db.json(accessShape, access)));
  for (const { id } of lost) db.run("UPDATE subscriber SET access = '[]' WHERE id = ?", id);
  return lost.length;
}

const contactShape = storedShape.extend({ id: z.number(), present: z.number(), memberOf: z.string() });
const CONTACTS = `SELECT ${Object.keys(contactShape.shape).join(', ')} FROM contact WHERE id > ? ORDER BY id LIMIT 1000`;

/** The list is not saved but made from the contacts. Of these, what cannot be read is empty then. */
function makeList(db: Database): number {
  const list = new List(db);
  db.run('DELETE FROM tally');
  let unreadable = 0;
  let from = 0;
  for (;;) {
    const rows = db.rows(contactShape, CONTACTS, from);
    for (const row of rows) {
      for (const name of LISTS) {
        if (isReadable(() => listOf(db, name, row[name]))) continue;
        db.run(`UPDATE contact SET ${name} = '[]' WHERE id = ?`, row.id);
        row[name] = '[]';
        unreadable += 1;
      }
      if (!isReadable(() => db.json(numbers, row.memberOf))) {
        db.run("UPDATE contact SET memberOf = '[]' WHERE id = ?", row.id);
        unreadable += 1;
      }
      const { initial, sortKey } = placeOf({ ...row, ...listsOf(db, row) });
      db.run('UPDATE contact SET initial = ?, sortKey = ? WHERE id = ?', initial, sortKey, row.id);
      if (row.present !== 0) list.count(initial, 1);
    }
    const last = rows.at(-1);
    if (last === undefined) return unreadable;
    from = last.id;
  }
}

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof SwitchbookError) return false;
    throw error;
  }
}
