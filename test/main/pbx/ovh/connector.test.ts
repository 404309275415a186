/** A site and a phone book of the simulated API: filled, compared, changed on both sides, verified. */
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { emptyDraft } from '../../../../core/directory/contact.ts';
import { compare } from '../../../../main/jobs/compare.ts';
import { takeOver } from '../../../../main/jobs/upload.ts';
import { bookPath, contactIds, createBook, protectBook, readBooks } from '../../../../main/pbx/ovh/books.ts';
import type { OvhClient } from '../../../../main/pbx/ovh/client.ts';
import { remoteContact } from '../../../../main/pbx/ovh/contact.ts';
import type { SimulatedOvh } from '../../../../main/simulator/ovh/start.ts';
import { quiet } from '../../../quiet.ts';
import {
  add,
  clientOf,
  connectorOf,
  newSite,
  person,
  profile,
  push,
  simulated,
  tidyUp,
  using,
} from './desk.ts';

afterEach(tidyUp);

const { signal } = quiet;

const many = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    person(`First ${i}`, `Family ${i}`, [['work', `+331${String(10_000_000 + i)}`]], {
      company: i % 3 === 0 ? 'ACME' : '',
    }),
  );

const ownerOf = ({ billingAccount, lines: [line = ''] }: SimulatedOvh) => ({ billingAccount, line });

