/** Soft call and call records. */
import { z } from 'zod';
import type { Problem } from '../../problem/problem.ts';
import { callWay, recordsLine } from '../calls.ts';
import type { Call, Caller, CallMade, CallSettings } from '../calls.ts';
import type { Contact } from '../shapes.ts';
import { command, id, job, none, query } from '../operation.ts';

export const calls = {
  /** The site's own line where call records are pulled from it; null where another one has to be given. */
  'calls.line': query<z.infer<typeof recordsLine> | null>()(none),
  /** The PBX's call records, the oldest first; a subscriber gets the own ones. `line` null: the site's own. */
  'calls.pull': job<{ calls: Call[]; problems: Problem[] }>()(z.object({ line: recordsLine.nullable() })),
  /** Which contacts have these numbers, in whatever writing; numbers of nobody are absent. */
  'calls.known': job<{ callers: { number: string; contacts: Caller[] }[] }>()(
    z.object({ numbers: z.array(z.string().max(100)).max(100_000) }),
  ),
  /** Puts the number of a call to the contact's. For a new contact: `contacts.create`. */
  'calls.adopt': command<Contact>()(z.object({ number: z.string().trim().min(1).max(100), id })),

  /** Through what the subscriber who is signed in calls; nobody else can. */
  'call.settings': query<CallSettings>()(none),
  'call.configure': command<CallSettings>()(callWay),
  /** The certificate of a telephone, before anything secret is sent to it. */
  'call.probePhone': job<{ fingerprint: string; trusted: boolean }>()(
    z.object({ url: z.string().trim().min(1).max(500) }),
  ),
  /**
   * Calls a contact. `number`: the place of the number among the contact's, from 0, or the number itself.
   * `secret`: the subscriber's password at the PBX, or the token of the telephone; remembered once it was right.
   * Never sent twice: a call whose answer got lost may have been made.
   */
  'call.dial': job<CallMade>()(
    z.object({
      contactId: id,
      number: z.union([z.number().int().min(0), z.string().min(1).max(10_000)]),
      secret: z.string().min(1).max(500).optional(),
    }),
  ),
};
