/** What the contract says of OVHcloud telephony: its keys and its phone books. */
import { z } from 'zod';

/** Whose consumer key: the endpoint and the application key. */
export const ovhKeyOwner = z.object({ url: z.string().max(500), user: z.string().trim().min(1).max(100) });

export const KEY_STATES = ['expired', 'pendingValidation', 'refused', 'validated'] as const;

export interface KeyState {
  state: (typeof KEY_STATES)[number];
  /** ISO 8601; null: for good, or not known yet. */
  expiration: string | null;
}
