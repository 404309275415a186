/**
 * An existing contact, filled and overwritten with what a file says. Lists grow as sets, and nothing is
 * emptied. A file that holds less of a contact than the site (a device's own file has fewer characters,
 * kinds and fields) says nothing new by that.
 */
import anyAscii from 'any-ascii';
import type { DeviceProfile } from '../device/profile.ts';
import type { DeviceRecord } from '../device/record.ts';
import { toDevice } from '../device/store.ts';
import { fitText } from '../device/text.ts';
import type { ContactFields, Labelled, PhoneNumber, PostalAddress, TextField } from '../directory/contact.ts';
import { ADDRESS_PARTS, shownName, TEXT_FIELDS } from '../directory/contact.ts';
import { mergeCards } from '../formats/vcard/surplus.ts';
import { fold, withQuestionMarks } from './fold.ts';
import { nameKeys, numberKeys } from './match.ts';
import { countryCode } from './normalise/countries.ts';
import { spaced } from './normalise/spacing.ts';
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
  let changes = news(contact, record, null);
  // What the device makes of the contact is no news either: cut texts, lost characters. Rarely needed.
  if (Object.keys(changes).length > 0) {
    changes = news(contact, record, toDevice(contact, profile, country).record);
  }
  const missing = groups.filter((group) => !contact.groups.includes(group));
  if (missing.length > 0) changes.groups = [...contact.groups, ...missing];
  return changes;
}

/** `stored`: another form of the contact, whose values are known as well. */
function news(
  contact: ContactFields,
  { draft, nameIsSplit }: ImportRecord,
  stored: DeviceRecord | null,
): Partial<ContactFields> {
  const changes: Partial<ContactFields> = {};
  // A border between given and family name that was guessed never moves one that is known.
  const sameName = nameIsSplit && nameKeys(contact).some((key) => nameKeys(draft).includes(key));
  for (const field of TEXT_FIELDS) {
    const text = draft[field];
    if (text === '' || isRendition(contact[field], text)) continue;
    if (stored !== null && isRendition(stored[field], text)) continue;
    if (field === 'displayName' && isRendition(shownName(contact), text)) continue;
    if (sameName && NAME_FIELDS.includes(field)) continue;
    changes[field] = text;
  }
  const numbers = newNumbers(contact.numbers, draft.numbers);
  if (numbers.length > 0) changes.numbers = [...contact.numbers, ...numbers];
  const emails = newValues([...contact.emails, ...(stored?.emails ?? [])], draft.emails);
  if (emails.length > 0) changes.emails = [...contact.emails, ...emails];
  const urls = newValues([...contact.urls, ...(stored?.urls ?? [])], draft.urls);
  if (urls.length > 0) changes.urls = [...contact.urls, ...urls];
  const addresses = draft.addresses.filter(
    (it) => stored?.addresses.some((same) => holds(same, it)) !== true,
  );
  const merged = mergeAddresses(contact.addresses, addresses);
  if (merged !== null) changes.addresses = merged;
  const card = mergeCards(contact.card, draft.card);
  if (card !== contact.card) changes.card = card;
  return changes;
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

/** The PBX’s CSV has no line ends, and no backslash before a closing quote: it writes a slash there. */
const oneLine = (text: string): string =>
  spaced(text.replaceAll('\\', '/'), false).replaceAll('\n', ' ').trim();

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

/** Null when nothing is new. An address that says more of a known one completes it. */
function mergeAddresses(
  known: readonly PostalAddress[],
  found: readonly PostalAddress[],
): PostalAddress[] | null {
  const unknown = found.filter((address) => !known.some((it) => holds(it, address)));
  if (unknown.length === 0) return null;
  const merged = [...known];
  for (const address of unknown) {
    // A known address that the file has as it is stays as it is.
    const at = merged.findIndex(
      (it) => isCompatible(it, address) && !found.some((other) => other !== address && holds(it, other)),
    );
    const same = merged[at];
    if (same === undefined) merged.push(address);
    else {
      const fuller = { ...same };
      for (const part of ADDRESS_PARTS) fuller[part] = same[part] || address[part];
      merged[at] = fuller;
    }
  }
  return merged;
}

/** Everything that `less` says stands in `full` too. */
const holds = (full: PostalAddress, less: PostalAddress): boolean =>
  ADDRESS_PARTS.every((part) => less[part] === '' || samePart(full, less, part));

/** One place: no part says otherwise, and some part says the same. */
const isCompatible = (a: PostalAddress, b: PostalAddress): boolean =>
  ADDRESS_PARTS.every((part) => a[part] === '' || b[part] === '' || samePart(a, b, part)) &&
  ADDRESS_PARTS.some((part) => a[part] !== '' && samePart(a, b, part));

/** A country is the same in every language. */
function samePart(a: PostalAddress, b: PostalAddress, part: (typeof ADDRESS_PARTS)[number]): boolean {
  if (fold(a[part]) === fold(b[part])) return true;
  const code = part === 'country' ? countryCode(a.country) : null;
  return code !== null && code === countryCode(b.country);
}
