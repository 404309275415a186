/** What the PBX held before an upload: kept, listed, taken out as a file, and planned back. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Backup } from '../../core/api/upload.ts';
import type { DeviceProfile } from '../../core/device/profile.ts';
import { GROUP_KINDS } from '../../core/directory/group.ts';
import { GRANTS } from '../../core/directory/subscriber.ts';
import { planRestore, type HeldBook } from '../../core/merge/restore.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Connector, RemoteBook } from '../pbx/connector.ts';
import { recordShape } from '../site/record-shape.ts';
import type { Site } from '../site/site.ts';
import { knownPbx, writeNotes, type ComparisonState } from './compare.ts';
import type { JobContext } from './job.ts';
import { during, stopIfCancelled } from './job.ts';

const text = z.string();
const bookShape = z.object({
  groups: z.array(
    z.object({
      id: text,
      name: text,
      kind: z.enum(GROUP_KINDS),
      standardForNew: z.boolean().nullable(),
    }),
  ),
  contacts: z.array(z.object({ id: text, record: recordShape })),
  subscribers: z.array(
    z.object({
      extension: text,
      name: text,
      rights: z.array(z.object({ group: text, grant: z.enum(GRANTS), standard: z.boolean() })),
    }),
  ),
}) satisfies z.ZodType<HeldBook>;

/** Durable before it returns. Says the number of the backup. */
export function keepBackup(site: Site, { identity, groups, contacts, subscribers }: RemoteBook): number {
  const { model, serial, firmware } = identity;
  return site.backups.add(
    {
      at: new Date().toISOString(),
      model,
      serial,
      firmware,
      contacts: contacts.length,
      groups: groups.length,
    },
    { groups, contacts, subscribers } satisfies HeldBook,
  );
}

/** Errors: `backup-missing`, `site-damaged`. */
function readBackup(site: Site, id: number): { about: Backup; book: HeldBook } {
  const { about, book } = site.backups.read(id);
  const read = bookShape.safeParse(book);
  if (!read.success) {
    throw new SwitchbookError('site-damaged', { value: site.path }, { cause: read.error });
  }
  return { about, book: read.data };
}

/** One JSON document: about the PBX first, then all that it held. */
export function backupFile(site: Site, id: number): { fileName: string; bytes: Uint8Array } {
  const { about, book } = readBackup(site, id);
  const fileName = `backup-${about.serial}-${about.at.slice(0, 19)}.json`.replace(/[^\w.-]+/g, '-');
  const document = JSON.stringify({ ...about, book }, null, 2);
  return { fileName, bytes: new TextEncoder().encode(`${document}\n`) };
}

/**
 * Reads the PBX and plans the upload that brings it back to the backup. It is shown, confirmed, carried out
 * and verified as any other, and makes a backup of its own.
 *
 * Errors: `backup-missing`, `site-damaged`, `pbx-other-serial`, `pbx-writes-by-hand` and those of the connector.
 */
export async function planBackup(
  site: Site,
  id: number,
  connector: Connector,
  profile: DeviceProfile,
  context: JobContext,
): Promise<ComparisonState> {
  const { capabilities } = connector;
  const { about, book: kept } = readBackup(site, id);
  // A login that does not see or write everything would put back what is only hidden from it.
  if (capabilities.write === 'hand-off' || !capabilities.complete)
    throw new SwitchbookError('pbx-writes-by-hand');
  const book = await connector.read(during(context, 'read-pbx'), context.signal);
  stopIfCancelled(context);
  knownPbx(site.memory, book.identity);
  context.progress({ phase: 'compare', done: 0, total: null });
  const { country } = site.info();
  const { fields, access } = capabilities;
  const upload = planRestore(kept, book, access === 'write', { fields, profile, country });
  const notes = [...connector.notes, ...writeNotes(connector, upload.toPbx)];
  if (about.serial !== book.identity.serial) {
    const params = { expected: book.identity.serial };
    notes.push({ code: 'backup-other-serial', severity: 'warning', value: about.serial, params });
  }
  return {
    comparison: {
      plan: randomUUID(),
      at: new Date().toISOString(),
      upload,
      notes,
      restores: about,
      revision: site.revision(),
    },
    book,
    profile,
    country,
  };
}
