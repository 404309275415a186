/**
 * Which contact of the site is which contact of the PBX. What is certain is linked: by base, by a write
 * that was sent and arrived, by saying exactly the same. What only looks like the same person is asked.
 */
import type { Comparer } from '../device/same.ts';
import { fitText } from '../device/text.ts';
import type { DeviceRecord, RecordField } from '../device/record.ts';
import type { RemoteContactState, SiteContact } from './input.ts';

export interface Base {
  contactId: number;
  remoteId: string;
  record: DeviceRecord;
  /** What is stored says something else, a renamed group for example. */
  fresh: boolean;
}

/** Where both sides are missing there is no link. */
export interface Linked {
  contactId: number;
  remoteId: string;
  base: DeviceRecord;
  /** The base is not what is stored. */
  fresh: boolean;
  here: SiteContact | undefined;
  there: RemoteContactState | undefined;
}

export interface Pairing {
  linked: Linked[];
  samePerson: { here: SiteContact; there: RemoteContactState }[];
  onlyHere: SiteContact[];
  onlyThere: RemoteContactState[];
  /** Contacts whose base says nothing any more. */
  unlinked: number[];
}

/** All records speak of groups by the same names. */
export interface PairingInput {
  bases: readonly Base[];
  /** Creations that were sent, with the contact they were sent for. */
  sentCreates: readonly { contactId: number; record: DeviceRecord }[];
  /** Updates that were sent, by remote id, with the base that they make. */
  sentUpdates: ReadonlyMap<string, { record: DeviceRecord; agreed: DeviceRecord }>;
  /** Remote ids from before the creations were sent; null: nobody knows. */
  heldBefore: ReadonlySet<string> | null;
  /** Remote ids of deletions that were sent. */
  sentDeletes: ReadonlySet<string>;
  here: ReadonlyMap<number, SiteContact>;
  there: ReadonlyMap<string, RemoteContactState>;
}

/** Linear in the number of contacts. */
export function pairContacts(
  input: PairingInput,
  fields: readonly RecordField[],
  compare: Comparer,
): Pairing {
  const here = new Map(input.here);
  const there = new Map(input.there);
  const linked: Linked[] = [];
  const unlinked: number[] = [];
  const link = ({ contactId, remoteId, record, fresh }: Base): void => {
    linked.push({
      contactId,
      remoteId,
      base: record,
      fresh,
      here: here.get(contactId),
      there: there.get(remoteId),
    });
    here.delete(contactId);
    there.delete(remoteId);
  };

  // Bases of contacts that exist come first: after a contact came back from the PBX under another number
  // of ours, two bases speak of one remote contact.
  const inOrder = [
    ...input.bases.filter((base) => input.here.has(base.contactId)),
    ...input.bases.filter((base) => !input.here.has(base.contactId)),
  ];
  const moved: Base[] = [];
  for (const base of inOrder) {
    const remote = there.get(base.remoteId);
    if (remote !== undefined) {
      const sent = input.sentUpdates.get(base.remoteId);
      link(sent === undefined ? base : asArrived(base, sent, remote, fields, compare));
    } else if (input.there.has(base.remoteId)) unlinked.push(base.contactId);
    // Deleted there by ourselves: a contact that was brought back here since is new to the PBX.
    else if (input.sentDeletes.has(base.remoteId)) unlinked.push(base.contactId);
    else moved.push(base);
  }

  const takeEqual = equalTaker(there, fields, compare);
  const sentFor = new Set<number>();
  for (const { contactId, record } of input.sentCreates) {
    const remote = sentFor.has(contactId) ? undefined : takeEqual(record);
    if (remote === undefined) continue;
    sentFor.add(contactId);
    link({ contactId, remoteId: remote.id, record, fresh: true });
  }

  // A PBX that was restored or filled from files gives its contacts other ids.
  for (const base of moved) {
    if (sentFor.has(base.contactId)) continue;
    const remote = there.size === 0 ? undefined : takeEqual(base.record);
    if (remote !== undefined) link({ ...base, remoteId: remote.id, fresh: true });
    else if (here.has(base.contactId)) link(base);
    else unlinked.push(base.contactId);
  }

  for (const contact of here.values()) {
    if (there.size === 0) break;
    const remote = takeEqual(contact.record);
    if (remote === undefined) continue;
    link({ contactId: contact.id, remoteId: remote.id, record: remote.record, fresh: true });
  }

  const samePerson: Pairing['samePerson'] = [];
  const pairPersons = (take: Take, contacts: Iterable<SiteContact>): void => {
    for (const contact of contacts) {
      if (there.size === 0) break;
      const remote = here.has(contact.id) ? take(contact.record) : undefined;
      if (remote === undefined) continue;
      samePerson.push({ here: contact, there: remote });
      here.delete(contact.id);
      there.delete(remote.id);
    }
  };
  // A creation that arrived unheard, and was edited at the PBX since: somebody of that name is new there.
  const { heldBefore } = input;
  if (heldBefore !== null) {
    const sent = input.sentCreates.flatMap(({ contactId }) => here.get(contactId) ?? []);
    const isNew = ({ id }: RemoteContactState): boolean => !heldBefore.has(id);
    pairPersons(
      taker(there, (record) => [personName(record)], isNew),
      sent,
    );
  }
  pairPersons(
    taker(there, (record) => personKeys(record, compare)),
    [...here.values()],
  );
  return { linked, samePerson, onlyHere: [...here.values()], onlyThere: [...there.values()], unlinked };
}

