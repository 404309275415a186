/** A right that was given on the simulated PBX, saved and read back by a foreign client that logs in by digest. */
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { device } from '../main/simulator/client.ts';

const curl = spawnSync('curl', ['--version']).status === 0;
if (!curl && process.env['CI'] !== undefined) throw new Error('curl is missing');

const run = promisify(execFile);
const state = z.object({ rows: z.array(z.object({ id: z.string(), data: z.array(z.string()) })) });
const saved = z.object({ rows: z.array(z.object({ sid: z.string(), tid: z.string(), type: z.string() })) });

describe.skipIf(!curl)('rights, by curl', () => {
  it.each([
    { page: 'adressbuch_berechtigungen', id: '25', name: 'Théo Garnier', flags: ['1', '0'] },
    { page: 'adressbuch_standardgruppen', id: '21', name: 'Hélène Marchand', flags: ['1'] },
  ])('$page', async ({ page, id, name, flags }) => {
    const pbx = await device();
    const ask = async (target: string, ...words: string[]): Promise<unknown> => {
      const login = ['-sk', '--digest', '-u', `${pbx.user}:${pbx.password}`];
      const { stdout } = await run('curl', [...login, ...words, pbx.url + target]);
      return JSON.parse(stdout);
    };
    const group = pbx.book().groups.find((each) => each.name === 'Lieferanten')?.id ?? 0;
    const row = `${id}-${group}`;
    const read = async () =>
      state.parse(await ask(`/${page}_state`)).rows.find((each) => each.id === row)?.data;
    const columns = [id, name, String(group)];
    expect(await read()).toEqual([...columns, ...flags.map(() => '0')]);
    const fields = [...columns, ...flags].flatMap((value, n) => [
      '--data-urlencode',
      `${row}_c${n}=${value}`,
    ]);
    const form = ['-d', `ids=${row}`, ...fields, '-d', `${row}_!nativeeditor_status=updated`];
    expect(saved.parse(await ask(`/${page}_save`, ...form)).rows).toEqual([
      { sid: row, tid: row, type: 'updated' },
    ]);
    expect(await read()).toEqual([...columns, ...flags]);
  });
});
