/** A PBX that answers wrongly, is another one, or lost much: nothing is done before a person has said so. */
import { describe, expect, it } from 'vitest';
import type { UploadOptions } from '../../../core/api/upload.ts';
import { acceptPbx } from '../../../main/jobs/accept-pbx.ts';
import { compare } from '../../../main/jobs/compare.ts';
import { takeOver, upload } from '../../../main/jobs/upload.ts';
import type { Connector, RemoteBook } from '../../../main/pbx/connector.ts';
import { codeAfter } from '../../problem-of.ts';
import { quiet } from '../../quiet.ts';
import { add, byHand, draft } from '../site/help.ts';
import { applyAll, Bench, profile } from './pbx-bench.ts';

const COUNT = 30;

/** Thirty contacts on both sides, and one that waits to be sent. */
async function agreed(): Promise<Bench> {
  const bench = await new Bench().plugIn();
  byHand(bench.site, (change) => {
    change.ensureGroup('Clients', 'standard');
    change.ensureGroup('Staff', 'standard');
    for (let n = 10; n < 10 + COUNT; n++) {
      const value = `+3906123456${n}`;
      change.createContact(
        draft({
          familyName: `N${n}`,
          company: 'Dupont',
          groups: [n % 2 === 0 ? 'Clients' : 'Staff'],
          numbers: [{ kind: 'work', value, e164: value }],
        }),
      );
    }
  });
  expect((await bench.push()).verified).toBe(true);
  add(bench.site, {
    familyName: 'Neu',
    numbers: [{ kind: 'work', value: '+390612345699', e164: '+390612345699' }],
  });
  return bench;
}

/** The line with another answer to reading. */
const answering = (connector: Connector, answer: (book: RemoteBook) => RemoteBook): Connector => ({
  capabilities: connector.capabilities,
  notes: connector.notes,
  identify: async () => answer(await connector.read(() => undefined, quiet.signal)).identity,
  read: async (progress, signal) => answer(await connector.read(progress, signal)),
  apply: (operations, signal) => connector.apply(operations, signal),
  close: () => connector.close(),
});

/** What comes of uploading and of taking over while the PBX answers so. */
async function attempts(
  bench: Bench,
  answer: (book: RemoteBook) => RemoteBook,
  options: Partial<UploadOptions> = {},
) {
  return bench.connected(async (real) => {
    const connector = answering(real, answer);
    const state = await compare(bench.site, connector, profile, quiet);
    const { plan, upload: planned } = state.comparison;
    return {
      reasons: planned.massLoss.map(({ side, reason, deletions }) => `${side} ${reason} ${deletions}`),
      upload: await codeAfter(
        upload(bench.site, connector, state, { plan, decisions: {}, takeOver: true, ...options }, quiet),
      ),
      takeOver: await codeAfter(
        Promise.resolve().then(() => takeOver(bench.site, state, { decisions: {}, ...options })),
      ),
    };
  });
}

async function untouched(bench: Bench, work: () => Promise<unknown>): Promise<void> {
  const before = [bench.pbx.book(), [...bench.site.eachContact()]];
  await work();
  expect([bench.pbx.book(), [...bench.site.eachContact()]]).toEqual(before);
}

