/** Saving one row of a list of the simulated device, and what came of it. */
import { z } from 'zod';
import type { SimulatedPbx } from '../../../main/simulator/commander/start.ts';
import { Client } from './client.ts';

const SAVED = z.object({ rows: z.array(z.object({ type: z.string(), err_str: z.string().optional() })) });
export const STATE = z.object({ rows: z.array(z.object({ id: z.string(), data: z.array(z.string()) })) });

export const admin = (pbx: SimulatedPbx): Client =>
  new Client(pbx, { user: pbx.user, password: pbx.password });

/** The reason of a refusal, else the type of each row's answer. */
export async function saveRows(
  client: Client,
  page: string,
  rows: readonly { id: string; status?: string; columns?: readonly string[] }[],
): Promise<string[]> {
  const sent = rows.map((row) => ({ status: 'updated', ...row }));
  return SAVED.parse(await client.save(page, sent)).rows.map(({ type, err_str }) => err_str ?? type);
}

export async function rowsOf(client: Client, page: string): Promise<Map<string, string[]>> {
  const { rows } = STATE.parse(await client.json(`/${page}_state`));
  return new Map(rows.map(({ id, data }) => [id, data]));
}

export const groupId = (pbx: SimulatedPbx, name: string): number => {
  const found = pbx.book().groups.find((group) => group.name === name);
  if (found === undefined) throw new Error(`No group ${name}`);
  return found.id;
};
