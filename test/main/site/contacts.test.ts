import { describe, expect, it } from 'vitest';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import { codeOf } from '../../problem-of.ts';
import { add, byHand, draft, newSite } from './help.ts';

const full: ContactDraft = {
  salutation: 'Frau',
  givenName: 'Zoë',
  familyName: 'Großmann',
  displayName: 'Z. Großmann',
  company: 'Bäckerei “Süß”',
  department: 'Verkauf',
  position: 'Leiterin',
  birthday: '--05-17',
  shortCode: '712',
  note: 'zwei\nZeilen, "Zitat", \u{1F600}',
  card: 'X-HOBBY;X-RANK=1:Schach',
  numbers: [
    { kind: 'work', value: '030 / 123 45-0', e164: '+4930123450' },
    { kind: 'other', value: '**51', e164: null },
  ],
  emails: [{ kind: 'work', value: 'zoe@example.org' }],
  urls: [{ kind: 'home', value: 'https://example.org/?a=b' }],
  addresses: [
    { kind: 'work', street: 'Hauptstr. 1', postalCode: '10115', city: 'Berlin', region: '', country: 'DE' },
  ],
  groups: ['Kunden', 'Ämter'],
  photo: { type: 'image/jpeg', data: new Uint8Array([0xff, 0xd8, 0, 1]) },
};

describe('contacts', () => {
  it('come back as they were stored, groups in the order of a dictionary', () => {
    const site = newSite();
    const id = byHand(site, (change) => {
      change.ensureGroup('Kunden', 'standard');
      change.ensureGroup('Ämter', 'dect-900');
      return change.createContact(full);
    });
    const expected = { ...full, id, groups: ['Ämter', 'Kunden'], photo: { type: 'image/jpeg', bytes: 4 } };
    expect(site.contacts([id])).toEqual([expected]);
    expect([...site.eachContact()]).toEqual([expected]);
    expect(site.photo(id)?.type).toBe('image/jpeg');
    expect([...(site.photo(id)?.data ?? [])]).toEqual([0xff, 0xd8, 0, 1]);
  });

  it('come in the order asked for, without those that do not exist', () => {
    const site = newSite();
    const anna = add(site, { givenName: 'Anna' });
    const berta = add(site, { givenName: 'Berta' });
    const carla = add(site, { givenName: 'Carla' });
    expect(site.contacts([carla, 99, anna, berta, carla]).map(({ givenName }) => givenName)).toEqual([
      'Carla',
      'Anna',
      'Berta',
      'Carla',
    ]);
  });

  it('say whether an update changed anything, and write no step when it did not', () => {
    const site = newSite();
    const id = add(site, { givenName: 'Anna', photo: { type: 'image/png', data: new Uint8Array([1]) } });
    const before = site.info();
    const { id: _, photo: __, ...same } = site.contacts([id])[0] ?? expect.fail('no contact');
    expect(byHand(site, (change) => change.updateContact(id, same))).toBe(false);
    expect(
      byHand(site, (change) =>
        change.updateContact(id, {}, { type: 'image/png', data: new Uint8Array([1]) }),
      ),
    ).toBe(false);
    expect(site.info()).toEqual(before);
    expect(byHand(site, (change) => change.updateContact(id, { note: 'x' }))).toBe(true);
    expect(byHand(site, (change) => change.updateContact(id, {}, null))).toBe(true);
    expect(site.contacts([id])[0]).toMatchObject({ givenName: 'Anna', note: 'x', photo: null });
    expect(site.info().revision).toBe(before.revision + 2);
  });

  it('refuse unknown groups and unknown ids, and leave nothing behind', () => {
    const site = newSite();
    const before = site.info();
    expect(codeOf(() => add(site, { givenName: 'A', groups: ['Nowhere'] }))).toBe('group-missing');
    expect(
      codeOf(() =>
        byHand(site, (change) => {
          change.createContact(draft({ givenName: 'B' }));
          change.updateContact(17, { note: 'x' });
        }),
      ),
    ).toBe('contact-missing');
    expect(codeOf(() => byHand(site, (change) => change.deleteContact(1)))).toBe('contact-missing');
    expect(site.info()).toEqual(before);
    expect(site.history(10)).toEqual([]);
  });

  it('keep their ids when others are deleted for good', () => {
    const site = newSite();
    const first = add(site, { givenName: 'A' });
    site.undo();
    const second = add(site, { givenName: 'B' });
    expect(second).toBeGreaterThan(first);
    expect(site.redo()).toBeNull();
  });

  it('are read in parts without missing or repeating any', () => {
    const site = newSite();
    byHand(site, (change) => {
      for (let index = 0; index < 1201; index += 1) change.createContact(draft({ givenName: `N${index}` }));
      change.deleteContact(600);
    });
    const ids = [...site.eachContact()].map(({ id }) => id);
    expect(ids).toHaveLength(1200);
    expect(new Set(ids).size).toBe(1200);
  });
});

