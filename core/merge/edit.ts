/**
 * An edit by what its form began with: only fields that the person changed are written, so that two windows on
 * one contact lose nothing of each other. Of groups each membership counts by itself.
 */
import type { ContactInput } from '../api/shapes.ts';
import { TEXT_FIELDS } from '../directory/contact.ts';

export const EDIT_FIELDS = [...TEXT_FIELDS, 'numbers', 'emails', 'urls', 'addresses', 'groups'] as const;
export type EditField = (typeof EDIT_FIELDS)[number];

export interface MergedEdit {
  /** What the edit comes to: as it is now, with what the person changed. */
  merged: ContactInput;
  changed: EditField[];
  /** Fields that both have changed, and not to the same; they are `mine` in `merged`. */
  collisions: EditField[];
}

/** `from`: what the form began with; `mine`: what is in it; `now`: what is stored meanwhile. */
export function mergeEdit(from: ContactInput, mine: ContactInput, now: ContactInput): MergedEdit {
  const changed = EDIT_FIELDS.filter((field) => !isSame(field, from, mine));
  const collisions = changed.filter(
    (field) => field !== 'groups' && !isSame(field, from, now) && !isSame(field, mine, now),
  );
  return { merged: withFields(now, mine, changed, groupsOf(from, mine, now)), changed, collisions };
}

/** `one` with those fields of `other`. */
function withFields(
  one: ContactInput,
  other: ContactInput,
  fields: readonly EditField[],
  groups: string[],
): ContactInput {
  const picked: Partial<ContactInput> = {};
  for (const field of fields) Object.assign(picked, { [field]: other[field] });
  return { ...one, ...picked, groups };
}

function groupsOf(from: ContactInput, mine: ContactInput, now: ContactInput): string[] {
  const left = from.groups.filter((name) => !mine.groups.includes(name));
  const joined = mine.groups.filter((name) => !from.groups.includes(name));
  return [...new Set([...now.groups.filter((name) => !left.includes(name)), ...joined])];
}

const isSame = (field: EditField, one: ContactInput, other: ContactInput): boolean =>
  JSON.stringify(one[field]) === JSON.stringify(other[field]);

/** Whose value of a field counts. Both: all that stands there, with what was added here. */
export const SIDES = ['mine', 'theirs', 'both'] as const;
export type Side = (typeof SIDES)[number];

/** `merged` with one side's value of a field. */
export function withSide(
  { from, now, merged }: { from: ContactInput; now: ContactInput; merged: ContactInput },
  field: EditField,
  side: Side,
): ContactInput {
  if (side === 'mine') return merged;
  if (side === 'theirs') return { ...merged, [field]: now[field] };
  const [old, here, there] = [from[field], merged[field], now[field]];
  if (typeof old === 'string' || typeof here === 'string' || typeof there === 'string') return merged;
  const known = new Set([...old, ...there].map((entry) => JSON.stringify(entry)));
  return { ...merged, [field]: [...there, ...here.filter((entry) => !known.has(JSON.stringify(entry)))] };
}

/** What a field holds, without the kinds of its entries. */
export function plainText(content: ContactInput[EditField]): string {
  if (typeof content === 'string') return content;
  return content.map((entry) => (typeof entry === 'string' ? entry : valueOf(entry))).join(', ');
}

function valueOf({
  kind: _kind,
  ...parts
}: Exclude<Exclude<ContactInput[EditField], string>[number], string>): string {
  return Object.values(parts)
    .filter((part) => part !== '')
    .join(' ');
}
