/** What an operation on many contacts makes of one of them. Pure: nothing is written here. */
import type { BulkDifference, BulkOperation, ReplaceField } from '../api/bulk.ts';
import { cased } from '../exchange/normalise/case.ts';
import { spaced } from '../exchange/normalise/spacing.ts';
import { readNumber } from '../phone/number.ts';
import type {
  ContactLists,
  KnownFields,
  Labelled,
  ListField,
  PhoneNumber,
  PostalAddress,
  TextField,
} from './contact.ts';
import { ADDRESS_PARTS, LIST_FIELDS, TEXT_FIELDS } from './contact.ts';

export type BulkEdit = Exclude<BulkOperation, { kind: 'join' | 'leave' | 'delete' }>;
type Fields = Omit<KnownFields, 'groups'>;
type Changes = Partial<Fields>;
/** What becomes of one text; `field`: where it stands. */
type Rewrite = (text: string, field: Exclude<ReplaceField, 'all'>, part?: keyof PostalAddress) => string;

/** The fields that change, as they will be. `country`: the ISO 3166 code that the site reads numbers with. */
export function bulkEdit(contact: Fields, edit: BulkEdit, country: string): Changes {
  if (edit.kind === 'set') return contact[edit.field] === edit.value ? {} : { [edit.field]: edit.value };
  if (edit.kind === 'numbers') return international(contact, edit.country);
  return rewritten(contact, edit.kind === 'replace' ? replacing(edit) : tidying(edit.rules), country);
}

/** A number that says its own country, or that no country explains, stays as it is. */
function international(contact: Fields, country: string): Changes {
  const numbers = contact.numbers.map((number): PhoneNumber => {
    if (/^\s*(?:\+|00)/.test(number.value)) return number;
    const { e164 } = readNumber(number.value, country);
    return e164 === null ? number : { ...number, value: e164, e164 };
  });
  return differing(contact, { numbers });
}

function replacing({ field, find, replacement, matchCase }: Extract<BulkEdit, { kind: 'replace' }>): Rewrite {
  const searched = new RegExp(literal(find), matchCase ? 'gu' : 'giu');
  return (text, place) =>
    field === 'all' || field === place ? text.replaceAll(searched, () => replacement) : text;
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

const NAMES: ReadonlySet<string> = new Set(['givenName', 'familyName', 'displayName', 'company']);

/** The rules of an import, on what is held already. */
const tidying =
  (rules: readonly string[]): Rewrite =>
  (text, field, part) => {
    const clean = rules.includes('spacing') ? spaced(text, field === 'note') : text;
    const isName = NAMES.has(field) || part === 'street' || part === 'city';
    return isName && rules.includes('case') ? cased(clean, field === 'company') : clean;
  };

/** What has become empty goes out of its list. */
function rewritten(contact: Fields, rewrite: Rewrite, country: string): Changes {
  const next: Changes = {};
  for (const field of TEXT_FIELDS) {
    if (field !== 'birthday' && contact[field] !== '') next[field] = rewrite(contact[field], field);
  }
  next.numbers = contact.numbers
    .map((number) => {
      const value = rewrite(number.value, 'number');
      return value === number.value ? number : { ...number, value, e164: readNumber(value, country).e164 };
    })
    .filter(({ value }) => value !== '');
  const labelled = (list: readonly Labelled[], field: 'email' | 'url'): Labelled[] =>
    list.map((one) => ({ ...one, value: rewrite(one.value, field) })).filter(({ value }) => value !== '');
  next.emails = labelled(contact.emails, 'email');
  next.urls = labelled(contact.urls, 'url');
  next.addresses = contact.addresses
    .map((address) => {
      const place = { ...address };
      for (const part of ADDRESS_PARTS) place[part] = rewrite(address[part], 'address', part);
      return place;
    })
    .filter((place) => ADDRESS_PARTS.some((part) => place[part] !== ''));
  return differing(contact, next);
}

function differing(contact: Fields, next: Changes): Changes {
  const held = new Map<string, unknown>(Object.entries(contact));
  return Object.fromEntries(
    Object.entries(next).filter(
      ([field, value]) => JSON.stringify(held.get(field)) !== JSON.stringify(value),
    ),
  );
}

const LISTS = {
  numbers: 'number',
  emails: 'email',
  urls: 'url',
  addresses: 'address',
  groups: 'group',
} as const;

/** The changes as people read them. */
export function differences(contact: KnownFields, changes: Partial<KnownFields>): BulkDifference[] {
  const found: BulkDifference[] = [];
  for (const field of TEXT_FIELDS) addText(found, field, contact[field], changes[field]);
  for (const list of LIST_FIELDS) {
    const after = changes[list] === undefined ? null : shown(changes, list);
    if (after === null) continue;
    const before = shown(contact, list);
    const [gone, come] = [without(before, after), without(after, before)];
    const most = Math.max(gone.length, come.length);
    for (let i = 0; i < most; i++) {
      found.push({ field: LISTS[list], before: gone[i] ?? '', after: come[i] ?? '' });
    }
  }
  return found;
}

function addText(found: BulkDifference[], field: TextField, before: string, after: string | undefined): void {
  if (after !== undefined && after !== before) found.push({ field, before, after });
}

function shown(contact: Partial<ContactLists>, list: ListField): string[] {
  if (list === 'groups') return contact.groups ?? [];
  if (list === 'addresses') {
    return (contact.addresses ?? []).map((place) =>
      ADDRESS_PARTS.map((part) => place[part])
        .filter((part) => part !== '')
        .join(', '),
    );
  }
  return (contact[list] ?? []).map(({ value }) => value);
}

const without = (some: readonly string[], others: readonly string[]): string[] =>
  some.filter((one) => !others.includes(one));