async function withClient<T>(api: SimulatedOvh, work: (client: OvhClient) => Promise<T>): Promise<T> {
  const client = clientOf(api);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** What the API itself says of a line's only book. */
const raw = (api: SimulatedOvh) =>
  withClient(api, async (client) => {
    const owner = ownerOf(api);
    const [book] = await readBooks(client, owner, signal);
    const path = `${bookPath(owner, book?.key ?? '')}/phonebookContact`;
    const ids = await contactIds(client, owner, book?.key ?? '', signal);
    const contacts: z.infer<typeof remoteContact>[] = [];
    for await (const part of client.batches(path, ids, remoteContact, signal)) contacts.push(...part);
    return { name: book?.name, key: book?.key ?? '', path, contacts };
  });

describe('a phone book of OVHcloud', () => {
  it('is made, named after the site, and filled by one import', { timeout: 60_000 }, async () => {
    const api = await simulated();
    const [line] = api.lines;
    const site = newSite();
    add(site, many(2000));
    const open = () => connectorOf(api, site, { line });
    const identity = await using(open(), (it) => it.identify());
    expect(identity.serial).toBe(`${api.billingAccount}/${line}: Paris Office`);
    const report = await push(open, site);
    expect(report).toMatchObject({ verified: true, differences: [] });
    expect(report.operations).toHaveLength(2000);
    // The first look included: forty of them read the two thousand back.
    expect(api.asked.length).toBeLessThanOrEqual(60);
    expect(api.asked.filter((it) => it.startsWith('POST'))).toHaveLength(3);
    const { name, contacts } = await raw(api);
    expect([name, contacts.length]).toEqual(['Paris Office', 2000]);
    const again = await using(open(), (it) => compare(site, it, profile, quiet));
    expect(again.comparison.upload).toMatchObject({ unchanged: 2000, toPbx: { create: [] } });
    expect(site.memory.pending()).toEqual([]);
  });

  it('holds names without accents, and nothing in its own words for nothing', async () => {
    const api = await simulated({ country: 'BE' });
    const [line] = api.lines;
    const site = newSite('BE');
    add(site, [
      person('Zoé', 'Müller', [
        ['work', '+3231111111'],
        ['mobile', '+32470123456'],
        ['mobile', '+32470123457'],
      ]),
      { ...emptyDraft(), company: 'Œuvre', numbers: [{ kind: 'main', value: '2000', e164: null }] },
    ]);
    const open = () => connectorOf(api, site, { line });
    expect((await push(open, site)).verified).toBe(true);
    const { contacts } = await raw(api);
    const blank = '0032';
    expect(contacts.map(({ id: _id, ...rest }) => rest)).toEqual([
      {
        surname: 'Muller',
        name: 'Zoe',
        group: 'No group',
        workPhone: '003231111111',
        workMobile: '0032470123456',
        homePhone: blank,
        homeMobile: '0032470123457',
      },
      {
        surname: 'Oeuvre',
        name: '-',
        group: 'Oeuvre',
        workPhone: '00322000',
        workMobile: blank,
        homePhone: blank,
        homeMobile: blank,
      },
    ]);
    const { comparison } = await using(open(), (it) => compare(site, it, profile, quiet));
    expect(comparison.upload).toMatchObject({
      unchanged: 2,
      toPbx: { create: [], update: [], delete: [] },
      toSite: { create: [], update: [], delete: [] },
    });
  });

  it('is merged with the site: changed here, changed there, deleted, new', async () => {
    const api = await simulated();
    const [line] = api.lines;
    const site = newSite();
    add(site, [
      person('Ann', 'Here', [['work', '+33123456781']]),
      person('Ben', 'There', [['mobile', '+33612345678']]),
      person('Cat', 'Gone', [['work', '+33123456783']]),
    ]);
    const open = () => connectorOf(api, site, { line });
    await push(open, site);
    const before = await raw(api);
    const ben = before.contacts.find(({ name }) => name === 'Ben');
    await withClient(api, async (client) => {
      const body = { ...ben, group: 'ACME', homePhone: '0123456780' };
      await client.put(`${before.path}/${ben?.id}`, body, signal);
      const added = { surname: 'New', name: 'Dan', group: 'Aucune', workPhone: '+33123456784' };
      await client.post(before.path, added, z.number(), signal);
    });
    const [ann, , cat] = site.contacts(site.find({}));
    site.change('edit-contact', 'Ann', { kind: 'hand' }, (change) => {
      change.updateContact(ann?.id ?? 0, { company: 'Here AG' });
      change.deleteContact(cat?.id ?? 0);
    });
    const state = await using(open(), (it) => compare(site, it, profile, quiet));
    takeOver(site, state, { decisions: {} });
    const report = await push(open, site);
    expect(report.operations.map(({ kind, target, outcome }) => [kind, target, outcome])).toEqual([
      ['delete', 'Cat Gone', 'done'],
      ['update', 'Ann Here', 'done'],
    ]);
    expect(report.verified).toBe(true);
    const { contacts } = await raw(api);
    expect(contacts.map(({ name, group }) => [name, group])).toEqual([
      ['Ann', 'Here AG'],
      ['Ben', 'ACME'],
      ['Dan', 'Aucune'],
    ]);
    // The mobile number stays where it was.
    expect(contacts[1]).toMatchObject({ workMobile: ben?.workMobile, homePhone: '0033123456780' });
    const dan = site.contacts(site.find({ search: 'Dan' }))[0];
    expect(dan).toMatchObject({
      familyName: 'New',
      company: '',
      numbers: [{ kind: 'work', e164: '+33123456784' }],
    });
  });

  it('says before how it will write, and what remains to be done', async () => {
    const api = await simulated();
    const [line] = api.lines;
    const site = newSite();
    add(site, many(3));
    const open = () => connectorOf(api, site, { line });
    const few = await using(open(), (it) => compare(site, it, profile, quiet));
    expect(
      few.comparison.notes.map(({ code, params }) => [code, params?.['way'], params?.['requests']]),
    ).toEqual([
      ['ovh-book-new', undefined, undefined],
      ['ovh-plan', 'single', 3],
      ['ovh-reboot', undefined, undefined],
    ]);
    add(site, many(2001));
    const more = await using(open(), (it) => compare(site, it, profile, quiet));
    expect(more.comparison.notes.map(({ code }) => code)).toEqual([
      'ovh-book-new',
      'ovh-plan',
      'ovh-book-large',
      'ovh-reboot',
    ]);
    expect(more.comparison.notes[1]?.params).toMatchObject({ way: 'import', create: 2004 });
  });

  it('that is read-only is not written', async () => {
    const api = await simulated();
    const owner = ownerOf(api);
    await withClient(api, async (client) => {
      const key = await createBook(client, owner, 'Locked', signal);
      await protectBook(client, owner, { key, name: 'Locked', readOnly: false }, true, signal);
    });
    const site = newSite();
    add(site, many(2));
    const open = () => connectorOf(api, site, { line: owner.line });
    const { comparison } = await using(open(), (it) => compare(site, it, profile, quiet));
    expect(comparison.notes[0]).toMatchObject({ code: 'ovh-book-read-only', value: 'Locked' });
    const report = await push(open, site);
    expect(report.verified).toBe(false);
    expect(report.operations.map(({ outcome, problem }) => [outcome, problem?.code])).toEqual([
      ['refused', 'ovh-book-read-only'],
      ['refused', 'ovh-book-read-only'],
    ]);
    expect((await raw(api)).contacts).toEqual([]);
  });

  it('is asked for where several are there and none is meant', async () => {
    const api = await simulated();
    const owner = ownerOf(api);
    await withClient(api, async (client) => {
      for (const name of ['One', 'Two']) await createBook(client, owner, name, signal);
    });
    const site = newSite();
    const read = (book?: string) =>
      using(connectorOf(api, site, { line: owner.line, ...(book === undefined ? {} : { book }) }), (it) =>
        it.read(() => undefined, signal),
      );
    await expect(read()).rejects.toMatchObject({
      problem: { code: 'ovh-book-unclear', params: { known: 'One, Two' } },
    });
    expect((await read('Two')).identity.serial).toBe(`${owner.billingAccount}/${owner.line}: Two`);
  });

  it('is not to be had on a phone that cannot hold one', async () => {
    const api = await simulated();
    const unsupported = await withClient(api, async (client) => {
      for (const line of api.lines.slice(1)) {
        const path = `/telephony/${api.billingAccount}/line/${line}/phone/supportsPhonebook`;
        if (!(await client.get(path, z.boolean(), signal))) return line;
      }
      return undefined;
    });
    const site = newSite();
    add(site, many(1));
    const open = () => connectorOf(api, site, { line: unsupported });
    const { warnings } = await using(open(), (it) => it.identify());
    expect(warnings).toMatchObject([{ code: 'ovh-phone-unsupported', value: unsupported }]);
    const report = await push(open, site);
    expect(report.operations.map(({ outcome, problem }) => [outcome, problem?.code])).toEqual([
      ['unknown', 'ovh-phone-unsupported'],
    ]);
  });
});
