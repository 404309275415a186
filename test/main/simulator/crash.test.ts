import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { Client, columns, device, temporaryFolder } from './client.ts';

const ADDRESS = z.object({ url: z.string(), user: z.string(), password: z.string() });
const ANSWER = z.object({ rows: z.array(z.object({ type: z.literal('inserted'), tid: z.string() })) });

async function start(folder: string): Promise<{ child: ChildProcess; pbx: z.infer<typeof ADDRESS> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, pbx: ADDRESS.parse(JSON.parse(line)) };
  }
  throw new Error('The device did not start');
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('a device that is killed', () => {
  it('holds everything that it answered, and each row whole or not at all', async () => {
    const folder = temporaryFolder();
    const answered: string[] = [];
    for (const life of [0, 1, 2]) {
      const { child, pbx } = await start(folder);
      const client = new Client(pbx, pbx);
      await client.ask('/tree');
      const writing = (async () => {
        for (let n = 0; ; n++) {
          const company = `Life ${life} number ${n}`;
          const rows = ['new1', 'new2'].map((id) => ({
            id,
            status: 'inserted',
            columns: columns({ 2: id, 4: company, 10: 'Privat', 11: `00${n}`, 45: '2' }),
          }));
          ANSWER.parse(await client.save('adressbuch_kontakte', rows));
          answered.push(company);
        }
      })().catch(() => 'interrupted');
      await delay(150 + life * 130);
      await kill(child);
      expect(await writing).toBe('interrupted');
    }
    expect(answered.length).toBeGreaterThan(5);
    const pbx = await device({ folder });
    const { contacts } = pbx.book();
    const companies = contacts.slice(20).map((contact) => contact.columns['Firma']);
    for (const company of answered) expect(companies.filter((name) => name === company)).toHaveLength(2);
    // The request in flight when the process died may have been stored as well: one a life, and whole.
    expect(companies.length - 2 * answered.length).toBeLessThanOrEqual(6);
    expect(companies.length % 2).toBe(0);
    expect(contacts.slice(20).every((contact) => contact.groups.join() === 'Clients')).toBe(true);
  });

  it('starts anew when it is killed while it is being made', async () => {
    for (const life of [200, 320, 440, 560]) {
      const folder = temporaryFolder();
      const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), folder], {
        stdio: 'ignore',
      });
      await delay(life);
      await kill(child);
      const pbx = await device({ folder, contacts: 20, seed: 3 });
      expect(pbx.book().contacts).toHaveLength(20);
      expect(pbx.subscribers).toHaveLength(7);
    }
  });
});
