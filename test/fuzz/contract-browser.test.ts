/**
 * Every operation with random inputs, through the browser shell’s line: an answer or a problem, never a fault, a
 * silence or an end. SWITCHBOOK_FUZZ_SEED repeats a run.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sure, Visited, type Line } from '../main/shell/browser/visitor.ts';
import { SEED } from '../seed.ts';
import { Ground, operations, reply } from './ground.ts';

console.log(`Calls through the line; SWITCHBOOK_FUZZ_SEED=${SEED} repeats them`);

describe(`the contract through the browser shell (seed ${SEED})`, () => {
  let shell: Visited;
  let line: Line;
  let cookie: string;
  let ground: Ground;
  beforeAll(async () => {
    shell = await Visited.start();
    cookie = await shell.cookie(shell.shell.address);
    line = sure(await shell.line(cookie));
    ground = new Ground(async (name, input) => reply.parse(await line.call(name, input)));
    await ground.prepare();
  });
  afterAll(async () => {
    await shell.close();
    ground.clear();
  });

  it.each(operations)('%s', async (name) => {
    // A page that asks so often is slowed down: each operation has a page of its own.
    line.socket.close();
    line = sure(await shell.line(cookie));
    expect(await ground.complaints(name)).toEqual([]);
    expect(line.socket.readyState).toBe(line.socket.OPEN);
  });
});
