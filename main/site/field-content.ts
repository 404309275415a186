/** What an edit changed: lists entry by entry, groups by their names. */
import { z } from 'zod';
import type { RecordChange } from '../../core/api/history.ts';
import type { FieldContent } from '../../core/exchange/field-parts.ts';
import type { Database } from './database.ts';
import { listOf } from './lists.ts';

const patchShape = z.record(z.string(), z.unknown());
const ids = z.array(z.number());
const rights = z.array(z.object({ group: z.number(), grant: z.string(), standard: z.boolean() }));

export function fieldsOf(db: Database, before: string, after: string): RecordChange['fields'] {
  const old = db.json(patchShape, before);
  const fresh = db.json(patchShape, after);
  const names = namesOf(db);
  return Object.keys(fresh).map((field) => ({
    field,
    before: contentOf(db, field, old[field], names),
    after: contentOf(db, field, fresh[field], names),
  }));
}

type Names = (id: number) => string;

/** Those of groups that are gone too. */
function namesOf(db: Database): Names {
  let names: Map<number, string> | null = null;
  return (id) => {
    names ??= new Map(
      db
        .rows(z.object({ id: z.number(), name: z.string() }), 'SELECT id, name FROM contact_group')
        .map((group) => [group.id, group.name]),
    );
    return names.get(id) ?? String(id);
  };
}

function contentOf(db: Database, field: string, value: unknown, names: Names): FieldContent {
  if (value === null || value === undefined) return '';
  if (field === 'groups') return ids.catch([]).parse(value).map(names);
  if (field === 'access') {
    const held = rights.catch([]).parse(value);
    return held.map(({ group, grant, standard }) => `${names(group)}: ${grant}${standard ? '*' : ''}`);
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  // Of a picture the journal knows the hash: enough to see that it is another one.
  if (field === 'photo') return value.slice(0, 8);
  if (field === 'addresses' || field === 'numbers' || field === 'emails' || field === 'urls') {
    return listOf(db, field, value);
  }
  return value;
}
