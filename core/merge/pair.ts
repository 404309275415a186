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
      const arrived =
        sent !== undefined && fields.every((field) => compare.same(field, sent.record, remote.record));
      link(arrived ? { ...base, record: sent.agreed, fresh: true } : base);
    } else if (input.there.has(base.remoteId)) unlinked.push(base.contactId);
    else moved.push(base);
  }

  const takeEqual = equalTaker(there, (it) => compare.key(it.record, fields));
  const sentFor = new Set<number>();
  for (const { contactId, record } of input.sentCreates) {
    const remote = sentFor.has(contactId) ? undefined : takeEqual(compare.key(record, fields));
    if (remote === undefined) continue;
    sentFor.add(contactId);
    link({ contactId, remoteId: remote.id, record, fresh: true });
  }

  // A PBX that was restored or filled from files gives its contacts other ids.
  for (const base of moved) {
    if (sentFor.has(base.contactId)) continue;
    const remote = there.size === 0 ? undefined : takeEqual(compare.key(base.record, fields));
    if (remote !== undefined) link({ ...base, remoteId: remote.id, fresh: true });
    else if (here.has(base.contactId)) link(base);
    else unlinked.push(base.contactId);
  }

  for (const contact of here.values()) {
    if (there.size === 0) break;
    const remote = takeEqual(compare.key(contact.record, fields));
    if (remote === undefined) continue;
    link({ contactId: contact.id, remoteId: remote.id, record: remote.record, fresh: true });
  }

  const samePerson: Pairing['samePerson'] = [];
  const takePerson = equalTaker(there, (it) => personKeys(it.record, compare));
  for (const contact of here.values()) {
    if (there.size === 0) break;
    const remote = personKeys(contact.record, compare)
      .map(takePerson)
      .find((it) => it !== undefined);
    if (remote === undefined) continue;
    samePerson.push({ here: contact, there: remote });
    here.delete(contact.id);
    there.delete(remote.id);
  }
  return { linked, samePerson, onlyHere: [...here.values()], onlyThere: [...there.values()], unlinked };
}

/** Finds the first entry of the key that is still in `entries`. The index is made when first needed. */
function equalTaker(
  entries: ReadonlyMap<string, RemoteContactState>,
  keysOf: (entry: RemoteContactState) => string | string[],
): (key: string) => RemoteContactState | undefined {
  let index: Map<string, RemoteContactState[]> | undefined;
  const build = (): Map<string, RemoteContactState[]> => {
    const made = new Map<string, RemoteContactState[]>();
    // Last first, so that the first one is taken from the end.
    for (const entry of [...entries.values()].toReversed()) {
      for (const key of [keysOf(entry)].flat()) {
        const same = made.get(key);
        if (same === undefined) made.set(key, [entry]);
        else same.push(entry);
      }
    }
    return made;
  };
  return (key) => {
    index ??= build();
    const same = index.get(key) ?? [];
    while (same.length > 0) {
      const entry = same.at(-1);
      if (entry !== undefined && entries.has(entry.id)) return entry;
      same.pop();
    }
    return undefined;
  };
}

/** Name and number together make a person; either alone is shared by families and by switchboards. */
function personKeys(record: DeviceRecord, { identify }: Comparer): string[] {
  const name = fitText(
    `${record.givenName} ${record.familyName}`.trim() || record.company || record.displayName,
  )
    .trim()
    .toLowerCase();
  if (name === '') return [];
  return record.numbers.map((number) => `${name}\u0000${identify.number(number).id}`);
}
