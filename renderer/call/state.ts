/** Which dialog of calling is open, wherever the call was begun. */
import { create } from 'zustand';
import type { Problem } from '../../core/problem/problem.ts';

/** Which of a contact's numbers is called. */
export interface Wanted {
  contactId: number;
  /** Its place among the contact's numbers, from 0. */
  number: number;
}

/** What is waiting for the password or the token, and why it is asked for. */
export interface Asking {
  wanted: Wanted;
  why: Problem;
}

interface Calling {
  asking: Asking | null;
  choosing: boolean;
}

export const useCalling = create<Calling>()(() => ({ asking: null, choosing: false }));
