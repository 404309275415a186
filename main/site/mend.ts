/** Makes rows that were saved one by one a site again: nothing refers to what is lost, and all of it is known. */
import { z } from 'zod';
import type { SalvageRepair } from '../../core/api/safety.ts';
import { deviceProfiles } from '../../core/device/profile.ts';
import { storedShape } from './contacts.ts';
import type { Database } from './database.ts';
import { List, placeOf } from './list.ts';
import { listOf, LISTS, listsOf } from './lists.ts';
import { ENTRIES_A_STEP } from './step.ts';
import { REVISION } from './settings.ts';
import { numbers } from './shape.ts';
import { isReadable, mendRows } from './mend-rows.ts';

type Repairs = { what: SalvageRepair; count: number }[];

const LOST_GROUPS = `FROM json_each(memberOf) WHERE value NOT IN (SELECT id FROM contact_group)`;
const LEAVE_LOST = `UPDATE contact SET memberOf = (SELECT json_group_array(value) FROM json_each(memberOf)
  WHERE value IN (SELECT id FROM contact_group)) WHERE EXISTS (SELECT 1 ${LOST_GROUPS})`;
const MEMBERS = `INSERT INTO group_member SELECT DISTINCT j.value, c.id FROM contact c, json_each(c.memberOf) j ORDER BY 1, 2`;
const LOST_PAIRS = `DELETE FROM distinct_pair WHERE one NOT IN (SELECT id FROM contact)
  OR other NOT IN (SELECT id FROM contact)`;
// Nothing at all is in an empty list, not even what is not known.
const LOST_PHOTOS = `UPDATE contact SET photo = NULL WHERE photo IS NOT NULL AND photo NOT IN (SELECT hash FROM photo)`;
const LOST_STEPS = `DELETE FROM entry WHERE step NOT IN (SELECT id FROM step) OR id / ${ENTRIES_A_STEP} <> step`;

/** `lossy`: something was lost, and the journal may speak of it: it is kept for reading, not for undo. */
export function mend(db: Database, lossy: boolean): Repairs {
  const repairs: Repairs = [];
  const note = (what: SalvageRepair, count: number): void => {
    if (count > 0) repairs.push({ what, count });
  };
  const run = (sql: string): number => db.run(sql).changes;
  note('row-unreadable', mendRows(db) + makeList(db));
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
