/** Phone books beside the one that is uploaded to, at the simulated API. */
import { afterEach, describe, expect, it } from 'vitest';
import { PhoneBooks } from '../../../main/jobs/books.ts';
import { compare } from '../../../main/jobs/compare.ts';
import type { ConnectionTarget } from '../../../main/pbx/connect.ts';
import { connectOvh } from '../../../main/pbx/ovh/connect.ts';
import type { Site } from '../../../main/site/site.ts';
import type { SimulatedOvh } from '../../../main/simulator/ovh/start.ts';
import { quiet } from '../../quiet.ts';
import {
  add,
  connectorOf,
  newSite,
  person,
  profile,
  push,
  simulated,
  tidyUp,
  using,
} from '../pbx/ovh/desk.ts';

afterEach(tidyUp);

function targetOf(api: SimulatedOvh, site: Site): ConnectionTarget {
  const { memory } = site;
  const { url, applicationKey: user, applicationSecret: password, billingAccount, consumerKey } = api;
  const [line = ''] = api.lines;
  const errand = { get: () => memory.errand(), set: (note: string | null) => memory.setErrand(note) };
  const siteName = site.info().name;
  return {
    connector: 'ovh',
    url,
    user,
    password,
    fingerprint: null,
    profile,
    country: 'FR',
    pages: [],
    ovh: { billingAccount, line, book: '', consumerKey, siteName, errand },
  };
}

async function withBooks<T>(
  api: SimulatedOvh,
  site: Site,
  work: (books: PhoneBooks) => Promise<T>,
): Promise<T> {
  const books = new PhoneBooks(site, targetOf(api, site));
  try {
    return await work(books);
  } finally {
    await books.close();
  }
}

describe('the phone books of OVHcloud', () => {
  it('are listed side by side, made, renamed and protected', async () => {
    const api = await simulated();
    const [line = ''] = api.lines;
    const site = newSite();
    await withBooks(api, site, async (books) => {
      const names = async () => {
        const { books: all, supported } = await books.list('', quiet);
        expect(supported).toBe(true);
        return all.map(({ name, line: of, contacts, readOnly, current }) => [
          name,
          of,
          contacts,
          readOnly,
          current,
        ]);
      };
      expect(await names()).toEqual([]);
      const key = await books.create(line, 'Atelier', quiet);
      await books.create('', 'Second', quiet);
      await books.rename(line, key, 'Paris 2', quiet);
      await books.protect(line, 'Paris 2', true, quiet);
      expect(await names()).toEqual([
        ['Second', '', 0, false, false],
        ['Paris 2', line, 0, true, true],
      ]);
      await expect(books.create(line, 'Été', quiet)).rejects.toMatchObject({
        problem: { code: 'ovh-book-name', value: 'Été' },
      });
      await expect(books.rename(line, 'Nobody', 'X', quiet)).rejects.toMatchObject({
        problem: { code: 'ovh-book-missing', params: { known: 'Paris 2' } },
      });
      await books.reboot(line, quiet);
    });
  });

  it('are the same book under another name, for what is known of it', async () => {
    const api = await simulated();
    const [line = ''] = api.lines;
    const site = newSite();
    const { memory } = site;
    const { url, billingAccount } = api;
    const place = { billingAccount, line, book: '' };
    memory.setConnection({ connector: 'ovh', url, user: 'x', fingerprint: null, ovh: place });
    add(site, [person('Ann', 'One', [['work', '+33123456781']])]);
    await push(() => connectorOf(api, site, { line }), site);
    await withBooks(api, site, (books) => books.rename(line, 'Paris Office', 'Reception', quiet));
    expect(memory.connection()?.ovh).toEqual({ ...place, book: 'Reception' });
    const { comparison } = await using(connectorOf(api, site, { line, book: 'Reception' }), (it) =>
      compare(site, it, profile, quiet),
    );
    expect(comparison.upload.unchanged).toBe(1);
    expect(memory.serial()).toBe(`${billingAccount}/${line}: Reception`);
  });

  it('are deleted with what they hold only by its number, after a backup', async () => {
    const api = await simulated();
    const [line = ''] = api.lines;
    const site = newSite();
    add(site, [
      person('Ann', 'One', [['work', '+33123456781']]),
      person('Ben', 'Two', [['work', '+33123456782']]),
    ]);
    const open = () => connectorOf(api, site, { line });
    await push(open, site);
    await withBooks(api, site, async (books) => {
      for (const wrong of [null, 1]) {
        await expect(books.delete(line, 'Paris Office', wrong, quiet)).rejects.toMatchObject({
          problem: { code: 'ovh-book-not-empty', params: { count: 2 } },
        });
      }
      const { contacts, backup } = await books.delete(line, 'Paris Office', 2, quiet);
      expect(contacts).toBe(2);
      expect(site.backups.read(backup ?? 0).about.contacts).toBe(2);
      expect((await books.list('', quiet)).books.filter((book) => book.line !== '')).toEqual([]);
    });
    // The site is uploaded anew: nobody takes the deletion for a wish to empty it.
    expect((await push(open, site)).operations.map(({ kind }) => kind)).toEqual(['create', 'create']);
  });

  it('are exported as the API writes them', async () => {
    const api = await simulated();
    const [line = ''] = api.lines;
    const site = newSite();
    add(site, [person('Ann', 'One', [['work', '+33123456781']])]);
    await push(() => connectorOf(api, site, { line }), site);
    const { name, bytes } = await withBooks(api, site, (books) => books.export(line, 'Paris Office', quiet));
    expect(name).toBe('Paris Office');
    expect(new TextDecoder().decode(bytes).trim().split(/\r?\n/)).toEqual([
      'group;surname;name;workPhone;workMobile;homePhone;homeMobile;countryCode',
      'No group;One;Ann;0033123456781;;;;33',
    ]);
  });

  it('are behind a connection that says whose they are', async () => {
    const api = await simulated();
    const site = newSite();
    const target = targetOf(api, site);
    const identity = await using(await connectOvh(target), (it) => it.identify());
    expect(identity).toMatchObject({ profile: 'ovh-phonebook', warnings: [] });
    const elsewhere = await using(await connectOvh({ ...target, country: 'BE' }), (it) => it.identify());
    expect(elsewhere.warnings).toMatchObject([
      { code: 'ovh-country-differs', value: 'FR', params: { country: 'BE' } },
    ]);
    expect(() => connectOvh({ ...target, ovh: null })).toThrow('ovh-place-needed');
  });
});
