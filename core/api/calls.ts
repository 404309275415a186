/** Call records and calls as they cross the contract. */
import { z } from 'zod';
import type { CallRecord } from '../directory/call.ts';

/** A call with its number read by the site's country. */
export interface Call extends CallRecord {
  /** `+` and digits, or null for extensions, withheld numbers and whatever is not a public number. */
  e164: string | null;
}

/** A contact that has the number of a call. */
export interface Caller {
  id: number;
  name: string;
}

/** Where call records are pulled from, in the place of the site's own connection. */
export const recordsLine = z.object({ url: z.string().max(500), profile: z.string().max(500) });

/** Who dials a soft call: the PBX, a telephone of the subscriber, or whatever this computer has for `tel:`. */
export const CALL_WAYS = ['pbx', 'phone', 'system'] as const;
export type CallThrough = (typeof CALL_WAYS)[number];

const phoneAddress = z.object({
  url: z.string().trim().min(1).max(500),
  /** SHA-256 of its accepted certificate; null where this machine trusts it without being asked. */
  fingerprint: z.string().max(200).nullable(),
});
export const callWay = z.object({ through: z.enum(CALL_WAYS), phone: phoneAddress.nullable() });
export type CallWay = z.infer<typeof callWay>;

/** How the subscriber who is signed in calls. */
export interface CallSettings extends CallWay {
  extension: string;
  name: string;
  /** The ways that there are: not every site has a PBX that dials. */
  possible: CallThrough[];
}

export interface CallMade {
  /** The way that was taken: `system` also where the PBX turned out to have no page for it. */
  through: CallThrough;
  /** As it was dialled, without an exchange digit. */
  number: string;
  /** For the shell to hand to the system; null where PBX or telephone dial. */
  tel: string | null;
  /** What is still to be dialled once the call is answered; `''` if nothing. */
  after: string;
}
