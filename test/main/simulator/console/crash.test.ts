/** The built command, killed while it imports: whole books only, and never less than it answered. */
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { start, type Running } from '../../../command.ts';
import { temporaryFolder } from '../client.ts';
import { dial, exported, imported, type Person } from './person.ts';

const LINE = z.strictObject({
  port: z.number().positive(),
  url: z.string(),
  user: z.string(),
  password: z.string(),
  profile: z.enum(['simulated-console', 'commander-call-records']),
  pid: z.number(),
});

async function begin(...words: string[]): Promise<{ running: Running; printed: z.infer<typeof LINE> }> {
  const running = await start(['simulate', 'console', '--port', '0', '--json', ...words]);
  onTestFinished(() => running.kill());
  const printed = LINE.parse(JSON.parse(running.line));
  expect(printed.url).toBe(`tcp://127.0.0.1:${printed.port}`);
  expect(printed.pid).toBe(running.child.pid);
  return { running, printed };
}

async function atWork({ port, url, user, password }: z.infer<typeof LINE>): Promise<Person> {
  const person = await dial({ place: { port, url } });
  expect(await person.logIn(user, password)).toContain('COMmander> ');
  return person;
}

const POSITION = 6;
/** Every row but those of Google gets this position. */
const withPosition = (file: string, position: string): string =>
  file
    .split('\n')
    .map((row, at) => {
      if (at === 0 || row === '') return row;
      return row.split(';').with(POSITION, `"${position}"`).join(';');
    })
    .join('\n');

const positions = (file: string): string[] => [
  ...new Set(
    file
      .split('\n')
      .slice(1, -1)
      .filter((row) => !row.includes('"Google Vertrieb"'))
      .map((row) => row.split(';')[POSITION] ?? ''),
  ),
];

describe('a console that is killed', () => {
  it('holds the last book that it answered, or the next one, whole', async () => {
    const folder = temporaryFolder();
    let answered = 0;
    for (const life of [0, 1, 2]) {
      const { running, printed } = await begin('--state', folder, '--contacts', '40', '--seed', '7');
      const person = await atWork(printed);
      const file = await exported(person);
      const importing = (async () => {
        for (;;) {
          expect(await imported(person, withPosition(file, String(answered + 1)))).toContain(' 0 refused');
          answered++;
        }
      })().catch(() => 'interrupted');
      await delay(400 + life * 170);
      await running.kill();
      person.stream.destroy();
      const { running: next, printed: reborn } = await begin('--state', folder);
      const stored = positions(await exported(await atWork(reborn)));
      expect(stored).toHaveLength(1);
      expect([answered, answered + 1]).toContain(Number(stored[0]?.replaceAll('"', '')));
      answered = Number(stored[0]?.replaceAll('"', ''));
      await next.kill();
      void importing;
    }
    expect(answered).toBeGreaterThan(3);
  });

  it('says in its line which profile speaks to it', async () => {
    const { printed } = await begin(
      '--state',
      temporaryFolder(),
      '--contacts',
      '5',
      '--mode',
      'call-records',
    );
    expect(printed).toMatchObject({ user: '', password: '', profile: 'commander-call-records' });
    const person = await dial({ place: printed });
    person.type('$');
    expect(await person.until(/\r\n$/)).toMatch(/^\d\d\.\d\d\.25 /);
  });
});
