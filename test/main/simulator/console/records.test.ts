import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../client.ts';
import { dial, simulated } from './person.ts';
import type { Person } from './person.ts';

/** The pattern of the specification. */
const RECORD =
  /^\d\d\.\d\d\.\d\d \d\d:\d\d:\d\d {2}(?<extension>\d+) {2}(?<way>[GK]) {2}(?<number>\d+) {2}\d\d:\d\d:\d\d {2}\d+$/;

const ask = async (person: Person, character: '$' | '%'): Promise<string> => {
  person.type(character);
  return (await person.until(/\r\n$/)).slice(0, -2);
};

async function all(person: Person): Promise<string[]> {
  const lines: string[] = [];
  for (let line = await ask(person, '$'); line !== ''; line = await ask(person, '%')) lines.push(line);
  return lines;
}

describe('the pull of call records', () => {
  it('gives the first with $, a further one with each %, then empty lines', async () => {
    const folder = temporaryFolder();
    const console = await simulated({ folder, mode: 'call-records', contacts: 30 });
    expect(console).toMatchObject({ user: '', password: '', profile: 'commander-call-records' });
    const person = await dial(console);
    const lines = await all(person);
    expect(lines).toHaveLength(90);
    for (const line of lines) {
      expect(line).toMatch(RECORD);
      expect(line.length).toBeLessThanOrEqual(112);
    }
    expect(await ask(person, '%')).toBe('');
    const known = new Set(console.book().contacts.map(({ columns }) => columns['1. Telefonnummer']));
    const numbers = lines.map((line) => RECORD.exec(line)?.groups?.['number']);
    const fromBook = numbers.filter((number) => known.has(number)).length;
    expect(fromBook).toBeGreaterThan(20);
    expect(fromBook).toBeLessThan(70);
    expect(await all(person)).toEqual(lines);
    await console.stop();
    // The store outlives the program, whatever the seed of the next start.
    expect(await all(await dial(await simulated({ folder, mode: 'call-records', seed: 99 })))).toEqual(lines);
  });

  it('knows no dialogue, and has an empty store where the book is empty', async () => {
    const person = await dial(await simulated({ mode: 'call-records', contacts: 0 }));
    person.type('\radmin\r');
    expect(await ask(person, '$')).toBe('');
  });

  it('holds 3000 records at most', async () => {
    const person = await dial(await simulated({ mode: 'call-records', contacts: 1100 }));
    person.type(`$${'%'.repeat(2999)}`);
    const lines = (): string[] => person.unread().toString('latin1').split('\r\n');
    await expect.poll(() => lines().length, { timeout: 20_000 }).toBe(3001);
    expect(
      lines()
        .slice(0, -1)
        .every((line) => RECORD.test(line)),
    ).toBe(true);
    person.type('%');
    await expect.poll(() => lines().slice(-2)).toEqual(['', '']);
  });
});
