import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../client.ts';
import { Client, contactsOf, TASK, until, upload } from './client.ts';

const KEYS = z.object({
  url: z.string(),
  applicationKey: z.string(),
  applicationSecret: z.string(),
  consumerKey: z.string(),
});
const TREE = '/telephony/ab12345-ovh-1/phonebook';

async function start(folder: string): Promise<{ child: ChildProcess; client: Client }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  for await (const line of createInterface({ input: child.stdout }))
    return { child, client: new Client(KEYS.parse(JSON.parse(line))) };
  throw new Error('The API did not start');
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('an API that is killed', () => {
  it('has the same keys afterwards, holds all that it answered, and goes on with its tasks once', async () => {
    const folder = temporaryFolder();
    const first = await start(folder);
    const book = `${TREE}/${await first.client.get(z.string(), 'POST', TREE, { name: 'Book' })}`;
    const answered: number[] = [];
    const writing = (async () => {
      for (let n = 0; ; n++) {
        const contact = { surname: 'Martin', name: `Anna ${n}`, group: '', workPhone: '0199001122' };
        answered.push(await first.client.get(z.number(), 'POST', `${book}/phonebookContact`, contact));
      }
    })().catch(() => 'interrupted');
    await until(
      () => Promise.resolve(answered.length),
      (count) => count > 5,
    );
    await kill(first.child);
    expect(await writing).toBe('interrupted');

    const second = await start(folder);
    expect({ ...second.client.keys, url: '' }).toEqual({ ...first.client.keys, url: '' });
    const held = (await contactsOf(second.client, book)).map(({ id }) => id);
    expect(held.slice(0, answered.length)).toEqual(answered);
    expect(held.length - answered.length).toBeLessThanOrEqual(1);
    const documentId = await upload(
      second.client,
      'a.csv',
      'surname;name;workPhone\nImported;Once;0199001122',
    );
    const { taskId } = await second.client.get(TASK, 'POST', `${book}/import`, { documentId });
    await kill(second.child);

    const third = await start(folder);
    await until(
      async () => (await third.client.ask('GET', `/telephony/ab12345-ovh-1/task/${taskId}`)).body,
      (task) => TASK.parse(task).status === 'done',
    );
    const imported = (await contactsOf(third.client, book)).filter(({ surname }) => surname === 'Imported');
    expect(imported).toHaveLength(1);
  }, 30_000);
});