/** Field by field: somebody may have changed another field since the update arrived. */
function asArrived(
  base: Base,
  sent: { record: DeviceRecord; agreed: DeviceRecord },
  { record: held }: RemoteContactState,
  fields: readonly RecordField[],
  { same }: Comparer,
): Base {
  const record = { ...base.record };
  const arrived = fields.filter(
    (field) => same(field, sent.record, held) && !same(field, sent.agreed, base.record),
  );
  for (const field of arrived) Object.assign(record, { [field]: sent.agreed[field] });
  return arrived.length === 0 ? base : { ...base, record, fresh: true };
}

type KeysOf = (record: DeviceRecord) => readonly string[];
type Take = (record: DeviceRecord) => RemoteContactState | undefined;

/** Entries by key, the first one at the end of its list. */
function indexOf(entries: Iterable<RemoteContactState>, keysOf: KeysOf): Map<string, RemoteContactState[]> {
  const index = new Map<string, RemoteContactState[]>();
  for (const entry of [...entries].toReversed()) {
    for (const key of keysOf(entry.record)) {
      const same = index.get(key);
      if (same === undefined) index.set(key, [entry]);
      else same.push(entry);
    }
  }
  return index;
}

/** The first of a list that nobody has taken yet. */
function firstLeft(
  list: RemoteContactState[],
  left: ReadonlyMap<string, RemoteContactState>,
): RemoteContactState | undefined {
  for (let entry = list.at(-1); entry !== undefined; entry = list.at(-1)) {
    if (left.has(entry.id)) return entry;
    list.pop();
  }
  return undefined;
}

/** Fields that tell most contacts apart. Keys of all fields are long, and only needed where these are not enough. */
const TELLING: readonly RecordField[] = ['givenName', 'familyName', 'company'];

/** Finds the first of `left` that says the same in all `fields`. The index is made when first needed. */
function equalTaker(
  left: ReadonlyMap<string, RemoteContactState>,
  fields: readonly RecordField[],
  compare: Comparer,
): Take {
  const telling = fields.filter((field) => TELLING.includes(field));
  let index: Map<string, RemoteContactState[]> | undefined;
  const crowds = new Map<string, Map<string, RemoteContactState[]>>();
  return (record) => {
    index ??= indexOf(left.values(), (it) => [compare.key(it, telling)]);
    const key = compare.key(record, telling);
    const alike = index.get(key);
    if (alike === undefined) return undefined;
    const [only] = alike;
    if (alike.length === 1 && only !== undefined) {
      const same = left.has(only.id) && fields.every((field) => compare.same(field, only.record, record));
      return same ? only : undefined;
    }
    let crowd = crowds.get(key);
    if (crowd === undefined) {
      crowd = indexOf(alike.toReversed(), (it) => [compare.key(it, fields)]);
      crowds.set(key, crowd);
    }
    return firstLeft(crowd.get(compare.key(record, fields)) ?? [], left);
  };
}

/** Finds the first of `left` that has one of the keys; only among those that `may` be it. */
function taker(
  left: ReadonlyMap<string, RemoteContactState>,
  keysOf: KeysOf,
  may: (entry: RemoteContactState) => boolean = () => true,
): Take {
  let index: Map<string, RemoteContactState[]> | undefined;
  return (record) => {
    index ??= indexOf(left.values().filter(may), keysOf);
    for (const key of keysOf(record)) {
      const found = firstLeft(index.get(key) ?? [], left);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

const personName = (record: DeviceRecord): string =>
  fitText(`${record.givenName} ${record.familyName}`.trim() || record.company || record.displayName)
    .trim()
    .toLowerCase();

/** Name and number together make a person; either alone is shared by families and by switchboards. */
function personKeys(record: DeviceRecord, { identify }: Comparer): string[] {
  const name = personName(record);
  if (name === '') return [];
  return record.numbers.map((number) => `${name}\u0000${identify.number(number).id}`);
}
