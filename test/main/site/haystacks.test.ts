import { describe, expect, it } from 'vitest';
import { openSite } from '../../../main/site/open.ts';
import { restore } from '../../../main/site/restore.ts';
import type { Site } from '../../../main/site/site.ts';
import { byHand, closing, draft, newSite } from './help.ts';

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
