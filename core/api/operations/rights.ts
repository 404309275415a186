/** Subscribers and what they may do. */
import { z } from 'zod';
import { GRANTS, ROLES } from '../../directory/subscriber.ts';
import type { Grant, Subscriber } from '../../directory/subscriber.ts';
import { LANGUAGES } from '../../language/text.ts';
import type { Problem } from '../../problem/problem.ts';
import { rightChanges } from '../access.ts';
import type { AccessImport, AccessMatrix } from '../access.ts';
import { command, extension, fileId, none, query } from '../operation.ts';

export const rights = {
  'subscribers.list': query<{ subscribers: Subscriber[] }>()(none),
  'subscribers.save': command<Record<string, never>>()(
    z.object({ extension, name: z.string(), role: z.enum(ROLES) }),
  ),
  'subscribers.delete': command<Record<string, never>>()(z.object({ extension })),

  'access.set': command<Record<string, never>>()(
    z.object({ extension, group: z.string(), grant: z.enum(GRANTS), standard: z.boolean().optional() }),
  ),
  'access.of': query<{
    subscriber: Subscriber;
    groups: { name: string; grant: Grant; standard: boolean; contacts: number }[];
    /** How many contacts the subscriber may read, change and delete for good. */
    readable: number;
    writable: number;
    deletable: number;
  }>()(z.object({ extension })),
  'access.matrix': query<AccessMatrix>()(none),
  /** What the same changes would entail: warnings to be shown before they are made. */
  'access.review': query<{ changed: number; problems: Problem[] }>()(z.object({ changes: rightChanges })),
  /** All or nothing: the first change that a rule forbids is the error, with its place in the list. */
  'access.setMany': command<{ changed: number }>()(z.object({ changes: rightChanges })),
  /** Others get exactly the rights of one. */
  'access.copy': command<{ changed: number }>()(
    z.object({ from: extension, to: z.array(extension).min(1).max(10_000) }),
  ),
  /** The matrix as a CSV file in the words of a language. */
  'access.export': query<{ file: string; fileName: string; subscribers: number }>()(
    z.object({ language: z.enum(LANGUAGES) }),
  ),
  'access.preview': query<AccessImport>()(z.object({ file: fileId })),
  /** Good rows go in, the others are in the report: exactly as the preview said. */
  'access.import': command<AccessImport>()(z.object({ file: fileId })),
};
