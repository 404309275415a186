/** Who owns the key: the country of the customer is the one of numbers without any (section 7.2). */
import { z } from 'zod';
import type { OvhClient } from './client.ts';

const me = z.object({ nichandle: z.string(), country: z.string() });
export type Account = z.infer<typeof me>;

export const account = (client: OvhClient, signal: AbortSignal): Promise<Account> =>
  client.get('/me', me, signal);
