/** What was done, how it is taken back, and what is held on people. */
import { z } from 'zod';
import type { Departed, Erasure, RecordChange, StepUndo } from '../history.ts';
import type { HistoryStep, StepLabel } from '../shapes.ts';
import { command, id, ids, job, none, query } from '../operation.ts';

export const history = {
  'history.list': query<{ steps: HistoryStep[] }>()(
    z.object({ limit: z.number().int().min(1).max(1000), before: z.number().int().optional() }),
  ),
  /** What a step changed, in parts: those after an entry. */
  'history.step': query<{ changes: RecordChange[] }>()(
    z.object({ step: id, after: z.number().int().min(0), limit: z.number().int().min(1).max(1000) }),
  ),
  'history.contact': query<{ changes: { step: HistoryStep; change: RecordChange }[] }>()(
    z.object({ id, limit: z.number().int().min(1).max(1000) }),
  ),
  /** One step is taken back wherever it stands: an import, a pull. See `StepUndo`. */
  'history.undoStep': job<StepUndo>()(z.object({ step: id, keepChanged: z.boolean(), preview: z.boolean() })),
  /** All that the journal still holds, a line a field. */
  'history.export': job<{ file: string; fileName: string }>()(z.object({ format: z.enum(['csv', 'json']) })),
  'history.undo': command<{ undone: StepLabel | null }>()(none),
  'history.redo': command<{ redone: StepLabel | null }>()(none),

  /** Everything that is held on one contact, as a JSON document. */
  'privacy.export': job<{ file: string; fileName: string }>()(z.object({ id })),
  /** For good: no undo brings them back. `copies`: the copies beside the site that hold them go too. */
  'privacy.erase': job<Erasure>()(
    z.object({ ids: ids.min(1).max(1000), copies: z.boolean(), preview: z.boolean().default(false) }),
  ),
  /** Who was deleted and is still held, the latest first. */
  'privacy.departed': query<{ people: Departed[] }>()(
    z.object({ search: z.string().max(200), limit: z.number().int().min(1).max(1000) }),
  ),
};
