/** What the thread that answers the window and the thread that works say to each other. */
import type { EventName, Events } from '../../core/api/contract.ts';
import type { SignIn } from '../../core/api/session.ts';
import type { Problem } from '../../core/problem/problem.ts';
import type { Progress } from '../jobs/job.ts';

export type ToWorker =
  | { call: number; name: string; input: unknown }
  | { cancel: number }
  | { site: string }
  | { signIn: SignIn }
  | { secret: { account: string; password: string } };

export type FromWorker =
  | { call: number; result: unknown }
  | { call: number; problem: Problem }
  | { call: number; progress: Progress }
  | { event: EventName; data: Events[EventName] };
