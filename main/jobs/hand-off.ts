/**
 * The way that always works: the files which the PBX's own Configuration Manager imports, and a sheet that
 * says step by step what to do there. Comparing afterwards shows what is still missing.
 */
import { deviceProfile } from '../../core/device/profile.ts';
import type { DeviceRecord, RecordField } from '../../core/device/record.ts';
import type { ContactDraft, Photo } from '../../core/directory/contact.ts';
import { emptyDraft, shownName } from '../../core/directory/contact.ts';
import { writeCommanderCsv } from '../../core/formats/csv/commander.ts';
import { writeVcards } from '../../core/formats/vcard/write.ts';
import type { Language } from '../../core/language/text.ts';
import { speaker } from '../../core/language/text.ts';
import { planUpload } from '../../core/merge/merge.ts';
import type { AccessChange, PlannedContact, PlannedGroup } from '../../core/merge/plan.ts';
import catalogue from '../../resources/translations/hand-off.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import type { Site } from '../site/site.ts';
import type { JobContext } from './job.ts';
import { stopIfCancelled } from './job.ts';
import { photosOf } from './photo.ts';
import { statesSinceLastRead } from './states.ts';
import { fieldText } from './verify.ts';

export interface HandOffFiles {
  files: { fileName: string; bytes: Uint8Array }[];
  /** Numbered steps in the user's language. */
  steps: string[];
}

/**
 * What is to be done at the PBX since it was last read; everything, where it never was. The PBX's import
 * asks for the groups of a file, so there is a file for each set of groups.
 */
export async function handOff(site: Site, language: Language, context: JobContext): Promise<HandOffFiles> {
  const { device, country, name: siteName } = site.info();
  const say = speaker(catalogue, language);
  const named = speaker(terms, language);
  context.progress({ phase: 'compare', done: 0, total: null });
  const plan = planUpload(statesSinceLastRead(site, { profile: deviceProfile(device), country }));
  stopIfCancelled(context);

  const { groups, create, update, delete: gone } = plan.toPbx;
  const before = site.memory.baseGroups();
  const bases = site.memory.baseContacts();
  const groupStep = ({ kind, groupId, name, groupKind, standardForNew }: PlannedGroup) => {
    if (kind === 'rename-group') return say(kind, { old: before.get(groupId ?? 0)?.name ?? '', name });
    return kind === 'mark-group'
      ? say(kind, { name, marked: String(standardForNew) })
      : say(kind, { name, kind: named(`group.${groupKind}`) });
  };
  const accessStep = ({ extension, subscriber, group, after: { grant, standard } }: AccessChange) =>
    say('set-access', { extension, subscriber, group, grant, standard: String(standard) });
  const change = (field: RecordField, value: DeviceRecord[RecordField]) =>
    say('change', { field: named(`field.${field}`), value: fieldText(value) || say('empty') });

  /** The name under which the PBX lists it until it is changed. */
  const called = (contactId: number | null) => {
    const base = bases.get(contactId ?? 0);
    return base === undefined ? '' : shownName(base.record);
  };

  const files: HandOffFiles['files'] = [];
  const imports: string[] = [];
  const withoutPhoto: string[] = [];
  for (const [index, batch] of batches(create).entries()) {
    const title = batch.groups.join(' + ') || say('ungrouped-file');
    const fileName = `${String(index + 1).padStart(2, '0')} ${safe(title)}`;
    const [csv, vcard] = [`${fileName}.csv`, `${fileName}.vcf`];
    const { photos, problems } = await photosOf(site, site.contacts(batch.ids), HANDED_PHOTOS, context);
    withoutPhoto.push(...problems.map(({ value }) => value ?? ''));
    const cards = batch.records.map((record, i) => card(record, photos.get(batch.ids[i] ?? 0) ?? null));
    files.push({ fileName: csv, bytes: writeCommanderCsv(batch.records).bytes });
    files.push({ fileName: vcard, bytes: writeVcards(cards, '2.1') });
    const list = batch.groups.join(', ') || say('no-group');
    imports.push(say('import', { file: csv, vcard, groups: list, count: batch.records.length }));
    context.progress({ phase: 'write-file', done: index + 1, total: null });
    stopIfCancelled(context);
  }

  const work = [
    ...groups.filter(({ kind }) => kind !== 'delete-group').map(groupStep),
    ...plan.access.toPbx.map(accessStep),
    ...(create.length + update.length + gone.length > 0 ? [say('open-contacts')] : []),
    ...gone.map(({ name }) => say('delete', { name })),
    ...update.map(({ contactId, changes }) =>
      say('update', {
        name: called(contactId),
        changes: changes.map(({ field, after }) => change(field, after)).join('; '),
      }),
    ),
    ...imports,
    ...groups.filter(({ kind }) => kind === 'delete-group').map(groupStep),
  ];
  const steps = work.length === 0 ? [say('nothing')] : [say('log-in'), ...work, say('verify')];
  const planned = new Set(create.map(({ contactId }) => contactId));
  const heldBack = new Set(
    plan.losses
      .filter(({ problem, contactId }) => problem.severity === 'error' && !planned.has(contactId))
      .map(({ contactId }) => contactId),
  );
  for (const name of withoutPhoto) steps.push(say('photo-left-out', { name }));
  if (heldBack.size > 0) steps.push(say('held-back', { count: heldBack.size }));
  const sheet = [say('title', { site: siteName }), '', ...steps.map((step, i) => `${i + 1}. ${step}`), ''];
  // The mark at the start tells every editor that the text is UTF-8.
  files.push({ fileName: say('sheet-file'), bytes: new TextEncoder().encode(`\uFEFF${sheet.join('\r\n')}`) });
  return { files, steps };
}

interface Batch {
  groups: string[];
  records: DeviceRecord[];
  /** Of the contacts, in the order of their records. */
  ids: number[];
}

function batches(create: readonly PlannedContact[]): Batch[] {
  const bySet = new Map<string, Batch>();
  for (const { contactId, record } of create) {
    if (record === null || contactId === null) continue;
    const key = JSON.stringify(record.groups);
    const batch = bySet.get(key);
    if (batch === undefined) bySet.set(key, { groups: record.groups, records: [record], ids: [contactId] });
    else {
      batch.records.push(record);
      batch.ids.push(contactId);
    }
  }
  return [...bySet.values()];
}

/** As the device will hold it, numbers included; its groups are chosen while importing. */
const card = (record: DeviceRecord, photo: Photo | null): ContactDraft => ({
  ...emptyDraft(),
  ...record,
  numbers: record.numbers.map((number) => ({ ...number, e164: null })),
  groups: [],
  photo,
});

/** What every telephone reads and no larger than its screen; without what the camera knew. */
const HANDED_PHOTOS = { plain: true, side: 320, jpeg: true };

/** Without what file systems refuse. */
const safe = (name: string): string => name.replace(/[^\p{L}\p{N} ,.()&+-]+/gu, '_').slice(0, 80);