describe('a mass loss is confirmed by its number', () => {
  it('the PBX answers that it is empty', async () => {
    const bench = await agreed();
    const empty = (book: RemoteBook) => ({ ...book, contacts: [] });
    await untouched(bench, async () => {
      expect(await attempts(bench, empty)).toEqual({
        reasons: [`site empty ${COUNT}`],
        upload: 'mass-loss',
        takeOver: 'mass-loss',
      });
    });
  });

  it('the answer is cut: unreadable, or shorter than it should be', async () => {
    const bench = await agreed();
    await untouched(bench, async () => {
      const half = (book: RemoteBook) => ({ ...book, contacts: book.contacts.slice(0, COUNT * 0.7) });
      expect(await attempts(bench, half)).toMatchObject({
        reasons: [`site deletions ${COUNT * 0.3}`],
        upload: 'mass-loss',
        takeOver: 'mass-loss',
      });
    });
    const reads = Array.from({ length: 12 }, (_, at) => `truncate:r${at + 1}`).join();
    await untouched(bench, async () => {
      await bench.plugIn({ faults: reads });
      expect(await codeAfter(bench.compare())).toMatch(/^pbx-/);
    });
  });

  it('another PBX answers: accepted by its serial number only, and then nothing counts as deleted', async () => {
    const bench = await agreed();
    const other = (book: RemoteBook) => ({
      ...book,
      identity: { ...book.identity, serial: 'OTHER-1' },
      contacts: book.contacts.slice(0, 5).map((contact) => ({ ...contact, id: `9${contact.id}` })),
    });
    await untouched(bench, async () => {
      expect(await codeAfter(attempts(bench, other))).toBe('pbx-other-serial');
      await bench.connected(async (connector) => {
        const there = answering(connector, other);
        expect(await codeAfter(acceptPbx(bench.site.memory, there, bench.pbx.serial))).toBe(
          'pbx-serial-typed',
        );
      });
      expect(await codeAfter(attempts(bench, other))).toBe('pbx-other-serial');
    });
    await bench.connected((connector) =>
      acceptPbx(bench.site.memory, answering(connector, other), ' OTHER-1 '),
    );
    await bench.connected(async (connector) => {
      const { comparison } = await compare(bench.site, answering(connector, other), profile, quiet);
      const { toPbx, toSite, conflicts, massLoss, unchanged } = comparison.upload;
      expect([toPbx.delete, toSite.delete, conflicts, massLoss]).toEqual([[], [], [], []]);
      expect([unchanged, toPbx.create.length]).toEqual([5, COUNT - 5 + 1]);
    });
  });

  it('the rows have fewer columns, as older firmware has them', async () => {
    const bench = await agreed();
    const narrow = (book: RemoteBook) => ({ ...book, narrow: book.contacts.length });
    await untouched(bench, async () => {
      for (const takesOver of [true, false]) {
        expect(await attempts(bench, narrow, { takeOver: takesOver })).toMatchObject({
          reasons: [`pbx layout ${COUNT}`],
          upload: 'mass-loss',
        });
      }
    });
    // The last column, which says the groups, is missing; or the page of the groups says nothing.
    const groupless = (book: RemoteBook) => ({
      ...book,
      contacts: book.contacts.map(({ id, record }) => ({ id, record: { ...record, groups: [] } })),
    });
    await untouched(bench, async () => {
      expect((await attempts(bench, groupless)).reasons).toEqual([`site field ${COUNT}`]);
      const none = (book: RemoteBook) => ({ ...groupless(book), groups: [] });
      expect((await attempts(bench, none)).reasons).toEqual(['site groups 2']);
    });
  });

  it('a fifth or 25 would be deleted on either side', async () => {
    const bench = await agreed();
    const ids = [...bench.site.eachContact()].slice(0, 6).map(({ id }) => id);
    byHand(bench.site, (change) => ids.forEach((id) => change.deleteContact(id)));
    const whole = (book: RemoteBook) => book;
    await untouched(bench, async () => {
      expect(await attempts(bench, whole)).toMatchObject({
        reasons: ['pbx deletions 6'],
        upload: 'mass-loss',
      });
      expect(await attempts(bench, whole, { confirmedDeletions: 5 })).toMatchObject({ upload: 'mass-loss' });
    });
    await bench.atPbx(async (connector) => {
      const { contacts } = await connector.read(() => undefined, quiet.signal);
      await applyAll(
        connector,
        contacts.slice(-7).map(({ id }) => ({ key: id, kind: 'delete', id })),
      );
    });
    await untouched(bench, async () => {
      expect(await attempts(bench, whole)).toMatchObject({
        reasons: ['pbx deletions 6', 'site deletions 7'],
        upload: 'mass-loss',
      });
      // What was confirmed for one side says nothing of the other.
      expect(await codeAfter(bench.push({ takeOver: true, confirmedDeletions: 7 }))).toBe('mass-loss');
    });
    expect(await bench.push({ takeOver: true, confirmedDeletions: 13 })).toMatchObject({ verified: true });
    expect(bench.pbx.book().contacts).toHaveLength(COUNT + 1 - 13);
  });

  it('less than that is no alarm, and neither is it when both sides are empty', async () => {
    const bench = await agreed();
    byHand(bench.site, (change) => {
      for (const { id } of [...bench.site.eachContact()].slice(0, 5)) change.deleteContact(id);
    });
    expect(await bench.push()).toMatchObject({ verified: true });

    const left = [...bench.site.eachContact()].map(({ id }) => id);
    byHand(bench.site, (change) => left.forEach((id) => change.deleteContact(id)));
    await bench.atPbx(async (connector) => {
      const { contacts } = await connector.read(() => undefined, quiet.signal);
      await applyAll(
        connector,
        contacts.map(({ id }) => ({ key: id, kind: 'delete', id })),
      );
    });
    expect(await bench.push({ takeOver: true })).toMatchObject({ operations: [], verified: true });
    const fresh = await new Bench().plugIn();
    expect(await fresh.push({ takeOver: true })).toMatchObject({ operations: [], verified: true });
  });
});
