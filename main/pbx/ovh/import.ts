/**
 * Many contacts at once: a file is uploaded, and the API imports it by itself. What is on its way is noted
 * before every step, so that whoever comes after an interruption waits for it instead of sending it again.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Errand, ReadProgress } from '../connector.ts';
import type { Owner } from './books.ts';
import { bookPath, tasksPath } from './books.ts';
import { BATCH, type OvhClient } from './client.ts';
import type { ContactBody } from './contact.ts';
import { createDocument, deleteDocument, fillDocument, findDocuments } from './document.ts';
import { type TaskEnd, taskEnd, taskIds } from './task.ts';

/** The documented columns in the documented order. */
const COLUMNS = ['group', 'surname', 'name', 'workPhone', 'workMobile', 'homePhone', 'homeMobile'] as const;

/** Every number has its country, so the column of countries stays empty. */
const fileOf = (contacts: readonly ContactBody[]): Uint8Array => {
  const rows = contacts.map((contact) => [...COLUMNS.map((column) => contact[column]), '']);
  const lines = [[...COLUMNS, 'countryCode'], ...rows].map((cells) => cells.join(';'));
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
};

const noteShape = z.object({
  /** Where its task is listed. */
  tasks: z.string(),
  /** The document's name, and its id once it is known. */
  name: z.string(),
  documentId: z.string().nullable(),
  /** Tasks that were there before the import was asked for; null: it was not yet. */
  before: z.array(z.number()).nullable(),
  /** Null: asked for, and never answered. */
  taskId: z.number().nullable(),
});
type Note = z.infer<typeof noteShape>;

const started = z.object({ taskId: z.number().int() });

/** Requests that an import takes beside reading it back, with a task that is looked at three times. */
const OVERHEAD = 9;

/** How many requests an import of so many contacts takes, and whether that is fewer than one for each. */
export function importCost(contacts: number): { requests: number; isWorthIt: boolean } {
  const requests = OVERHEAD + Math.ceil(contacts / BATCH);
  return { requests, isWorthIt: requests < contacts };
}

/**
 * Appends the contacts to a book and waits until the API has done so. Errors: those of the API;
 * `ovh-task-running` when it goes on for too long.
 */
export async function importContacts(
  client: OvhClient,
  owner: Owner,
  book: string,
  contacts: readonly ContactBody[],
  errand: Errand,
  progress: ReadProgress,
  signal: AbortSignal,
): Promise<TaskEnd> {
  const tasks = tasksPath(owner);
  const bytes = fileOf(contacts);
  const note: Note = {
    tasks,
    name: `switchbook-${randomUUID()}.csv`,
    documentId: null,
    before: null,
    taskId: null,
  };
  const keep = (more: Partial<Note>): void => errand.set(JSON.stringify(Object.assign(note, more)));
  progress(0, bytes.length, { secondsLeft: null });
  keep({});
  const { id: documentId, putUrl } = await createDocument(client, note.name, signal);
  keep({ documentId });
  await fillDocument(putUrl, bytes, signal);
  progress(bytes.length, bytes.length, { secondsLeft: null });
  keep({ before: await taskIds(client, tasks, signal) });
  const { taskId } = await client.post(`${bookPath(owner, book)}/import`, { documentId }, started, signal);
  keep({ taskId });
  const end = await taskEnd(client, tasks, taskId, signal);
  await deleteDocument(client, documentId, signal);
  errand.set(null);
  return end;
}

/**
 * Brings what an interruption has left behind to its end: a running import is waited for, its document is
 * removed. Errors: those of the API; `ovh-task-running`.
 */
export async function settleImport(client: OvhClient, errand: Errand, signal: AbortSignal): Promise<void> {
  const text = errand.get();
  if (text === null) return;
  const { tasks, name, documentId, before, taskId } = noteShape.parse(JSON.parse(text));
  if (taskId !== null) await taskEnd(client, tasks, taskId, signal);
  else if (before !== null) {
    // Asked for and not answered: whatever has come since may be it.
    const since = (await taskIds(client, tasks, signal)).filter((id) => !before.includes(id));
    for (const id of since) await taskEnd(client, tasks, id, signal);
  }
  const documents = documentId === null ? await findDocuments(client, name, signal) : [documentId];
  for (const id of documents) await deleteDocument(client, id, signal);
  errand.set(null);
}