describe('groups', () => {
  it('are created once, renamed, refused twice under one name', () => {
    const site = newSite();
    const [a, again, b] = byHand(site, (change) => [
      change.ensureGroup('Kunden', 'standard'),
      change.ensureGroup(' Kunden ', 'dect-900'),
      change.ensureGroup('Lieferanten', 'version-1'),
    ]);
    expect(again).toBe(a);
    expect(codeOf(() => byHand(site, (change) => change.editGroup(b ?? 0, { name: 'Kunden' })))).toBe(
      'group-exists',
    );
    expect(codeOf(() => byHand(site, (change) => change.ensureGroup(' ', 'standard')))).toBe(
      'group-name-empty',
    );
    const id = add(site, { givenName: 'Anna', groups: ['Kunden'] });
    byHand(site, (change) => change.editGroup(a ?? 0, { name: 'Clients', standardForNew: true }));
    expect(site.contacts([id])[0]?.groups).toEqual(['Clients']);
    expect(site.groups()).toEqual([
      { id: a, name: 'Clients', kind: 'standard', standardForNew: true, direction: 'both' },
      { id: b, name: 'Lieferanten', kind: 'version-1', standardForNew: false, direction: 'both' },
    ]);
  });

  it('leave their contacts when they go, and find them again by undo', () => {
    const site = newSite();
    const group = byHand(site, (change) => change.ensureGroup('Kunden', 'standard'));
    const id = add(site, { givenName: 'Anna', groups: ['Kunden'] });
    byHand(site, (change) => change.deleteGroup(group), 'delete-group');
    expect(site.contacts([id])[0]?.groups).toEqual([]);
    expect(site.facets()).toMatchObject({ all: 1, ungrouped: 1, groups: [] });
    expect(codeOf(() => add(site, { givenName: 'B', groups: ['Kunden'] }))).toBe('group-missing');
    site.undo();
    expect(site.contacts([id])[0]?.groups).toEqual(['Kunden']);
    expect(site.facets()).toMatchObject({ ungrouped: 0, groups: [{ id: group, contacts: 1 }] });
    site.undo();
    expect(site.facets()).toMatchObject({ all: 0, ungrouped: 0, groups: [{ id: group, contacts: 0 }] });
  });
});

describe('subscribers', () => {
  it('keep their rights through renaming and deleting of groups', () => {
    const site = newSite();
    const group = byHand(site, (change) => {
      change.saveSubscriber({ extension: '100', name: 'Zentrale', role: 'sub-administrator' });
      change.saveSubscriber({ extension: '21', name: 'Werkstatt', role: 'subscriber' });
      return change.ensureGroup('Kunden', 'standard');
    });
    byHand(site, (change) => change.setGrant('21', 'Kunden', 'write', true));
    byHand(site, (change) => change.editGroup(group, { name: 'Clients' }));
    expect(site.subscribers()).toEqual([
      {
        extension: '21',
        name: 'Werkstatt',
        role: 'subscriber',
        grants: { Clients: 'write' },
        standardGroups: ['Clients'],
      },
      { extension: '100', name: 'Zentrale', role: 'sub-administrator', grants: {}, standardGroups: [] },
    ]);
    byHand(site, (change) => change.deleteGroup(group));
    expect(site.subscribers()[0]).toMatchObject({ grants: {}, standardGroups: [] });
    site.undo();
    expect(site.subscribers()[0]).toMatchObject({ grants: { Clients: 'write' } });
    byHand(site, (change) => change.setGrant('21', 'Clients', 'none'));
    expect(site.subscribers()[0]).toMatchObject({ grants: {}, standardGroups: [] });
    site.undo();
    expect(site.subscribers()[0]).toMatchObject({
      grants: { Clients: 'write' },
      standardGroups: ['Clients'],
    });
    // New contacts land in it, which is writing: no write, no standard group.
    byHand(site, (change) => change.setGrant('21', 'Clients', 'read'));
    expect(site.subscribers()[0]).toMatchObject({ grants: { Clients: 'read' }, standardGroups: [] });
  });

  it('come back after deletion, and a new one may take the extension in between', () => {
    const site = newSite();
    byHand(site, (change) => change.saveSubscriber({ extension: '21', name: 'A', role: 'subscriber' }));
    byHand(site, (change) => change.deleteSubscriber('21'));
    byHand(site, (change) => change.saveSubscriber({ extension: '21', name: 'B', role: 'administrator' }));
    expect(site.subscribers().map(({ name }) => name)).toEqual(['B']);
    site.undo();
    expect(site.subscribers()).toEqual([]);
    site.undo();
    expect(site.subscribers().map(({ name }) => name)).toEqual(['A']);
    expect(codeOf(() => byHand(site, (change) => change.deleteSubscriber('22')))).toBe('subscriber-missing');
  });
});
