/** Comparison and upload, and what the PBX held before. */
import { z } from 'zod';
import { LANGUAGES } from '../../language/text.ts';
import { decisions, uploadOptions } from '../upload.ts';
import type { Backup, Comparison, Discard, HandOff, UploadReport, UploadSummary } from '../upload.ts';
import { id, job, none, query } from '../operation.ts';

export const upload = {
  'pbx.compare': job<Comparison>()(none),
  'pbx.upload': job<UploadReport>()(uploadOptions),
  /** Takes over what has changed on the PBX, and nothing else. */
  'pbx.takeOver': job<{ takenOver: number; takenOverRights: number; pullStep: number | null }>()(
    z.object({
      plan: z.string(),
      decisions: decisions.default({}),
      confirmedDeletions: z.number().int().optional(),
    }),
  ),
  /**
   * Sets the site back to what the PBX held when it was last read or written. `revision`: the one that was
   * shown; null shows what would happen and does nothing.
   */
  'pbx.discard': job<Discard>()(z.object({ revision: z.number().int().nullable() })),
  'pbx.handOff': job<HandOff>()(z.object({ language: z.enum(LANGUAGES) })),

  'backups.list': query<{ backups: Backup[] }>()(none),
  /** All that the PBX held then, as one JSON document. */
  'backups.export': job<{ file: string; fileName: string }>()(z.object({ id })),
  /** The plan that brings the PBX back to it, for `pbx.upload`. */
  'backups.restore': job<Comparison>()(z.object({ id })),

  'uploads.list': query<{ uploads: UploadSummary[] }>()(
    z.object({ limit: z.number().int().min(1).max(1000) }),
  ),
  /** What an upload did, as a JSON document or as pages to print. */
  'uploads.report': job<{ file: string; fileName: string }>()(
    z.object({ id, format: z.enum(['json', 'pdf']), language: z.enum(LANGUAGES) }),
  ),
};
