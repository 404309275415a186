import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputOf, type ContactInput } from '../../../core/api/shapes.ts';
import type { Contact } from '../../../core/directory/contact.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import type { Services } from '../../../main/api/services.ts';
import { decoded, fields, png } from '../../core/photo/pictures.ts';
import { codeAfter, problemAfter } from '../../problem-of.ts';
import { atNewSite } from './help.ts';

let services: Services;
let contact: Contact;

beforeEach(async () => {
  services = await atNewSite();
  for (const name of ['Staff', 'Night', 'Board']) {
    await services.call('groups.create', { name, kind: 'standard' });
  }
  const numbers = [{ kind: 'work' as const, value: '01 23 45 67 89' }];
  const { photo: _photo, card: _card, ...fields } = emptyDraft();
  contact = await services.call('contacts.create', {
    contact: { ...fields, familyName: 'Ost', company: 'Werft', numbers, groups: ['Staff'] },
  });
});
afterEach(() => services.desk.close());

/** Two windows that have read the same contact; each writes what it has changed of it. */
const write = (changes: Partial<ContactInput>, from = inputOf(contact)): Promise<Contact> =>
  services.call('contacts.edit', { id: contact.id, from, contact: { ...from, ...changes } });

describe('two windows on one contact', () => {
  it('keep what the other has changed in other fields, and the history names only those', async () => {
    await write({ company: 'Hafen' });
    const emails = [{ kind: 'work' as const, value: 'ost@example.org' }];
    expect(await write({ emails, note: 'neu' })).toMatchObject({ company: 'Hafen', note: 'neu', emails });
    const { changes } = await services.call('history.contact', { id: contact.id, limit: 10 });
    expect(changes.map(({ change }) => change.fields.map(({ field }) => field).sort())).toEqual([
      ['emails', 'note'],
      ['company'],
      [],
    ]);
  });

  it('change groups one by one', async () => {
    await write({ groups: ['Staff', 'Night'] });
    expect((await write({ groups: ['Board'] })).groups.toSorted()).toEqual(['Board', 'Night']);
  });

  it('are told of both values where they have written the same field, and nothing is stored', async () => {
    await write({ company: 'Hafen', numbers: [{ kind: 'home', value: '01 98 76 54 32' }] });
    const mine = { company: 'Dock', numbers: [{ kind: 'mobile' as const, value: '0612345678' }], note: 'x' };
    expect(await problemAfter(write(mine))).toMatchObject({
      code: 'contact-collides',
      value: 'Hafen',
      params: { name: 'Ost', field: 'company', mine: 'Dock', more: 1 },
    });
    const [now] = services.desk.file.contacts([contact.id]);
    if (now === undefined) throw new Error('It is gone');
    expect(now).toMatchObject({ company: 'Hafen', note: '' });
    // Decided: it starts from what is stored now.
    expect(await write({ ...mine, company: 'Hafen' }, inputOf(now))).toMatchObject({
      company: 'Hafen',
      note: 'x',
      numbers: [{ kind: 'mobile', e164: '+33612345678' }],
    });
  });

  it('agree where both have written the same', async () => {
    await write({ company: 'Hafen' });
    expect(await write({ company: 'Hafen', note: 'y' })).toMatchObject({ company: 'Hafen', note: 'y' });
  });

  it('are told that the contact is gone', async () => {
    await services.call('contacts.delete', { ids: [contact.id] });
    expect(await codeAfter(write({ note: 'x' }))).toBe('contact-missing');
  });
});

describe('a new contact with a photo', () => {
  const create = (data: Uint8Array) => {
    const file = services.desk.files.add('portrait.png', data);
    const { photo: _photo, card: _card, ...empty } = emptyDraft();
    const contact = { ...empty, familyName: 'West' };
    const picture = { file, square: { left: 8, top: 0, side: 8 } };
    return { file, made: services.call('contacts.create', { contact, picture }) };
  };

  it('is one step, keeps the square, and comes and goes as a whole', async () => {
    const { made, file } = create(png(fields(16)));
    const { id, photo } = await made;
    expect(photo?.type).toBe('image/jpeg');
    const { site, files } = services.desk;
    expect(decoded(Buffer.from(site.photo(id)?.data ?? []))).toMatchObject({ width: 8, height: 8 });
    expect(() => files.bytes(file)).toThrow();
    const steps = site.history(10).length;
    site.undo();
    expect([site.photo(id), site.contacts([id])]).toEqual([null, []]);
    site.redo();
    expect(site.contacts([id])[0]?.photo).toEqual(photo);
    expect(site.history(10).length).toBe(steps);
  });

  it('is not made at all where the picture is none', async () => {
    const before = services.desk.site.revision();
    const { made } = create(new TextEncoder().encode('no picture'));
    expect(await codeAfter(made)).toBe('photo-kind');
    expect(services.desk.site.revision()).toBe(before);
  });
});
