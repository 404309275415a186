import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSite, openSite } from '../../../main/site/open.ts';
import { restore } from '../../../main/site/restore.ts';
import type { Site } from '../../../main/site/site.ts';
import { byHand, closing, draft, newSite, somewhere } from './help.ts';

const MANY = 3000;

/** More contacts than are put in order by themselves, in several blocks, the ids against the order of the list. */
function manyContacts(site: Site): void {
  byHand(site, (change) => {
    change.ensureGroup('Clients', 'standard');
    for (let i = 0; i < MANY; i += 1) {
      const familyName = `Ott ${String(MANY - i).padStart(4, '0')}`;
      change.createContact(draft({ givenName: 'Anna', familyName, groups: i % 3 === 0 ? ['Clients'] : [] }));
    }
  });
}

const backwards = (from: number, to: number): number[] =>
  Array.from({ length: from - to + 1 }, (_, i) => from - i);

describe('what is searched, in memory', () => {
  it('comes in the order of the list, also when it is most of it, and in pages', () => {
    const site = newSite();
    manyContacts(site);
    expect(site.find({ search: 'anna' })).toEqual(backwards(MANY, 1));
    expect(site.find({ search: 'ott 2999' })).toEqual([2]);
    expect(site.find({ search: 'anna', group: 'Clients' })).toHaveLength(MANY / 3);
    const ids: number[] = [];
    let after: string | undefined;
    do {
      const page = site.page({ search: 'anna' }, { limit: 700, ...(after !== undefined && { after }) });
      ids.push(...page.ids);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(ids).toEqual(backwards(MANY, 1));
  });

  it('follows what another window writes', () => {
    const site = newSite();
    manyContacts(site);
    const other = closing(openSite(site.path));
    expect(other.find({ search: 'zoe' })).toEqual([]);
    byHand(site, (change) => change.updateContact(5, { givenName: 'Zoë' }));
    expect(other.find({ search: 'zoe' })).toEqual([5]);
    site.undo();
    expect(other.find({ search: 'zoe' })).toEqual([]);
    site.redo();
    expect(other.find({ search: 'zoe' })).toEqual([5]);
    // The redone step goes for good, and another one is in its place.
    site.undo();
    byHand(site, (change) => change.updateContact(6, { givenName: 'Zoë' }));
    expect(other.find({ search: 'zoe' })).toEqual([6]);
    byHand(site, (change) => change.deleteContact(6));
    expect(other.find({ search: 'zoe' })).toEqual([]);
    byHand(other, (change) => change.updateContact(7, { givenName: 'Zoë' }));
    byHand(site, (change) => change.updateContact(8, { givenName: 'Zoë' }));
    expect(other.find({ search: 'zoe' })).toEqual([8, 7]);
    other.undo();
    expect(site.find({ search: 'zoe' })).toEqual([7]);
    site.undo();
    expect(other.find({ search: 'zoe' })).toEqual([]);
  });

  it('knows a copy that was put back in its place', async () => {
    const site = newSite();
    manyContacts(site);
    expect(site.find({ search: 'zoe' })).toEqual([]);
    const copy = site.safety.keep('hand');
    byHand(site, (change) => change.updateContact(5, { givenName: 'Zoë' }));
    expect(site.find({ search: 'zoe' })).toEqual([5]);
    await restore(site.path, copy?.number ?? 0);
    expect(site.find({ search: 'zoe' })).toEqual([]);
  });

  it('forgets what was found inside a change that was taken back', () => {
    const site = newSite();
    manyContacts(site);
    const giveUp = (): void =>
      byHand(site, (change) => {
        change.updateContact(5, { givenName: 'Zoë' });
        expect(site.find({ search: 'zoe' })).toEqual([5]);
        throw new Error('given up');
      });
    expect(giveUp).toThrow('given up');
    expect(site.find({ search: 'zoe' })).toEqual([]);
    expect(site.find({ search: 'anna' })).toHaveLength(MANY);
  });

  it('is answered key by key as it would be by somebody who has just come, whatever changes between the keys', () => {
    const letters = fc.constantFrom('a', 'b', 'ü', '1', '2', ' ');
    const act = fc.oneof(
      { weight: 5, arbitrary: fc.record({ key: letters }) },
      { weight: 1, arbitrary: fc.constant({ clear: true } as const) },
      {
        weight: 1,
        arbitrary: fc.record({ edit: fc.nat(), name: fc.string({ unit: letters, maxLength: 4 }) }),
      },
      { weight: 1, arbitrary: fc.record({ remove: fc.nat() }) },
      { weight: 1, arbitrary: fc.constant({ undo: true } as const) },
    );
    const name = fc.string({ unit: letters, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 600, maxLength: 600 }),
        fc.array(act, { maxLength: 30 }),
        fc.boolean(),
        (names, acts, descending) => {
          using site = createSite(somewhere(), 'commander-6000', 'DE');
          byHand(site, (change) => {
            for (const one of names) change.createContact(draft({ givenName: one, familyName: one }));
          });
          let search = '';
          const some = (at: number): number => (at % names.length) + 1;
          for (const one of acts) {
            if ('key' in one) search += one.key;
            else if ('clear' in one) search = '';
            else if ('undo' in one) site.undo();
            else {
              const id = some('edit' in one ? one.edit : one.remove);
              if (!site.find({}).includes(id)) continue;
              byHand(site, (change) =>
                'edit' in one ? change.updateContact(id, { givenName: one.name }) : change.deleteContact(id),
              );
            }
            const query = { search, sort: { field: 'name', descending } } as const;
            using other = openSite(site.path, { readOnly: true });
            const all = other.find(query);
            expect(site.page(query, { limit: 7 }).ids).toEqual(all.slice(0, 7));
            expect(site.page(query, { limit: 7 }).next === null).toBe(all.length <= 7);
            expect(site.find(query)).toEqual(all);
          }
        },
      ),
      { numRuns: process.env['CI'] === undefined ? 10 : 40 },
    );
  });

  it('is prepared little by little', () => {
    const site = newSite();
    manyContacts(site);
    let turns = 0;
    while (site.prepareSearch()) turns += 1;
    expect(turns).toBeGreaterThan(1);
    expect(site.find({ search: 'anna ott' })).toHaveLength(MANY);
  });

  it('takes a search of many words', () => {
    const site = newSite();
    manyContacts(site);
    expect(site.find({ search: Array.from({ length: 300 }, () => 'anna').join(' ') })).toHaveLength(MANY);
  });
});
