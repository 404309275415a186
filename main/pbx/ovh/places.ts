/** What a key reaches: billing accounts, their lines, and the phone books of one of them. */
import { z } from 'zod';
import type { OvhPlaces } from '../../../core/api/ovh.ts';
import type { OvhAddress } from './address.ts';
import { type Owner, readBooks } from './books.ts';
import { OvhClient } from './client.ts';
import { route } from './sign.ts';

const names = z.array(z.string());

/** Lines and books are empty where the billing account or the line is none that the key reaches. Errors: those of the API. */
export async function readPlaces(address: OvhAddress, owner: Owner, signal: AbortSignal): Promise<OvhPlaces> {
  const client = new OvhClient(address);
  try {
    const accounts = await client.get('/telephony', names, signal);
    if (!accounts.includes(owner.billingAccount)) return { accounts, lines: [], books: [] };
    const lines = await client.get(route`/telephony/${owner.billingAccount}/line`, names, signal);
    if (owner.line !== '' && !lines.includes(owner.line)) return { accounts, lines, books: [] };
    const books = await readBooks(client, owner, signal);
    return { accounts, lines, books: books.map(({ name, readOnly }) => ({ name, readOnly })) };
  } finally {
    await client.close();
  }
}
