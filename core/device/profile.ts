/**
 * What each model can store, as data: every limit says how sure it is and where it was read, so that the
 * interface can tell a fact from an assumption. Files that say `extends` repeat only what differs.
 */
import { z } from 'zod';
import commander6000 from '../../resources/devices/commander-6000.json' with { type: 'json' };
import commander6000r from '../../resources/devices/commander-6000r.json' with { type: 'json' };
import commander6000rx from '../../resources/devices/commander-6000rx.json' with { type: 'json' };
import compact4000 from '../../resources/devices/compact-4000.json' with { type: 'json' };
import compact5000 from '../../resources/devices/compact-5000.json' with { type: 'json' };
import compact5000r from '../../resources/devices/compact-5000r.json' with { type: 'json' };
import compact5200 from '../../resources/devices/compact-5200.json' with { type: 'json' };
import compact5200r from '../../resources/devices/compact-5200r.json' with { type: 'json' };
import compact5500r from '../../resources/devices/compact-5500r.json' with { type: 'json' };
import ovhPhonebook from '../../resources/devices/ovh-phonebook.json' with { type: 'json' };
import { ADDRESS_PARTS, LIST_FIELDS, NUMBER_KINDS, PLACE_KINDS, TEXT_FIELDS } from '../directory/contact.ts';
import { GROUP_KINDS } from '../directory/group.ts';
import { SwitchbookError } from '../problem/problem.ts';

const CERTAINTIES = ['vendor', 'third-party', 'inferred', 'assumption'] as const;

export const known = <T extends z.ZodType>(value: T) =>
  z.object({ value, certainty: z.enum(CERTAINTIES), source: z.string().min(1) });

/** The highest count or length that fits; null: not known, so nothing is refused for it. */
export const limit = known(z.number().int().nonnegative().nullable());
export type Limit = z.infer<typeof limit>;

const kindRules = z.object({
  contacts: limit,
  /** Numbers that each of its contacts shows. */
  numbers: limit,
  /** The group's `type` in the ICT System API; null where that API does not list the kind. */
  apiType: z.number().int().nullable(),
  /** People can create such groups; others exist by themselves. */
  creatable: z.boolean(),
  /** People can change what is in them. */
  writable: z.boolean(),
  /** The kind of group that each of its contacts must stand in too. */
  companion: z.enum(GROUP_KINDS).nullable(),
});

/** A page of the Configuration Manager; `unconfirmed` names are guesses in the vendor's own pattern. */
const page = z.object({ path: z.string().min(1), status: z.enum(['confirmed', 'unconfirmed']) });

const fieldName = z.enum([...TEXT_FIELDS, ...LIST_FIELDS]);
const addressPart = z.enum(ADDRESS_PARTS);

const deviceProfileShape = z.object({
  id: z.string(),
  name: z.string(),
  /** The connector that speaks to it. */
  connector: z.enum(['commander', 'ovh']),
  /** `pbxType` of the ICT System API's `/app_about`. */
  pbxTypes: known(z.array(z.number().int())),
  limits: z.object({
    contacts: limit,
    groups: limit,
    googleGroups: limit,
    ldapGroups: limit,
    numbers: limit,
    emails: limit,
    urls: limit,
    addresses: limit,
  }),
  /** What may be exceeded, but should not be. */
  advised: z.object({ contacts: limit }),
  /** In characters. */
  lengths: z.object({
    salutation: limit,
    givenName: limit,
    familyName: limit,
    displayName: limit,
    company: limit,
    department: limit,
    position: limit,
    shortCode: limit,
    number: limit,
    email: limit,
    url: limit,
    addressPart: limit,
    groupName: limit,
    version1Name: limit,
  }),
  groupKinds: z.partialRecord(z.enum(GROUP_KINDS), kindRules),
  /** A group keeps the kind that it was created with. */
  groupKindFixed: known(z.boolean()),
  /** What a contact has on the device. */
  fields: known(z.array(fieldName)),
  addressParts: known(z.array(addressPart)),
  /** The device's kind for each kind of the product. */
  numberKinds: known(z.record(z.enum(NUMBER_KINDS), z.enum(NUMBER_KINDS))),
  /** The places for numbers, each of one kind, and what may stand there; null: any number anywhere. */
  numberSlots: known(
    z.array(z.object({ kind: z.enum(NUMBER_KINDS), takes: z.array(z.enum(NUMBER_KINDS)) })).nullable(),
  ),
  /** The kind that the device takes for each kind of e-mail, web and postal address; the others have no word. */
  placeKinds: known(z.record(z.enum(PLACE_KINDS), z.enum(PLACE_KINDS))),
  /** What a birthday must have to be stored. */
  birthday: known(z.literal('with year')),
  numberForm: z.object({
    /** What stands in front of the country code. */
    international: known(z.literal('00')),
    /** Whether a number without country gets one; then there are no extensions and no codes. */
    national: known(z.enum(['as dialled', 'with country'])),
    characters: known(z.string().min(1)),
  }),
  charset: known(z.enum(['iso-8859-1', 'ascii'])),
  /** All that names and companies may hold once they are in the character set; null: whatever is in it. */
  nameCharacters: known(z.string().min(1).nullable()),
  /** The rule in words; the check follows it. */
  minimumContent: known(z.enum(['number and (family name or company)', 'number and name'])),
  /** Whether all contacts of a workbook must stand on one sheet. */
  sheets: known(z.enum(['any', 'one'])),
  displayName: known(z.literal('if empty: given name and family name, else company')),
  password: z.object({ shortest: limit, longest: limit, characters: known(z.string().min(1)) }),
  firmware: z.object({ leastSafe: known(z.string()) }),
  pages: z.object({
    contacts: page,
    contactGroups: page,
    assignment: page,
    permissions: page,
    standardGroups: page,
    ldap: page,
    contactsImport: page,
    vcardImport: page,
    /** Absent where the device has a subscriber’s call dialled in no known way. */
    softCall: page.optional(),
  }),
});
export type DeviceProfile = z.infer<typeof deviceProfileShape>;

const FILES: readonly { id: string; extends?: string }[] = [
  commander6000,
  commander6000r,
  commander6000rx,
  compact5000,
  compact5000r,
  compact4000,
  compact5200,
  compact5200r,
  compact5500r,
  ovhPhonebook,
];

let read: ReadonlyMap<string, DeviceProfile> | undefined;

const profiles = (): ReadonlyMap<string, DeviceProfile> =>
  (read ??= new Map(
    FILES.map((file) => [
      file.id,
      deviceProfileShape.parse({ ...FILES.find((it) => it.id === file.extends), ...file }),
    ]),
  ));

/** All profiles, the full-size models first. */
export const deviceProfiles = (): DeviceProfile[] => [...profiles().values()];

/** Throws `device-unknown`. */
export function deviceProfile(id: string): DeviceProfile {
  const profile = profiles().get(id);
  if (profile !== undefined) return profile;
  throw new SwitchbookError('device-unknown', {
    value: id,
    params: { known: [...profiles().keys()].join(', ') },
  });
}

/**
 * The profile for the `pbxType` that a device reports, or null. Models that report the same number
 * (COMmander 6000R and 6000RX) have the same limits; the first of them is meant.
 */
export const profileOfPbxType = (pbxType: number): DeviceProfile | null =>
  deviceProfiles().find((profile) => profile.pbxTypes.value.includes(pbxType)) ?? null;
