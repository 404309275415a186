import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeVcards } from '../../../core/formats/vcard/write.ts';
import type { Site, SiteChange } from '../../../main/site/site.ts';
import { openSite } from '../../../main/site/open.ts';
import { add, byHand, closing, draft, newSite, somewhere } from './help.ts';

/** Who is in each group: as the group knows it, which must be what its contacts say. */
function membersOf(site: Site): Record<string, number[]> {
  const all = site.contacts(site.find({}));
  const found = site.groups().map(({ name: group }) => [group, site.find({ group })] as const);
  for (const [group, ids] of found) {
    expect(ids).toEqual(all.filter(({ groups }) => groups.includes(group)).map(({ id }) => id));
  }
  return Object.fromEntries(found);
}

/** Everything that undo must bring back. */
const contentOf = (site: Site): unknown => ({
  members: membersOf(site),
  contacts: [...site.eachContact()].map((contact) => ({ ...contact, photo: site.photo(contact.id)?.data })),
  groups: site.groups(),
  subscribers: site.subscribers(),
  device: [site.info().device, site.info().country],
  order: site.find({}),
  facets: site.facets(),
  /** As a file that another program reads, byte by byte. */
  exported: new TextDecoder().decode(
    writeVcards(
      [...site.eachContact()].map((contact) => ({ ...contact, photo: site.photo(contact.id) })),
      '4.0',
    ),
  ),
});

const NAMES = ['Clients', 'Équipe', 'Famille'];

type Act = (change: SiteChange, site: Site) => void;
const index = fc.nat({ max: 50 });
const name = fc.constantFrom('Anna', 'Émile', 'Ωmega', 'müller', '', '42');
const photo = fc.constantFrom(null, { type: 'image/png', data: new Uint8Array([7, 8]) });
const groupsHeld = (site: Site, from: number): string[] => {
  const groups = site.groups();
  return groups.length === 0 ? [] : groups.slice(from % groups.length).map((group) => group.name);
};
/** One of the contacts that exist, if any. */
const some = (site: Site, from: number): number[] => {
  const ids = site.find({});
  const id = ids[from % Math.max(ids.length, 1)];
  return id === undefined ? [] : [id];
};

const acts: fc.Arbitrary<Act>[] = [
  fc.tuple(name, index, photo).map(([givenName, from, picture]): Act => (change, site) => {
    change.createContact(draft({ givenName, groups: groupsHeld(site, from), photo: picture }));
  }),
  fc.tuple(name, index, photo).map(([company, from, picture]): Act => (change, site) => {
    for (const id of some(site, from)) change.updateContact(id, { company, note: company }, picture);
  }),
  fc.tuple(index, index).map(([from, groups]): Act => (change, site) => {
    for (const id of some(site, from)) change.updateContact(id, { groups: groupsHeld(site, groups) });
  }),
  index.map((from): Act => (change, site) => {
    for (const id of some(site, from)) change.deleteContact(id);
  }),
  fc.constantFrom(...NAMES).map((group): Act => (change) => {
    change.ensureGroup(group, 'standard');
  }),
  fc.tuple(index, fc.boolean()).map(([from, standardForNew]): Act => (change, site) => {
    for (const group of site.groups().slice(0, 1)) {
      const wanted = `G${from}`;
      const taken = site.groups().some((other) => other.name === wanted);
      change.editGroup(group.id, taken ? { standardForNew } : { name: wanted, standardForNew });
    }
  }),
  fc.constant<Act>((change, site) => {
    for (const group of site.groups().slice(-1)) change.deleteGroup(group.id);
  }),
  fc.constantFrom('20', '21').map((extension): Act => (change, site) => {
    change.saveSubscriber({ extension, name: `N${site.revision()}`, role: 'subscriber' });
    for (const group of groupsHeld(site, 0)) change.setGrant(extension, group, 'write', true);
  }),
  fc.constant<Act>((change, site) => {
    for (const { extension } of site.subscribers().slice(0, 1)) change.deleteSubscriber(extension);
  }),
  fc.constantFrom('FR', 'DE').map(
    (country): Act =>
      (change) =>
        change.setDevice('commander-6000', country),
  ),
];

type Command =
  | { kind: 'change'; acts: Act[] }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'reopen' }
  | { kind: 'undo-step'; from: number; keepChanged: boolean };
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.oneof(...acts), { minLength: 1, maxLength: 4 })
      .map((list): Command => ({ kind: 'change', acts: list })),
  },
  { weight: 4, arbitrary: fc.constantFrom<Command>({ kind: 'undo' }, { kind: 'redo' }) },
  { weight: 1, arbitrary: fc.constant<Command>({ kind: 'reopen' }) },
  {
    weight: 2,
    arbitrary: fc
      .record({ from: index, keepChanged: fc.boolean() })
      .map((chosen): Command => ({ kind: 'undo-step', ...chosen })),
  },
);

