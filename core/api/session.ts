/**
 * Who works with the site. Signing in is *see and work as*: the file itself has no secret, and whoever
 * has it may sign out again. What keeps others away is the PBX, not this.
 */
import { z } from 'zod';
import type { Subscriber } from '../directory/subscriber.ts';

export const signIn = z.union([
  z.strictObject({ extension: z.string().trim().min(1).max(20) }),
  /** Without an extension: the two levels that every PBX of the kind knows. */
  z.strictObject({ role: z.enum(['administrator', 'sub-administrator']) }),
]);
export type SignIn = z.infer<typeof signIn>;

/** The answers of `mayDo` for this session are those that the services give. */
export interface Session extends Pick<Subscriber, 'role' | 'name' | 'grants' | 'standardGroups'> {
  /** Null for the administrator and the sub-administrator who are no subscribers. */
  extension: string | null;
}
