/** What differs between the site and the PBX since both last agreed. Writes nothing but what it learnt. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Comparison } from '../../core/api/upload.ts';
import type { DeviceProfile } from '../../core/device/profile.ts';
import { deviceProfile } from '../../core/device/profile.ts';
import { baseForNow } from '../../core/merge/decide.ts';
import { planUpload } from '../../core/merge/merge.ts';
import type { Direction, UploadPlan } from '../../core/merge/plan.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Capabilities, Connector, DeviceIdentity, RemoteBook } from '../pbx/connector.ts';
import type { PbxMemory, Site } from '../site/site.ts';
import { removeGroupBase, setGroupBase } from './group-base.ts';
import type { JobContext } from './job.ts';
import { during, stopIfCancelled } from './job.ts';
import { statesAgainst } from './states.ts';

/** A comparison with what carrying it out needs. `comparison` is what shells show. */
export interface ComparisonState {
  comparison: Comparison;
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
  const book = await connector.read(during(context, 'read-pbx'), context.signal);
  stopIfCancelled(context);
  knownPbx(memory, book.identity);
  context.progress({ phase: 'compare', done: 0, total: null });
  const at = new Date().toISOString();
  const { country } = site.info();
  const upload = memory.together(() => {
    const plan = planUpload(statesAgainst(site, book, capabilities, { profile, country }));
    remember(memory, plan, capabilities);
    memory.setLastSyncs(
      new Map(book.groups.flatMap(({ id, lastSync }) => (lastSync === undefined ? [] : [[id, lastSync]]))),
    );
    memory.setRead(book.identity.serial, at);
    return plan;
  });
  return {
    comparison: {
      plan: randomUUID(),
      at,
      upload,
      notes: notesOf(connector, book.identity, profile, upload),
      restores: null,
      revision: site.revision(),
    },
    book,
    profile,
    country,
  };
}

/** Errors: `pbx-other-serial` when the site was read from another PBX. */
export function knownPbx(memory: PbxMemory, { serial }: DeviceIdentity): void {
  const expected = memory.serial();
  if (expected !== null && expected !== serial) {
    throw new SwitchbookError('pbx-other-serial', { value: serial, params: { expected } });
  }
}

/** A write may take a while to show: right after an interruption, what was sent is not yet to be seen. */
async function settled(memory: PbxMemory, { settles }: Capabilities, { signal }: JobContext): Promise<void> {
  const latest = Math.max(...memory.pending().map(({ startedAt }) => Date.parse(startedAt)));
  const wait = Math.min(latest + settles - Date.now(), settles);
  if (wait > 0) await pause(wait, undefined, { signal }).catch(() => undefined);
}

/**
 * Interrupted operations are settled: what arrived is now linked, what did not is in the plan again. A creation that
 * may have become a contact which differs waits until the two have a base: by it alone they are known for one.
 */
function remember(memory: PbxMemory, plan: UploadPlan, { complete }: Capabilities): void {
  for (const { groupId, remoteId, name, standardForNew } of plan.groupLinks) {
    setGroupBase(memory, { groupId, remoteId, name, standardForNew });
  }
  for (const id of plan.unlinked.groups) removeGroupBase(memory, id);
  for (const cell of plan.access.agreed) memory.setBaseAccess(cell);
  for (const { contactId, remoteId, base } of plan.links) {
    if (base !== null) {
      memory.setBaseContact({ contactId, remoteId, record: baseForNow(base, plan.groupLinks) });
    }
  }
  for (const id of plan.unlinked.contacts) memory.removeBaseContact(id);
  if (!complete) return;
  const asked = new Set(
    [...plan.conflicts, ...plan.links].filter(({ base }) => base === null).map(({ contactId }) => contactId),
  );
  for (const { key, kind, contactId } of memory.pending()) {
    if (kind !== 'create' || contactId === null || !asked.has(contactId)) memory.finish(key);
  }
}

/** How the connector will write what is planned. */
export const writeNotes = (connector: Connector, { create, update, delete: gone }: Direction): Problem[] =>
  connector.planNotes?.({ create: create.length, update: update.length, delete: gone.length }) ?? [];

function notesOf(
  connector: Connector,
  identity: DeviceIdentity,
  profile: DeviceProfile,
  { access, toPbx }: UploadPlan,
): Problem[] {
  const notes: Problem[] = [...identity.warnings, ...connector.notes, ...writeNotes(connector, toPbx)];
  for (const { extension, name } of access.onlyHere) {
    const value = `${extension} ${name}`.trim();
    notes.push({ code: 'pbx-subscriber-only-here', severity: 'warning', value });
  }
  if (connector.capabilities.access === 'read' && access.toPbx.length > 0) {
    const params = { count: access.toPbx.length };
    notes.push({ code: 'pbx-rights-by-hand', severity: 'warning', params });
  }
  if (identity.profile !== null && identity.profile !== profile.id) {
    const types = deviceProfile(identity.profile).pbxTypes.value;
    if (!types.some((type) => profile.pbxTypes.value.includes(type))) {
      const params = { expected: profile.name };
      notes.push({ code: 'pbx-model-differs', severity: 'warning', value: identity.model, params });
    }
  }
  return notes;
}