describe('undo and redo', () => {
  it('walk through exactly the states that were, also after closing and opening', () => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 5, maxLength: 25 }), (commands) => {
        const path = somewhere();
        let site = newSite(path);
        /** The states so far, and where we stand among them. */
        const states = [contentOf(site)];
        byHand(site, (change) => {
          for (const group of NAMES.slice(0, 2)) change.ensureGroup(group, 'standard');
          for (const givenName of NAMES)
            change.createContact(draft({ givenName, groups: NAMES.slice(0, 1) }));
        });
        states.push(contentOf(site));
        let at = 1;
        for (const one of commands) {
          if (one.kind === 'reopen') {
            site.close();
            site = closing(openSite(path));
          } else if (one.kind === 'undo') {
            expect(site.undo() === null).toBe(at === 0);
            at = Math.max(0, at - 1);
          } else if (one.kind === 'redo') {
            expect(site.redo() === null).toBe(at === states.length - 1);
            at = Math.min(states.length - 1, at + 1);
          } else if (one.kind === 'undo-step') {
            const steps = site.history(1000).filter((step) => !step.undone);
            const step = steps[one.from % Math.max(steps.length, 1)];
            if (step === undefined) continue;
            const { done, collided, count } = site.past.undoStep(step.id, { ...one, preview: false });
            expect(done).toBe(count > 0 && (one.keepChanged || collided === 0));
            if (!done) {
              expect(contentOf(site)).toEqual(states[at]);
              continue;
            }
            expect(site.history(1)[0]).toMatchObject({ action: 'undo-step', subject: String(step.id) });
            // Nothing came after the latest: taking it back is undoing it.
            if (step === steps[0]) {
              expect(collided).toBe(0);
              expect(contentOf(site)).toEqual(states[at - 1]);
            }
            at += 1;
            states.splice(at, states.length, contentOf(site));
          } else {
            const steps = site.history(1000).length;
            const revision = site.revision();
            const undone = site.history(1000).filter((step) => step.undone).length;
            byHand(site, (change) => {
              for (const act of one.acts) act(change, site);
            });
            if (site.revision() === revision) {
              expect(site.history(1000)).toHaveLength(steps);
              continue;
            }
            expect(site.history(1000)).toHaveLength(steps - undone + 1);
            at += 1;
            states.splice(at, states.length, contentOf(site));
          }
          expect(contentOf(site)).toEqual(states[at]);
        }
        while (site.undo() !== null) at -= 1;
        expect(at).toBe(0);
        expect(contentOf(site)).toEqual(states[0]);
        while (site.redo() !== null) at += 1;
        expect(contentOf(site)).toEqual(states.at(-1));
        site.close();
        expect(readdirSync(dirname(path))).toHaveLength(1);
      }),
      { numRuns: process.env['CI'] ? 1000 : 30 },
    );
  });

  it('tell what was done, from where, and how much of it', () => {
    const site = newSite();
    byHand(site, (change) => change.ensureGroup('Clients', 'standard'), 'create-group');
    site.change('import', 'book.csv', { kind: 'file', name: 'book.csv' }, (change) => {
      change.ensureGroup('Famille', 'standard');
      const id = change.createContact(draft({ givenName: 'Anna' }));
      change.createContact(draft({ givenName: 'Berta' }));
      change.updateContact(id, { note: 'x' });
    });
    expect(site.info()).toMatchObject({
      undo: { action: 'import', subject: 'book.csv', count: 2 },
      redo: null,
    });
    expect(site.undo()).toEqual({ action: 'import', subject: 'book.csv', count: 2 });
    expect(site.info()).toMatchObject({
      undo: { action: 'create-group', count: 1 },
      redo: { action: 'import' },
    });
    const [second, first] = site.history(10);
    expect([second?.undone, first?.undone]).toEqual([true, false]);
    expect(new Date(first?.at ?? '').toISOString()).toBe(first?.at);
    expect(site.history(10, second?.id)).toEqual([first]);
    expect(site.history(1)).toEqual([second]);
    add(site, { givenName: 'C' });
    expect(site.redo()).toBeNull();
    expect(site.history(10).map(({ action }) => action)).toEqual(['create-contact', 'create-group']);
  });

  it('keep an import of many in a journal of few, and forget what can never come back', () => {
    const path = somewhere();
    const site = newSite(path);
    const picture = { type: 'image/png', data: new Uint8Array(5000).fill(7) };
    byHand(site, (change) => {
      for (let index = 0; index < 500; index += 1) {
        change.createContact(draft({ givenName: `N${index}`, photo: picture }));
      }
    });
    site.undo();
    add(site, { givenName: 'Anna' });
    site.close();
    const raw = new Sqlite(path, { readonly: true });
    const count = (sql: string): unknown => raw.prepare(sql).pluck().get();
    expect(count('SELECT count(*) FROM contact')).toBe(1);
    expect(count('SELECT count(*) FROM photo')).toBe(0);
    expect(count('SELECT count(*) FROM entry')).toBe(1);
    raw.close();
  });

  it('keep the picture that the very change which forgets an undone step takes away', () => {
    const site = newSite();
    const id = add(site, { photo: { type: 'image/png', data: new Uint8Array([1]) } });
    byHand(site, (change) => change.updateContact(id, { note: 'undone' }));
    site.undo();
    byHand(site, (change) => change.updateContact(id, {}, null));
    expect(site.photo(id)).toBeNull();
    site.undo();
    expect([...(site.photo(id)?.data ?? [])]).toEqual([1]);
  });

  it('keep a picture as long as an undo can show it', () => {
    const site = newSite();
    const first = { type: 'image/png', data: new Uint8Array([1]) };
    const id = add(site, { photo: first });
    byHand(site, (change) => change.updateContact(id, {}, { type: 'image/png', data: new Uint8Array([2]) }));
    byHand(site, (change) => change.updateContact(id, {}, null));
    site.undo();
    add(site, { givenName: 'clears redo' });
    site.undo();
    expect([...(site.photo(id)?.data ?? [])]).toEqual([2]);
    site.undo();
    expect([...(site.photo(id)?.data ?? [])]).toEqual([1]);
  });

  it('roll everything back when the work throws, the redo included', () => {
    const site = newSite();
    add(site, { givenName: 'Anna' });
    site.undo();
    const before = site.history(10);
    expect(() =>
      byHand(site, (change) => {
        change.createContact(draft({ givenName: 'B' }));
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(site.history(10)).toEqual(before);
    expect(site.redo()).toMatchObject({ action: 'create-contact' });
    expect(site.find({})).toEqual([1]);
  });
});
