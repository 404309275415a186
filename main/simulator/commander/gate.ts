/** Who is asking? What both generations have in common. */
import type { IncomingMessage } from 'node:http';
import type { Reply } from './device.ts';
import type { StoredSubscriber } from './rows.ts';

export interface Answered {
  reply: Reply;
  headers: Record<string, string | string[]>;
}

export type Admission =
  | { subscriber: StoredSubscriber; session: string; headers: Answered['headers'] }
  | { refused: Reply; headers: Answered['headers'] };

export interface Gate {
  /** The page to log in on, for those who have not; null where every call is a login. */
  readonly loginPage: { path: string; enter(body: Buffer, now: number): Answered } | null;
  admit(request: IncomingMessage, now: number): Admission;
  /** Ends a session. */
  leave(session: string): void;
  /** Lets others in with the password of this session, which goes on. */
  release(session: string): void;
  /** Ends all sessions and lets nobody in for so many seconds. */
  lock(seconds: number, now: number): void;
}

/**
 * The password that opens the API and the Configuration Manager: an app password, once there is one, in place of
 * the ordinary one (vendor's manual, manualslib 2846278, p. 176).
 */
export const openingPassword = ({ password, appPassword }: StoredSubscriber): string =>
  appPassword ?? password;
