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
