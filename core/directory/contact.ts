/** What an address book holds of one person or company. */

export const NUMBER_KINDS = [
  'main',
  'work',
  'home',
  'mobile',
  'fax-work',
  'fax-home',
  'pager',
  'other',
] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** Kinds of e-mail addresses, web addresses and postal addresses. */
export const PLACE_KINDS = ['work', 'home', 'other'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** The kind of a further number: most often one that is not there yet. */
export const nextNumberKind = (numbers: readonly { kind: NumberKind }[]): NumberKind =>
  NUMBER_KINDS.find((kind) => kind !== 'main' && !numbers.some((one) => one.kind === kind)) ?? 'other';

export interface PhoneNumber {
  kind: NumberKind;
  /** As typed or as found in the file: never rewritten without the user's consent. */
  value: string;
  /** `+` and digits, or null for extensions, feature codes and whatever is not a public number. */
  e164: string | null;
}

export interface Labelled {
  kind: PlaceKind;
  value: string;
}

export interface PostalAddress {
  kind: PlaceKind;
  street: string;
  postalCode: string;
  city: string;
  region: string;
  country: string;
}

/** What an address consists of beside its kind, in the order in which forms ask for it. */
export const ADDRESS_PARTS = ['street', 'postalCode', 'city', 'region', 'country'] as const;

/** A picture as lists show it: its media type and its size in bytes. */
export interface PhotoInfo {
  type: string;
  bytes: number;
}

export interface Photo {
  type: string;
  data: Uint8Array;
}

/** The plain text fields. Absent text is `''`, never null. */
export const TEXT_FIELDS = [
  'salutation',
  'givenName',
  'familyName',
  'displayName',
  'company',
  'department',
  'position',
  'birthday',
  'shortCode',
  'note',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** The fields that hold several. */
export const LIST_FIELDS = ['numbers', 'emails', 'urls', 'addresses', 'groups'] as const;
export type ListField = (typeof LIST_FIELDS)[number];

export interface ContactLists {
  numbers: PhoneNumber[];
  emails: Labelled[];
  urls: Labelled[];
  addresses: PostalAddress[];
  /** Names of the contact groups, in the site's order. */
  groups: string[];
}

/** What a form shows and a PBX knows of a contact. `birthday` is ISO: `1980-05-17` or `--05-17`. */
export type KnownFields = Record<TextField, string> & ContactLists;

/** Everything of a contact except its identity and its picture. */
export interface ContactFields extends KnownFields {
  /**
   * What a vCard says beyond the known fields, kept for the next vCard (`formats/vcard/surplus.ts`).
   * Mostly `''`.
   */
  card: string;
}

/** A contact as it arrives from a file or a form, picture included. */
export interface ContactDraft extends ContactFields {
  photo: Photo | null;
}

/** A contact as the site file lists it: the JSON that every shell prints. */
export interface Contact extends ContactFields {
  id: number;
  photo: PhotoInfo | null;
}

export const emptyFields = (): KnownFields => ({
  salutation: '',
  givenName: '',
  familyName: '',
  displayName: '',
  company: '',
  department: '',
  position: '',
  birthday: '',
  shortCode: '',
  note: '',
  numbers: [],
  emails: [],
  urls: [],
  addresses: [],
  groups: [],
});

export const emptyDraft = (): ContactDraft => ({ ...emptyFields(), card: '', photo: null });

/**
 * The name a telephone shows. An empty display name is made of given and family name,
 * else of the company (Auerswald's documented rule).
 */
export const shownName = (
  contact: Pick<ContactFields, 'displayName' | 'givenName' | 'familyName' | 'company'>,
): string =>
  contact.displayName ||
  [contact.givenName, contact.familyName].filter((part) => part !== '').join(' ') ||
  contact.company;
