/** Duplicates of a site: found, merged, told apart, within the rights and undoable. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDraft, type ContactDraft } from '../../../core/directory/contact.ts';
import { readNumber } from '../../../core/phone/number.ts';
import type { Services } from '../../../main/api/services.ts';
import { openSite } from '../../../main/site/open.ts';
import { codeAfter } from '../../problem-of.ts';
import { add, closing, somewhere } from '../site/help.ts';
import { atNewSite } from './help.ts';

let services: Services;
let path: string;

const PICTURE = { type: 'image/png', data: new Uint8Array([137, 80, 78, 71]) };
const person = (givenName: string, more: Partial<ContactDraft> = {}): number =>
  add(services.desk.file, {
    ...emptyDraft(),
    givenName,
    familyName: 'Weber',
    numbers: [{ kind: 'mobile', ...plain(readNumber('06 12 34 56 78', 'FR')) }],
    ...more,
  });
const plain = ({ value, e164 }: { value: string; e164: string | null }) => ({ value, e164 });

beforeEach(async () => {
  path = somewhere();
  services = await atNewSite(path);
  for (const name of ['Staff', 'Clients']) await services.call('groups.create', { name, kind: 'standard' });
});
afterEach(() => services.desk.close());

const find = (more: { least?: number; limit?: number; after?: string } = {}) =>
  services.call('duplicates.find', { limit: 100, ...more });
const found = async () => (await find()).sets.map(({ ids }) => ids);
const merge = (ids: number[], more: { texts?: { company?: string }; photo?: number } = {}) =>
  services.call('duplicates.merge', { ids, language: 'en', ...more });

describe('finding duplicates', () => {
  it('shows the likeliest first, in pages that go on where another ended', async () => {
    for (let i = 0; i < 5; i++) {
      const numbers = [{ kind: 'work' as const, ...plain(readNumber(`019900120${i}`, 'FR')) }];
      person('Anna', { familyName: `Person${'abcde'[i] ?? ''}${'vwxyz'[i] ?? ''}`, numbers });
      person(i % 2 === 0 ? 'Anna' : 'Paul', {
        familyName: `Person${'abcde'[i] ?? ''}${'vwxyz'[i] ?? ''}`,
        numbers,
      });
    }
    const all = await find();
    expect(all).toMatchObject({ total: 5, next: null, revision: services.desk.file.revision() });
    expect(all.sets.map(({ score }) => score)).toEqual([86, 86, 86, 27, 27]);
    const first = await find({ limit: 2 });
    expect(first).toMatchObject({ total: 5, next: '86:5,6' });
    const second = await find({ limit: 2, after: first.next ?? '' });
    expect([...first.sets, ...second.sets]).toEqual(all.sets.slice(0, 4));
    // What a page ended with has gone meanwhile: the next one goes on behind its place.
    await merge([5, 6]);
    expect((await find({ after: '86:5,6' })).sets).toEqual(all.sets.slice(2));
    expect(await find({ least: 60 })).toMatchObject({ total: 2 });
    expect(await codeAfter(find({ after: 'nowhere' }))).toBe('bad-request');
  });

  it('looks again when the site has changed, and reports how far it is', async () => {
    person('Anna');
    expect(await found()).toEqual([]);
    person('Anna');
    expect(await found()).toEqual([[1, 2]]);
    const stop = new AbortController();
    for (let i = 0; i < 600; i++) person(`Given${i}`);
    const progress = () => stop.abort();
    const input = { limit: 10 };
    expect(await codeAfter(services.call('duplicates.find', input, { progress, signal: stop.signal }))).toBe(
      'cancelled',
    );
  });
});

describe('merging', () => {
  it('keeps every value in the first, deletes the others, and is one step', async () => {
    person('Anna', { company: 'Acme', groups: ['Staff'], card: 'X-A:1' });
    person('Anni', {
      company: 'Zeta',
      position: 'Chief',
      note: 'deaf',
      groups: ['Clients'],
      card: 'X-B:2',
      photo: PICTURE,
      emails: [{ kind: 'work', value: 'a@x.fr' }],
    });
    const before = [...services.desk.file.eachContact()];
    const merged = await merge([1, 2]);
    expect(merged).toMatchObject({
      id: 1,
      givenName: 'Anna',
      company: 'Acme',
      position: 'Chief',
      note: 'deaf\nGiven name: Anni\nCompany: Zeta',
      groups: ['Clients', 'Staff'],
      card: 'X-A:1\nX-B:2',
      photo: { type: 'image/png', bytes: 4 },
      emails: [{ value: 'a@x.fr' }],
    });
    expect(merged.numbers).toHaveLength(1);
    expect([...services.desk.file.eachContact()]).toEqual([merged]);
    expect(services.desk.file.info().undo).toMatchObject({
      action: 'merge-contacts',
      subject: 'Anna Weber',
      count: 2,
    });
    await services.call('history.undo', {});
    expect([...services.desk.file.eachContact()]).toEqual(before);
    await services.call('history.redo', {});
    expect([...services.desk.file.eachContact()]).toEqual([merged]);
  });

  it('takes the texts and the picture that were chosen', async () => {
    person('Anna', { company: 'Acme', photo: PICTURE });
    person('Anna', { company: 'Zeta', photo: { ...PICTURE, data: new Uint8Array([1, 2, 3, 4, 5]) } });
    expect(await merge([1, 2], { texts: { company: 'Zeta' }, photo: 2 })).toMatchObject({
      company: 'Zeta',
      note: 'Company: Acme',
      photo: { bytes: 5 },
    });
  });

  it('refuses what is not there, and what no form could show', async () => {
    person('Anna', { note: 'x'.repeat(6000) });
    person('Anna', { note: 'y'.repeat(6000) });
    expect(await codeAfter(merge([1, 99]))).toBe('contact-missing');
    expect(await codeAfter(merge([1, 1]))).toBe('contact-missing');
    expect(await codeAfter(merge([1, 2]))).toBe('merge-too-much');
    expect(services.desk.file.info().contacts).toBe(2);
  });
});

describe('two that are not the same', () => {
  it('are not shown again, also under other names and after a restart, until that is undone', async () => {
    person('Anna');
    person('Anna');
    expect(await services.call('duplicates.distinct', { ids: [2, 1] })).toEqual({ added: 1 });
    expect(await services.call('duplicates.distinct', { ids: [1, 2] })).toEqual({ added: 0 });
    expect(await found()).toEqual([]);
    services.desk.file.change('edit-contact', '', { kind: 'hand' }, (change) => {
      change.updateContact(1, { givenName: 'Anne-Sophie' });
      change.updateContact(2, { givenName: 'Anne-Sophie' });
    });
    expect(await found()).toEqual([]);
    services.desk.closeSite();
    const site = closing(openSite(path));
    expect(site.distinct()).toEqual([[1, 2]]);
    site.close();
    await services.call('site.open', { path });
    await services.call('history.undo', {});
    await services.call('history.undo', {});
    expect(await found()).toEqual([[1, 2]]);
    await services.call('history.redo', {});
    expect(await found()).toEqual([]);
  });

  it('can be made one suspect again by taking that one step back', async () => {
    person('Anna');
    person('Anna');
    await services.call('duplicates.distinct', { ids: [1, 2] });
    const step = services.desk.file.history(1)[0]?.id ?? 0;
    person('Paul');
    const undone = await services.call('history.undoStep', { step, keepChanged: false, preview: false });
    expect(undone).toMatchObject({ done: true, count: 1, collided: 0 });
    expect(await found()).toContainEqual([1, 2]);
    expect(services.desk.file.distinct()).toEqual([]);
  });

  it('stay two when one of them is merged with a third', async () => {
    person('Anna');
    person('Anna');
    person('Anna');
    await services.call('duplicates.distinct', { ids: [2, 3] });
    await merge([1, 2]);
    expect(await found()).toEqual([]);
    expect(services.desk.file.distinct()).toEqual([
      [1, 3],
      [2, 3],
    ]);
    await services.call('history.undo', {});
    expect(services.desk.file.distinct()).toEqual([[2, 3]]);
  });

  it('go with a contact that is erased for good', async () => {
    person('Anna');
    person('Anna');
    await services.call('duplicates.distinct', { ids: [1, 2] });
    await services.call('privacy.erase', { ids: [1], copies: false });
    expect(services.desk.file.distinct()).toEqual([]);
  });
});

describe('a subscriber', () => {
  beforeEach(async () => {
    await services.call('subscribers.save', { extension: '21', name: 'Lea', role: 'subscriber' });
    await services.call('access.set', { extension: '21', group: 'Staff', grant: 'write' });
    await services.call('access.set', { extension: '21', group: 'Clients', grant: 'read' });
  });
  const signIn = () => services.call('session.signIn', { extension: '21' });

  it('finds and merges what is its own', async () => {
    person('Anna', { groups: ['Staff'] });
    person('Anna', { groups: ['Staff'] });
    person('Anna');
    await signIn();
    expect(await found()).toEqual([[1, 2]]);
    expect(await merge([1, 2])).toMatchObject({ id: 1 });
    expect(services.desk.file.info().undo).toMatchObject({ by: '21' });
  });

  it('does not delete what it may only read, and tells nothing apart there', async () => {
    person('Anna', { groups: ['Staff'] });
    person('Anna', { groups: ['Clients'] });
    person('Anna', { groups: ['Clients'] });
    await signIn();
    expect(await codeAfter(merge([1, 2]))).toBe('access-no-write');
    expect(await codeAfter(services.call('duplicates.distinct', { ids: [2, 3] }))).toBe('access-no-write');
    expect(services.desk.file.info().contacts).toBe(3);
  });

  it('does not touch what it cannot see', async () => {
    person('Anna', { groups: ['Staff'] });
    person('Anna');
    await signIn();
    expect(await codeAfter(merge([1, 2]))).toBe('contact-missing');
    expect(await codeAfter(services.call('duplicates.distinct', { ids: [1, 2] }))).toBe('access-no-write');
  });
});
