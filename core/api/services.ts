/** Service contacts as they cross the contract. */
import { z } from 'zod';
import type { ContactChange } from '../directory/service-contact.ts';
import type { Problem } from '../problem/problem.ts';
import type { ServicesView } from '../services/history.ts';
import type { ContactOrder } from '../services/order.ts';
import type { ContactPlan } from '../services/plan.ts';

const handle = z.string().max(200).optional();

/** A role that is not named stays as it is. */
export const contactWish = z.object({
  service: z.string().max(200),
  contacts: z.object({ administration: handle, technical: handle, billing: handle }),
});

const change = z.number().int().positive();
export const changeId = z.object({ change });
export const changeAnswer = z.object({
  change,
  answer: z.enum(['accept', 'refuse']),
  /** From the mail; it is sent and forgotten. */
  token: z.string().max(500),
});

/** What is remembered after the services were read; `readable`: this login still may. */
export interface ServicesRead extends ServicesView {
  readable: boolean;
}

export interface PlannedContacts {
  plan: ContactPlan;
  /** Names the plan: what is carried out is what was shown. */
  id: string;
  /** The same wish on its way: asking for it goes on with it. */
  running: ContactOrder | null;
}

export interface AnsweredChange {
  change: ContactChange;
  notes: Problem[];
}
