/** A page that nobody uses is locked; one that works or is used is not. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LINE_END } from '../../../../core/api/line.ts';
import { sure, Visited } from './visitor.ts';

const LIMIT = 1000;

let shell: Visited;
beforeAll(async () => {
  shell = await Visited.start({ idleLimit: LIMIT });
});
afterAll(() => shell.close());

describe('a session that nobody uses', () => {
  it('ends: the line is cut, the page is gone, and a fresh address opens it again', async () => {
    const cookie = await shell.cookie(shell.shell.newAddress());
    const line = sure(await shell.line(cookie));
    expect(await line.ended).toBe(LINE_END.locked);
    expect((await shell.get('/', { cookie })).status).toBe(403);
    expect(await shell.line(cookie)).toBeNull();
    const fresh = await shell.cookie(shell.shell.newAddress());
    expect((await shell.get('/', { cookie: fresh })).status).toBe(200);
  });

  it('ends without a line too, and though its page asks by itself', async () => {
    const silent = await shell.cookie(shell.shell.newAddress());
    const cookie = await shell.cookie(shell.shell.newAddress());
    const line = sure(await shell.line(cookie));
    const asking = setInterval(
      () => line.socket.readyState === line.socket.OPEN && line.send({ cancel: 1 }),
      100,
    );
    expect(await line.ended).toBe(LINE_END.locked);
    clearInterval(asking);
    expect((await shell.get('/', { cookie: silent })).status).toBe(403);
  });

  it('does not end while somebody moves and types, nor does it keep another one open', async () => {
    const used = sure(await shell.line(await shell.cookie(shell.shell.newAddress())));
    const left = sure(await shell.line(await shell.cookie(shell.shell.newAddress())));
    const moving = setInterval(() => used.send({ active: true }), 100);
    expect(await left.ended).toBe(LINE_END.locked);
    await sleep(LIMIT * 1.5);
    clearInterval(moving);
    expect(used.socket.readyState).toBe(used.socket.OPEN);
    expect(await used.ended).toBe(LINE_END.locked);
  });
});
