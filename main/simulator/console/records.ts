/** The call records of the older COMmander and their pull: docs/protocols/console.md, section 5. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { AT, cell } from '../commander/columns.ts';
import { dice, invent } from '../commander/people.ts';
import type { Store } from '../commander/store.ts';
import type { Line } from './line.ts';

/** Vendor's manual: facts of the store. */
const MOST_RECORDS = 3000;
const RECORDS_A_CONTACT = 3;
/** 1 September 2025, 8 a.m.; calls follow at most three hours after each other. */
const FIRST_CALL = Date.UTC(2025, 8, 1, 8);
const LONGEST_PAUSE = 3 * 3600;
const LONGEST_CALL = 1800;
const SECONDS_A_UNIT = 60;
const IDLE = 600_000;

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');

function invented(store: Store, seed: number): string[] {
  const roll = dice(seed);
  const upTo = (most: number): number => Math.floor(roll() * most);
  const known = [...store.contacts()].map(({ cells }) => cell(cells, AT.numbers + 1));
  const extensions = store
    .subscribers()
    .flatMap(({ extension }) => (/^\d+$/.test(extension) ? [extension] : []));
  const count = Math.min(MOST_RECORDS, RECORDS_A_CONTACT * known.length);
  let time = FIRST_CALL;
  return Array.from({ length: count }, () => {
    time += 1000 * (1 + upTo(LONGEST_PAUSE));
    const date = new Date(time);
    const day = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear() % 100].map(two).join('.');
    const hour = clock((time / 1000) % 86_400);
    const went = roll() < 0.5;
    const seconds = upTo(LONGEST_CALL);
    const stranger = cell(invent(roll, true), AT.numbers + 1);
    const number = roll() < 0.5 ? known[upTo(known.length)] : stranger;
    const units = went ? Math.ceil(seconds / SECONDS_A_UNIT) : 0;
    return [
      `${day} ${hour}`,
      extensions[upTo(extensions.length)],
      went ? 'G' : 'K',
      number,
      clock(seconds),
      units,
    ].join('  ');
  });
}

/** Oldest first; made from the contacts at the first call, then the same for ever. */
export function callRecords(store: Store, seed: number): string[] {
  const kept = store.fact('call records');
  if (kept !== null) return z.array(z.string()).parse(JSON.parse(kept));
  const made = invented(store, seed);
  store.transaction(() => store.setFact('call records', JSON.stringify(made)));
  return made;
}

/** `$`: the first record, `%`: one further, an empty line after the last. Always throws `LineGone`. */
export async function pullRecords(line: Line, records: readonly string[]): Promise<never> {
  let next = 0;
  line.strained = true;
  for (;;) {
    const byte = await line.byte(IDLE);
    const asked = byte === null ? '' : String.fromCharCode(byte);
    if (asked === '$') next = 0;
    else if (asked !== '%') continue;
    if (line.trouble.strikes('silence')) continue;
    await delay(line.trouble.delay);
    await line.write(`${records[next] ?? ''}\r\n`);
    next++;
  }
}
