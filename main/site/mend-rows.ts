/** Makes what single rows say readable again, or drops the row: one that says nothing of ours keeps all others from being read. */
import { z } from 'zod';
import { RECORDS, type RecordName } from '../../core/api/history.ts';
import { CALL_WAYS } from '../../core/api/calls.ts';
import { keeping } from '../../core/api/safety.ts';
import { STEP_ACTIONS } from '../../core/api/shapes.ts';
import { ovhPlace } from '../../core/api/upload.ts';
import { confirmedPages } from '../../core/device/pages.ts';
import { deviceProfiles } from '../../core/device/profile.ts';
import { GROUP_DIRECTIONS, GROUP_KINDS } from '../../core/directory/group.ts';
import { ROLES } from '../../core/directory/subscriber.ts';
import { WRITE_KINDS } from '../../core/merge/input.ts';
import { countries } from '../../core/phone/number.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { BackupStore } from './backups.ts';
import { patchShape as contactPatch } from './contacts.ts';
import type { Database } from './database.ts';
import { patchShape as groupPatch } from './groups.ts';
import { listOf, LISTS } from './lists.ts';
import { cellShape, sentAccessShape } from './memory.ts';
import { recordShape } from './record-shape.ts';
import { changeShape, eventShape, orderShape, tableShape } from './services.ts';
import { deviceShape } from './settings.ts';
import type { Shape } from './shape.ts';
import { ENTRIES_A_STEP } from './step.ts';
import { accessShape, patchShape as subscriberPatch } from './subscribers.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');
const noObject = (column: string): string =>
  `CASE WHEN json_valid(${column}) THEN json_type(${column}) <> 'object' ELSE ${column} IS NOT NULL END`;
/** A greater one has no numbers left for its entries. */
const LAST_STEP = Math.floor(Number.MAX_SAFE_INTEGER / ENTRIES_A_STEP) - 1;
const [firstDevice] = deviceProfiles();

const WORDS: readonly string[] = [
  `UPDATE contact_group SET kind = 'standard' WHERE kind NOT IN (${oneOf(GROUP_KINDS)})`,
  `UPDATE contact_group SET direction = 'both' WHERE direction NOT IN (${oneOf(GROUP_DIRECTIONS)})`,
  `UPDATE subscriber SET role = 'subscriber' WHERE role NOT IN (${oneOf(ROLES)})`,
  `DELETE FROM step WHERE action NOT IN (${oneOf(STEP_ACTIONS)}) OR ${noObject('source')}
     OR id NOT BETWEEN 1 AND ${LAST_STEP}`,
  `DELETE FROM entry WHERE record NOT IN (${oneOf(RECORDS)})
     OR change NOT IN ('appear', 'vanish', 'return', 'edit') OR ${noObject('before')} OR ${noObject('after')}
     OR (change = 'edit' AND (before IS NULL OR after IS NULL OR first <> last))`,
  'DELETE FROM report WHERE NOT json_valid(content)',
  'DELETE FROM template WHERE NOT json_valid(content)',
  `DELETE FROM call_way WHERE through NOT IN (${oneOf(CALL_WAYS)})`,
  `DELETE FROM pending WHERE kind NOT IN (${oneOf(WRITE_KINDS)})`,
  `UPDATE site SET revision = 0 WHERE revision NOT BETWEEN 0 AND ${LAST_STEP}`,
  `UPDATE site SET device = '${firstDevice?.id ?? ''}' WHERE device NOT IN (${oneOf(deviceProfiles().map(({ id }) => id))})`,
  `UPDATE site SET country = 'FR' WHERE country NOT IN (${oneOf(countries())})`,
];

/** What a column of JSON holds, and what is done with a row whose does not. */
const CONTENTS: readonly (readonly [table: string, column: string, shape: Shape<unknown>, mended: string])[] =
  [
    ['subscriber', 'access', accessShape, "UPDATE subscriber SET access = '[]'"],
    ['site', 'keeping', keeping, "UPDATE site SET keeping = '{}'"],
    ['pbx', 'pages', confirmedPages, 'UPDATE pbx SET pages = NULL'],
    ['pbx', 'ovh', ovhPlace, 'UPDATE pbx SET ovh = NULL'],
    ['base_contact', 'record', recordShape, 'DELETE FROM base_contact'],
    ['base_access', 'access', cellShape, 'DELETE FROM base_access'],
    ['pending', 'record', recordShape, 'DELETE FROM pending'],
    ['pending', 'agreed', recordShape, 'DELETE FROM pending'],
    ['pending', 'access', sentAccessShape, 'DELETE FROM pending'],
    ['service_table', 'content', tableShape, 'DELETE FROM service_table'],
    ['contact_change', 'content', changeShape, 'DELETE FROM contact_change'],
    ['contact_order', 'content', orderShape, 'DELETE FROM contact_order'],
    ['service_event', 'content', eventShape, 'DELETE FROM service_event'],
  ];

const EDITS: Record<RecordName, (db: Database, patch: string) => unknown> = {
  contact: (db, patch) => {
    const columns = db.json(contactPatch, patch);
    return LISTS.map((list) => listOf(db, list, columns[list] ?? '[]'));
  },
  group: (db, patch) => db.json(groupPatch, patch),
  subscriber: (db, patch) => db.json(subscriberPatch, patch),
  site: (db, patch) => db.json(deviceShape, patch),
  distinct: (db, patch) => db.json(z.never(), patch),
};

/** Says how many rows of a site of this version were mended or dropped. */
export function mendRows(db: Database): number {
  let count = 0;
  for (const sql of WORDS) count += db.run(sql).changes;
  for (const [table, column, shape, mended] of CONTENTS) {
    const fits = `fits_${table}_${column}`;
    db.define(fits, (text) => (isReadable(() => db.json(shape, text)) ? 'yes' : 'no'));
    count += db.run(`${mended} WHERE ${column} IS NOT NULL AND ${fits}(${column}) = 'no'`).changes;
  }
  for (const record of RECORDS) {
    const fits = `fits_${record}`;
    db.define(fits, (patch) => (isReadable(() => EDITS[record](db, patch)) ? 'yes' : 'no'));
    const sql = `DELETE FROM entry WHERE record = ? AND change = 'edit'
      AND (${fits}(before) = 'no' OR ${fits}(after) = 'no')`;
    count += db.run(sql, record).changes;
  }
  const backups = new BackupStore(db);
  for (const { id } of backups.list()) {
    if (!isReadable(() => backups.read(id))) count += db.run('DELETE FROM backup WHERE id = ?', id).changes;
  }
  return count;
}

export function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof SwitchbookError) return false;
    throw error;
  }
}
