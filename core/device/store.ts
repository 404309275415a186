/**
 * A contact as a device stores it, and back. What does not survive the way is said as a loss; nothing is
 * dropped in silence.
 */
import { dialForm, dialledAfter, readNumber, withCountry } from '../phone/number.ts';
import { ADDRESS_PARTS, shownName } from '../directory/contact.ts';
import type {
  KnownFields,
  Labelled,
  NumberKind,
  PhoneNumber,
  PostalAddress,
  TextField,
} from '../directory/contact.ts';
import type { Problem, ProblemCode } from '../problem/problem.ts';
import type { DeviceProfile, Limit } from './profile.ts';
import type { DeviceRecord, RecordField, StoredNumber } from './record.ts';
import { fitText, lostCharacters } from './text.ts';

/** Where in its list a value stands, from 0. */
interface Place {
  at?: number;
}

type PlacedNumber = StoredNumber & Required<Place>;

export interface Stored {
  record: DeviceRecord;
  /**
   * Warnings: what the device will not hold, or will hold differently. `params.field` names the place; in a
   * list `params.at` counts the value from 0.
   */
  losses: Problem[];
}

/**
 * What the device will hold. Numbers bring their E.164 form with them; `country` is for those without any, on
 * devices that have no others.
 */
export function toDevice(contact: KnownFields, profile: DeviceProfile, country: string): Stored {
  const losses: Problem[] = [];
  const lose = (code: ProblemCode, field: RecordField, value: string, params = {}): void => {
    losses.push({ code, severity: 'warning', value: value.slice(0, 60), params: { field, ...params } });
  };
  const has = (field: RecordField): boolean => profile.fields.value.includes(field);

  const fit = (field: RecordField, value: string, limit: Limit | undefined, place: Place = {}): string => {
    const text = fitText(value, profile.charset.value);
    if (text !== value) {
      const lost = lostCharacters(value);
      if (profile.charset.value === 'ascii') lose('device-accents', field, value, { ...place, stored: text });
      else if (lost.length > 0)
        lose('device-characters', field, value, { ...place, lost: lost.join(' '), stored: text });
    }
    const most = limit?.value ?? Infinity;
    if (text.length <= most) return text;
    const cut = text.slice(0, most).trimEnd();
    lose('device-length', field, value, { ...place, most, stored: cut });
    return cut;
  };

  const keepFirst = <T extends Required<Place>>(
    field: 'numbers' | 'emails' | 'urls' | 'addresses',
    all: T[],
    say: (it: T) => string,
  ) => {
    const most = has(field) ? (profile.limits[field].value ?? Infinity) : 0;
    if (all.length <= most) return all;
    for (const surplus of all.slice(most))
      lose('device-surplus', field, say(surplus), { most, at: surplus.at });
    return all.slice(0, most);
  };

  const text = (field: TextField): string => {
    const value = contact[field];
    if (value === '') return '';
    if (!has(field)) {
      if (field !== 'displayName' || !isShownAnyway(value))
        lose('device-field-missing', field, value, { what: field });
      return '';
    }
    if (field === 'shortCode') return shortCode(value);
    if (field === 'birthday') return birthday(value);
    return fit(field, value, field === 'note' ? undefined : profile.lengths[field]);
  };

  const isShownAnyway = (value: string): boolean => {
    const { givenName, familyName, company } = contact;
    const shown = shownName({ displayName: '', givenName, familyName, company });
    return value === shown || (shown === '' && profile.minimumContent.value === 'number and name');
  };

  const birthday = (value: string): string => {
    if (!value.startsWith('--')) return value;
    lose('device-birthday', 'birthday', value);
    return '';
  };

  const shortCode = (value: string): string => {
    const most = profile.lengths.shortCode.value ?? Infinity;
    if (/^\d+$/.test(value) && value.length <= most) return value;
    lose('device-short-code', 'shortCode', value, { most });
    return '';
  };

  const store = (number: PhoneNumber, at: number): PlacedNumber[] => {
    const { international, national, characters } = profile.numberForm;
    const added =
      number.e164 === null && national.value === 'with country'
        ? withCountry(number.value, country)
        : undefined;
    const value =
      added === null
        ? ''
        : (dialForm({ ...number, ...(added && { e164: added.e164 }) }, international.value) ?? '');
    const isForeign = Array.from(value).some((it) => !characters.value.includes(it));
    if (value === '' || isForeign || value.length > (profile.lengths.number.value ?? Infinity)) {
      if (number.value.trim() !== '') lose('device-number-undiallable', 'numbers', number.value, { at });
      return [];
    }
    if (added?.isNational === true)
      lose('device-number-country', 'numbers', number.value, { at, stored: `+${value.slice(2)}` });
    const tail = dialledAfter(number.value);
    if (tail !== '') lose('device-number-tail', 'numbers', number.value, { at, tail, stored: value });
    return [{ kind: number.kind, value, at }];
  };

  const settleKind = (number: PlacedNumber): StoredNumber => {
    const kind = profile.numberKinds.value[number.kind];
    if (kind !== number.kind) {
      lose('device-number-kind', 'numbers', number.value, {
        at: number.at,
        kind: selector(number.kind),
        stored: selector(kind),
      });
    }
    return { kind, value: number.value };
  };

  /** The number at each place that takes its kind; the others are lost. */
  const placed = (all: readonly PlacedNumber[]): StoredNumber[] => {
    const slots = profile.numberSlots.value;
    if (slots === null) return keepFirst('numbers', [...all], (it) => it.value).map(settleKind);
    const found = slots.map((): StoredNumber | null => null);
    for (const number of all) {
      const at = slots.findIndex((slot, i) => found[i] === null && slot.takes.includes(number.kind));
      const slot = slots[at];
      if (slot === undefined) lose('device-number-place', 'numbers', number.value, { at: number.at });
      else found[at] = { kind: slot.kind, value: number.value };
    }
    return found.filter((it) => it !== null);
  };

  const labelled = (field: 'emails' | 'urls', limit: Limit): Labelled[] =>
    keepFirst(
      field,
      contact[field].map((it, at) => ({ ...it, at })).filter((it) => it.value !== ''),
      (it) => it.value,
    ).map(({ kind, value, at }) => ({ kind, value: fit(field, value, limit, { at }) }));

  const address = ({ at, ...it }: PostalAddress & Required<Place>): PostalAddress => {
    const stored = { ...it };
    for (const part of ADDRESS_PARTS) {
      if (it[part] !== '' && !profile.addressParts.value.includes(part)) {
        lose('device-field-missing', 'addresses', it[part], { what: part, at });
        stored[part] = '';
      } else stored[part] = fit('addresses', it[part], profile.lengths.addressPart, { at });
    }
    return stored;
  };

  const record: DeviceRecord = {
    salutation: text('salutation'),
    givenName: text('givenName'),
    familyName: text('familyName'),
    displayName: text('displayName'),
    company: text('company'),
    department: text('department'),
    position: text('position'),
    birthday: text('birthday'),
    shortCode: text('shortCode'),
    note: text('note'),
    numbers: placed(contact.numbers.flatMap(store)),
    emails: labelled('emails', profile.lengths.email),
    urls: labelled('urls', profile.lengths.url),
    addresses: keepFirst(
      'addresses',
      contact.addresses.map((it, at) => ({ ...it, at })).filter(isFilled),
      oneLine,
    )
      .map(address)
      .filter(isFilled),
    groups: has('groups') ? [...contact.groups].sort() : [],
  };
  const called = fitText(contact.displayName, profile.charset.value);
  return { record: { ...record, ...namesOn(record, called, profile) }, losses };
}

