/** Mails that the simulated vendor would send. */
import { z } from 'zod';
import type { World } from './world.ts';
import { dateOf } from './world.ts';

const MAIL = z.object({
  id: z.number(),
  time: z.number(),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  change: z.number().nullable(),
  side: z.enum(['from', 'to']).nullable(),
  /** Null once it is used, or replaced by a newer one. */
  token: z.string().nullable(),
});
export type Mail = z.infer<typeof MAIL>;

/** Which request to change contacts a mail is about; with a token, it asks for an answer. */
type About = Pick<Mail, 'change' | 'side' | 'token'>;

const NOTHING: About = { change: null, side: null, token: null };

/** `recipient`: the handle of a customer. */
export function send(
  { store, now }: World,
  recipient: string,
  subject: string,
  body: string,
  { change, side, token }: About = NOTHING,
): void {
  store.run(
    'INSERT INTO mail (time, recipient, subject, body, change, side, token) VALUES (?, ?, ?, ?, ?, ?, ?)',
    now(),
    recipient,
    subject,
    body,
    change,
    side,
    token,
  );
}

/** Newest first. */
export const mails = ({ store }: Pick<World, 'store'>): Mail[] =>
  store.all(MAIL, 'SELECT * FROM mail ORDER BY id DESC');

/** The one that carries this token, where it is still good. */
export const mailOfToken = ({ store }: World, token: string): Mail | null =>
  store.one(MAIL, 'SELECT * FROM mail WHERE token = ?', token);

/** All tokens of a request, or those of one side, end. */
export function endTokens({ store }: World, change: number, side: Mail['side'] = null): void {
  store.run('UPDATE mail SET token = NULL WHERE change = ? AND coalesce(?, side) = side', change, side);
}

/** As `GET /outbox` shows them. */
export const outboxView = (world: World): unknown =>
  mails(world).map(({ id, time, recipient, subject, body, change, side, token }) => ({
    id,
    time: dateOf(time),
    to: recipient,
    subject,
    body,
    taskId: change,
    side,
    token,
  }));
