/** What is typed and not stored: whose it is, and what becomes of it. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyFields } from '../../../core/directory/contact.ts';
import type { Services } from '../../../main/api/services.ts';
import { codeOf } from '../../problem-of.ts';
import { somewhere } from '../site/help.ts';
import { atNewSite } from './help.ts';

let services: Services;
beforeEach(async () => {
  services = await atNewSite();
});
afterEach(() => services.desk.close());

const before = { ...emptyFields(), numbers: [] };
const typed = (givenName: string, file?: string) => ({
  id: null,
  before,
  input: { ...before, givenName },
  picture: file === undefined ? null : { file, square: { left: 0, top: 0, side: 8 } },
});
const keep = (page: string, givenName: string, file?: string) =>
  services.call('drafts.keep', { page, draft: typed(givenName, file) });
const taken = async (page: string): Promise<string | undefined> =>
  (await services.call('drafts.take', { page })).draft?.input.givenName;

describe('what is typed into a form', () => {
  const [page, other] = [randomUUID(), randomUUID()];

  it('comes back to its page as often as it asks, until it is given up', async () => {
    await keep(page, 'Her');
    await keep(page, 'Hermine');
    expect([await taken(page), await taken(page), await taken(other)]).toEqual([
      'Hermine',
      'Hermine',
      undefined,
    ]);
    await services.call('drafts.keep', { page, draft: null });
    expect(await taken(page)).toBeUndefined();
  });

  it('goes to another page of the same person once its own was locked, and to one only', async () => {
    await keep(page, 'Hermine');
    services.desk.drafts.free();
    expect([await taken(other), await taken(page), await taken(randomUUID())]).toEqual([
      'Hermine',
      undefined,
      undefined,
    ]);
    await keep(other, 'Hermine W');
    expect(await taken(page)).toBeUndefined();
  });

  it('is nobody else’s, and not of another site', async () => {
    await keep(page, 'Hermine');
    services.desk.drafts.free();
    await services.call('session.signIn', { role: 'sub-administrator' });
    expect([await taken(page), await taken(other)]).toEqual([undefined, undefined]);
    await services.call('session.signIn', { role: 'administrator' });
    await services.call('site.create', { path: somewhere(), device: 'commander-6000', country: 'FR' });
    expect([await taken(page), await taken(other)]).toEqual([undefined, undefined]);
  });

  it('keeps its picture, which goes with it or for another one', async () => {
    const { files } = services.desk;
    const [first, second] = [files.add('a.png', new Uint8Array(8)), files.add('b.png', new Uint8Array(8))];
    await keep(page, 'Hermine', first);
    await keep(page, 'Hermine W', first);
    expect(files.bytes(first)).toHaveLength(8);
    await keep(page, 'Hermine W', second);
    expect(codeOf(() => files.bytes(first))).toBe('file-missing');
    await services.call('drafts.keep', { page, draft: null });
    expect(codeOf(() => files.bytes(second))).toBe('file-missing');
  });

  it('makes place for what is newer: pages that never come back fill no memory', async () => {
    await keep(page, 'Hermine');
    for (let count = 0; count < 20; count++) await keep(randomUUID(), 'Somebody');
    expect(await taken(page)).toBeUndefined();
  });
});