/** Where everybody needs a family name, whoever has none is called by what else there is. */
function namesOn(
  { familyName, givenName, company }: DeviceRecord,
  displayName: string,
  { minimumContent }: DeviceProfile,
): Partial<DeviceRecord> {
  if (minimumContent.value !== 'number and name' || familyName !== '') return {};
  return { familyName: givenName || displayName || company, givenName: '' };
}

/** ICU select keys have no hyphens. */
const selector = (kind: NumberKind): string => kind.replace('-', '_');

const isFilled = (address: PostalAddress): boolean => ADDRESS_PARTS.some((part) => address[part] !== '');

const oneLine = (address: PostalAddress): string =>
  ADDRESS_PARTS.flatMap((part) => address[part] || []).join(', ');

/**
 * The contact that a device's record says. Numbers in international form get their `+` back; national
 * ones get an E.164 form of `country` (ISO code) and keep their digits.
 */
export function fromDevice(record: DeviceRecord, _profile: DeviceProfile, country: string): KnownFields {
  return {
    ...record,
    numbers: record.numbers.map((number) => ({ kind: number.kind, ...readStored(number.value, country) })),
    emails: record.emails.map((it) => ({ ...it })),
    urls: record.urls.map((it) => ({ ...it })),
    addresses: record.addresses.map((it) => ({ ...it })),
    groups: [...record.groups],
  };
}

function readStored(stored: string, country: string): Pick<PhoneNumber, 'value' | 'e164'> {
  if (!stored.startsWith('00')) return { value: stored, e164: readNumber(stored, country).e164 };
  const value = `+${stored.slice(2)}`;
  const { e164 } = readNumber(value, '');
  // A trunk zero after the country code stays as the device has it: it is not ours to correct unseen.
  if (e164 === value) return { value, e164 };
  return { value: stored, e164: null };
}
