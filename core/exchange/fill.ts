/**
 * An existing contact, filled and overwritten with what a file says. Lists grow as sets, and nothing is
 * emptied. A file that holds less of a contact than the site (a device's own file has fewer characters,
 * kinds and fields) says nothing new by that.
 */
import anyAscii from 'any-ascii';
import type { DeviceProfile } from '../device/profile.ts';
import { toDevice } from '../device/store.ts';
import { fitText } from '../device/text.ts';
import type { ContactFields, Labelled, PhoneNumber, PostalAddress, TextField } from '../directory/contact.ts';
import { shownName, TEXT_FIELDS } from '../directory/contact.ts';
import { fold, withQuestionMarks } from './fold.ts';
import { nameKeys, numberKeys } from './match.ts';
import type { ImportRecord } from './record.ts';

const NAME_FIELDS: readonly TextField[] = ['givenName', 'familyName', 'company'];

/** Only what changes; an empty object when the file says nothing new. */
export function fill(
  contact: ContactFields,
  record: ImportRecord,
  groups: readonly string[],
  profile: DeviceProfile,
  country: string,
): Partial<ContactFields> {
  const { draft } = record;
  const changes: Partial<ContactFields> = {};
  // A border between given and family name that was guessed never moves one that is known.
  const sameName = record.nameIsSplit && nameKeys(contact).some((key) => nameKeys(draft).includes(key));
  for (const field of TEXT_FIELDS) {
    const text = draft[field];
    if (text === '' || isRendition(contact[field], text)) continue;
    if (field === 'displayName' && isRendition(shownName(contact), text)) continue;
    if (sameName && NAME_FIELDS.includes(field)) continue;
    changes[field] = text;
  }
  const numbers = newNumbers(contact.numbers, draft.numbers);
  if (numbers.length > 0) changes.numbers = [...contact.numbers, ...numbers];
  const emails = newValues(contact.emails, draft.emails);
  if (emails.length > 0) changes.emails = [...contact.emails, ...emails];
  const urls = newValues(contact.urls, draft.urls);
  if (urls.length > 0) changes.urls = [...contact.urls, ...urls];
  const addresses = mergeAddresses(contact.addresses, draft.addresses);
  if (addresses !== null) changes.addresses = addresses;
  const missing = groups.filter((group) => !contact.groups.includes(group));
  if (missing.length > 0) changes.groups = [...contact.groups, ...missing];
  return withoutStored(changes, contact, profile, country);
}

/** What the device makes of the contact already is no news: cut texts, numbers without what follows them. */
function withoutStored(
  changes: Partial<ContactFields>,
  contact: ContactFields,
  profile: DeviceProfile,
  country: string,
): Partial<ContactFields> {
  if (Object.keys(changes).every((key) => key === 'groups')) return changes;
  const { record } = toDevice(contact, profile, country);
  const kept: Partial<ContactFields> = { ...changes };
  for (const field of TEXT_FIELDS) {
    if (kept[field] !== undefined && kept[field] === record[field]) delete kept[field];
  }
  return kept;
}

/** The same text, or the same text in fewer characters: without accents, in ISO-8859-1, on one line. */
function isRendition(full: string, text: string): boolean {
  if (full === text) return true;
  if (full === '') return false;
  const plain = oneLine(text);
  return [full, fitText(full), anyAscii(full), withQuestionMarks(full)].some(
    (rendition) => oneLine(rendition) === plain,
  );
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function newNumbers(known: readonly PhoneNumber[], found: readonly PhoneNumber[]): PhoneNumber[] {
  const keys = new Set(known.flatMap(numberKeys));
  return found.filter((number) => !keys.has(numberKeys(number)[0] ?? ''));
}

const valueKey = (value: string): string =>
  value
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');

function newValues(known: readonly Labelled[], found: readonly Labelled[]): Labelled[] {
  const keys = new Set(known.flatMap(({ value }) => [valueKey(value), valueKey(fitText(value))]));
  return found.filter(({ value }) => !keys.has(valueKey(value)));
}

const PARTS = ['street', 'postalCode', 'city', 'region', 'country'] as const;

/** Null when nothing is new. An address that says more of a known one completes it. */
function mergeAddresses(
  known: readonly PostalAddress[],
  found: readonly PostalAddress[],
): PostalAddress[] | null {
  const merged = [...known];
  let changed = false;
  for (const address of found) {
    const at = merged.findIndex((it) => isCompatible(it, address));
    const same = merged[at];
    if (same === undefined) {
      merged.push(address);
      changed = true;
      continue;
    }
    const fuller = { ...same };
    for (const part of PARTS) {
      if (same[part] !== '' || address[part] === '') continue;
      fuller[part] = address[part];
      changed = true;
    }
    merged[at] = fuller;
  }
  return changed ? merged : null;
}

/** One place: no part says otherwise, and street or town say the same. */
const isCompatible = (a: PostalAddress, b: PostalAddress): boolean =>
  PARTS.every((part) => a[part] === '' || b[part] === '' || fold(a[part]) === fold(b[part])) &&
  PARTS.some((part) => a[part] !== '' && fold(a[part]) === fold(b[part]));
