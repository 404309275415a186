/** Which dialog of calling is open, wherever the call was begun. */
import { create } from 'zustand';
import type { Problem } from '../../core/problem/problem.ts';

/** Which of a contact's numbers is called. */
export interface Wanted {
  contactId: number;
  /** Its place among the contact's numbers, from 0. */
  number: number;
}

interface Calling {
  /** What is waiting for the password or the token, and why it is asked for. */
  asking: { wanted: Wanted; why: Problem } | null;
  choosing: boolean;
}

export const useCalling = create<Calling>()(() => ({ asking: null, choosing: false }));
