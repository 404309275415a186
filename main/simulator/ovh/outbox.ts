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

interface Question {
  change: number;
  side: 'from' | 'to';
  token: string;
}

/** `recipient`: the handle of a customer. */
export function send(
  { store, now }: World,
  recipient: string,
  subject: string,
  body: string,
  question: Question | null = null,
): void {
  store.run(
    'INSERT INTO mail (time, recipient, subject, body, change, side, token) VALUES (?, ?, ?, ?, ?, ?, ?)',
    now(),
    recipient,
    subject,
    body,
    question?.change ?? null,
    question?.side ?? null,
    question?.token ?? null,
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
