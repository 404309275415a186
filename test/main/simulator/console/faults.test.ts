import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FaultsError } from '../../../../main/simulator/commander/faults.ts';
import { readConsoleFaults } from '../../../../main/simulator/console/faults.ts';
import { Trouble } from '../../../../main/simulator/console/trouble.ts';
import { atWork, dial, exported, imported, simulated } from './person.ts';

const gone = async (person: { stream: { destroyed: boolean } }): Promise<boolean> => {
  for (let waited = 0; waited < 400 && !person.stream.destroyed; waited++) await delay(5);
  return person.stream.destroyed;
};

describe('faults of the line', () => {
  it.each([
    ['lose:1/50', (sent: number, arrived: number) => arrived / sent, 0.98],
    ['double:1/50', (sent: number, arrived: number) => arrived / sent, 1.02],
  ])('%s changes how much arrives', (spec, share, expected) => {
    const trouble = new Trouble(readConsoleFaults(spec), 1);
    const sent = Buffer.alloc(100_000, 'x');
    const arrived = trouble.damage(sent);
    expect(share(sent.length, arrived.length)).toBeCloseTo(expected, 2);
    expect(arrived.every((byte) => byte === 0x78)).toBe(true);
  });

  it('flip turns one bit of one byte in N, the same ones for the same seed', () => {
    const sent = Buffer.alloc(100_000, 'x');
    const arrived = [3, 3, 4].map((seed) => new Trouble(readConsoleFaults('flip:1/500'), seed).damage(sent));
    const turned = [...(arrived[0] ?? [])].map((byte) => byte ^ 0x78).filter((bits) => bits !== 0);
    expect(turned.every((bits) => (bits & (bits - 1)) === 0)).toBe(true);
    expect(turned.length).toBeGreaterThan(150);
    expect(turned.length).toBeLessThan(250);
    expect(arrived[1]).toEqual(arrived[0]);
    expect(arrived[2]).not.toEqual(arrived[0]);
  });

  it('strike while a file travels, not in the dialogue', async () => {
    const console = await simulated({ faults: 'flip:1/20' });
    const person = await atWork(console);
    for (let n = 0; n < 10; n++) {
      expect(await person.ask('identify')).toContain(`Serial: ${console.serial}\r\n`);
    }
    const spoilt = await person.ask('export text');
    const whole = await (await atWork(await simulated())).ask('export text');
    expect(spoilt).toHaveLength(whole.length);
    expect(spoilt).not.toBe(whole);
  });

  it('cut drops the line once, after so many bytes', async () => {
    const console = await simulated({ faults: 'cut:700' });
    const person = await atWork(console);
    const before = console.book();
    person.type('export text\r');
    expect(await gone(person)).toBe(true);
    const read = person.unread().toString('latin1');
    expect(read).toContain('BEGIN BOOK');
    expect(read).not.toContain('END BOOK');
    const again = await atWork(console);
    expect(await exported(again)).toContain('"Kontakt-Id"');
    expect(console.book()).toEqual(before);
  });

  it('noise surrounds the prompts', async () => {
    const console = await simulated({ faults: 'noise' });
    const person = await dial(console);
    person.type('\r');
    expect(await person.until(/login: [\x80-\xff]+$/)).toMatch(
      /^\r\n[\x80-\xff]{1,8}login: [\x80-\xff]{1,8}$/,
    );
    person.type('admin\r');
    await person.until(/Password: $/);
    person.type(`${console.password}\r`);
    expect(await person.until(/COMmander> [\x80-\xff]+$/)).toMatch(
      /[\x80-\xff]{1,8}COMmander> [\x80-\xff]{1,8}$/,
    );
  });
});

describe('faults of the console', () => {
  it('silence leaves the Nth command without answer; another line goes on', async () => {
    const console = await simulated({ faults: 'silence:2' });
    const person = await atWork(console);
    await person.ask('identify');
    person.type('groups\r');
    expect(await person.until(/groups\r\n$/)).toBe('groups\r\n');
    person.type('groups\r\r');
    await expect(person.until(/./, 0.5)).rejects.toThrow('No /./ in ""');
    expect(await (await atWork(console)).ask('groups')).toContain('Clients');
  });

  it('delay makes every answer wait', async () => {
    const person = await atWork(await simulated({ faults: 'delay:150' }));
    const start = performance.now();
    await person.ask('identify');
    expect(performance.now() - start).toBeGreaterThanOrEqual(149);
  });

  it('truncate and corrupt spoil the export that they name', async () => {
    const person = await atWork(await simulated({ faults: 'truncate:2,corrupt:3' }));
    const whole = await exported(person);
    const half = await person.ask('export text');
    expect(half).toContain(`-----BEGIN BOOK ${whole.length}-----`);
    expect(half.replaceAll('\r\n', '\n').length).toBeLessThan(whole.length * 0.6);
    const corrupt = await person.ask('export text');
    const differing = [...whole.replaceAll('\n', '\r\n')].filter(
      (character, at) => character !== corrupt[at + corrupt.indexOf('\r\n') + 2],
    );
    expect(differing.length).toBeGreaterThan(0);
    expect(await exported(person)).toBe(whole);
  });

  it('edit lets another administrator change a contact just before the Nth import', async () => {
    const console = await simulated({ faults: 'edit:2' });
    const person = await atWork(console);
    const file = await exported(person);
    expect(await imported(person, file)).toContain('0 updated');
    expect(console.book().contacts.some(({ columns }) => columns['Position'] === 'On leave')).toBe(false);
    person.type('import text\r');
    await person.until(/-----END BOOK-----\r\n$/);
    expect(console.book().contacts.filter(({ columns }) => columns['Position'] === 'On leave')).toHaveLength(
      1,
    );
    person.type(`${file}-----END BOOK-----\r`);
    expect(await person.until(/COMmander> $/)).toContain('0 created, 1 updated, 0 deleted, 0 refused');
  });

  it.each(['lose:500', 'lose:1/0', 'cut:b', 'cut:0', 'noise:3', 'silence', 'flip:1/2:3', 'delay:x', 'lock'])(
    'does not understand %s',
    (word) => {
      expect(() => readConsoleFaults(`noise,${word}`)).toThrow(FaultsError);
      expect(() => readConsoleFaults(word)).toThrow('double:1/N');
    },
  );
});
