/** What an edit changed, as people read it: lists in one line, groups by their names. */
import { z } from 'zod';
import type { RecordChange } from '../../core/api/history.ts';
import type { Database } from './database.ts';

const patchShape = z.record(z.string(), z.unknown());
const ids = z.array(z.number());
const rights = z.array(z.object({ group: z.number(), grant: z.string(), standard: z.boolean() }));
const labelled = z.array(z.looseObject({ kind: z.string(), value: z.string() }));
const places = z.array(z.record(z.string(), z.string()));
const LISTS: ReadonlySet<string> = new Set(['numbers', 'emails', 'urls', 'addresses']);

export function fieldsOf(db: Database, before: string, after: string): RecordChange['fields'] {
  const old = db.json(patchShape, before);
  const fresh = db.json(patchShape, after);
  const names = namesOf(db);
  return Object.keys(fresh).map((field) => ({
    field,
    before: textOf(field, old[field], names),
    after: textOf(field, fresh[field], names),
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

function textOf(field: string, value: unknown, names: Names): string {
  if (value === null || value === undefined) return '';
  if (field === 'groups') return ids.catch([]).parse(value).map(names).join(', ');
  if (field === 'access') {
    const held = rights.catch([]).parse(value);
    return held
      .map(({ group, grant, standard }) => `${names(group)}: ${grant}${standard ? '*' : ''}`)
      .join(', ');
  }
  // Of a picture the journal knows the hash: enough to see that it is another one.
  if (typeof value !== 'string') return JSON.stringify(value);
  if (field === 'photo') return value.slice(0, 8);
  return LISTS.has(field) ? listText(value) : value;
}

function listText(json: string): string {
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch {
    return json;
  }
  const simple = labelled.safeParse(list);
  if (simple.success) return simple.data.map(({ kind, value }) => `${kind}: ${value}`).join('; ');
  return places
    .catch([])
    .parse(list)
    .map((place) =>
      Object.values(place)
        .filter((part) => part !== '')
        .join(' '),
    )
    .join('; ');
}
