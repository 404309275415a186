/** What differs between the site and the PBX since both last agreed. Writes nothing but what it learnt. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Comparison } from '../../core/api/upload.ts';
import { checkContact } from '../../core/device/check.ts';
import type { DeviceProfile } from '../../core/device/profile.ts';
import { deviceProfile } from '../../core/device/profile.ts';
import { toDevice } from '../../core/device/store.ts';
import { shownName } from '../../core/directory/contact.ts';
import type { MergeInput, SiteContact } from '../../core/merge/input.ts';
import { planUpload } from '../../core/merge/merge.ts';
import type { UploadPlan } from '../../core/merge/plan.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Capabilities, Connector, DeviceIdentity, RemoteBook } from '../pbx/connector.ts';
import type { PbxMemory, Site } from '../site/site.ts';
import { removeGroupBase, setGroupBase } from './group-base.ts';
import type { JobContext } from './job.ts';
import { stopIfCancelled } from './job.ts';

/** A comparison with what carrying it out needs. `comparison` is what shells show. */
export interface ComparisonState {
  comparison: Comparison;
  /** The revision of the site that was compared. */
  revision: number;
  /** What the PBX held. */
  book: RemoteBook;
  profile: DeviceProfile;
  country: string;
}

/**
 * Reads the PBX in full and plans the upload. Pairs that already agree, and operations of an interrupted
 * upload that turn out to have arrived, are remembered.
 *
 * Errors: `pbx-other-serial` when the site was read from another PBX, and those of the connector.
 */
export async function compare(
  site: Site,
  connector: Connector,
  profile: DeviceProfile,
  context: JobContext,
): Promise<ComparisonState> {
  const { memory } = site;
  const { capabilities } = connector;
  await settled(memory, capabilities, context);
  context.progress({ phase: 'read-pbx', done: 0, total: null });
  const book = await connector.read(
    (done, total) => context.progress({ phase: 'read-pbx', done, total }),
    context.signal,
  );
  stopIfCancelled(context);
  const remembered = memory.serial();
  if (remembered !== null && remembered !== book.identity.serial) {
    throw new SwitchbookError('pbx-other-serial', {
      value: book.identity.serial,
      params: { expected: remembered },
    });
  }
  context.progress({ phase: 'compare', done: 0, total: null });
  const at = new Date().toISOString();
  const { country } = site.info();
  const upload = memory.together(() => {
    const plan = planUpload(statesOf(site, book, capabilities, profile, country));
    remember(memory, plan, capabilities);
    memory.setRead(book.identity.serial, at);
    return plan;
  });
  return {
    comparison: { plan: randomUUID(), at, upload, notes: notesOf(connector, book.identity, profile) },
    revision: site.revision(),
    book,
    profile,
    country,
  };
}

/** A write may take a while to show: right after an interruption, what was sent is not yet to be seen. */
async function settled(memory: PbxMemory, { settles }: Capabilities, { signal }: JobContext): Promise<void> {
  const latest = Math.max(...memory.pending().map(({ startedAt }) => Date.parse(startedAt)));
  const wait = Math.min(latest + settles - Date.now(), settles);
  if (wait > 0) await pause(wait, undefined, { signal }).catch(() => undefined);
}

function statesOf(
  site: Site,
  book: RemoteBook,
  capabilities: Capabilities,
  profile: DeviceProfile,
  country: string,
): MergeInput {
  const { memory } = site;
  const groups = site.groups();
  const kinds = new Map(groups.map(({ name, kind }) => [name, kind]));
  const contacts: SiteContact[] = [];
  for (const contact of site.eachContact()) {
    contacts.push({
      id: contact.id,
      name: shownName(contact),
      record: toDevice(contact, profile, country).record,
      problems: checkContact(contact, profile, country, kinds),
    });
  }
  const states: MergeInput = {
    baseContacts: memory.baseContacts(),
    baseGroups: memory.baseGroups(),
    pending: memory.pending(),
    site: { contacts, groups },
    remote: book,
    fields: capabilities.fields,
    profile,
    country,
  };
  return capabilities.complete ? states : withUnseen(states);
}

/** What this login may not see counts as unchanged, and memberships in groups say nothing. */
function withUnseen(states: MergeInput): MergeInput {
  const { remote, baseContacts, baseGroups } = states;
  const contacts = new Set(remote.contacts.map(({ id }) => id));
  const groups = new Set(remote.groups.map(({ id }) => id));
  const kinds = new Map(states.site.groups.map(({ id, kind }) => [id, kind]));
  return {
    ...states,
    fields: states.fields.filter((field) => field !== 'groups'),
    remote: {
      contacts: [
        ...remote.contacts,
        ...[...baseContacts.values()]
          .filter(({ remoteId }) => !contacts.has(remoteId))
          .map(({ remoteId, record }) => ({ id: remoteId, record })),
      ],
      groups: [
        ...remote.groups,
        ...[...baseGroups]
          .filter(([, { remoteId }]) => !groups.has(remoteId))
          .map(([groupId, { remoteId, name }]) => ({
            id: remoteId,
            name,
            kind: kinds.get(groupId) ?? 'standard',
          })),
      ],
    },
  };
}

/** Interrupted operations are settled: what arrived is now linked, what did not is in the plan again. */
function remember(memory: PbxMemory, plan: UploadPlan, { complete }: Capabilities): void {
  // Groups first: the bases of contacts that follow say the new names already.
  for (const link of plan.groupLinks) setGroupBase(memory, link);
  for (const id of plan.unlinked.groups) removeGroupBase(memory, id);
  for (const { contactId, remoteId, base } of plan.links) {
    if (base !== null) memory.setBaseContact({ contactId, remoteId, record: base });
  }
  for (const id of plan.unlinked.contacts) memory.removeBaseContact(id);
  if (complete) for (const { key } of memory.pending()) memory.finish(key);
}

function notesOf(connector: Connector, identity: DeviceIdentity, profile: DeviceProfile): Problem[] {
  const notes = [...identity.warnings, ...connector.notes];
  if (identity.profile !== null) {
    const types = deviceProfile(identity.profile).pbxTypes.value;
    if (!types.some((type) => profile.pbxTypes.value.includes(type))) {
      const params = { expected: profile.name };
      notes.push({ code: 'pbx-model-differs', severity: 'warning', value: identity.model, params });
    }
  }
  return notes;
}
