import { beforeEach, describe, expect, it } from 'vitest';
import type { ContactQuery } from '../../../core/api/shapes.ts';
import { sortKey } from '../../../main/site/fold.ts';
import { SeenSite } from '../../../main/site/seen.ts';
import type { Site } from '../../../main/site/site.ts';
import { codeOf } from '../../problem-of.ts';
import { add, byHand, newSite } from './help.ts';

let site: Site;
beforeEach(() => {
  site = newSite();
  byHand(site, (change) => {
    change.ensureGroup('Clients', 'standard');
    change.ensureGroup('Équipe', 'standard');
  });
  const names = ['Élan', 'Anna', 'Anna', 'Яна', '3M', 'Zoé', 'Bert', 'Ädam', 'Øre', 'Carl', 'anna'];
  names.forEach((givenName, index) =>
    add(site, {
      givenName,
      company: ['', 'Éco', 'eco', 'Zeta'][index % 4] ?? '',
      numbers: index % 3 === 0 ? [] : [{ kind: 'work', value: String(100 + (index % 4)), e164: null }],
      groups: [['Clients'], ['Équipe'], []][index % 3] ?? [],
    }),
  );
});

/** All pages one after the other. */
function paged(query: ContactQuery, limit: number, from: Site = site): number[] {
  const ids: number[] = [];
  let after: string | undefined;
  do {
    const page = from.page(query, { limit, after });
    expect(page.ids.length).toBeLessThanOrEqual(limit);
    ids.push(...page.ids);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

describe('the list in parts', () => {
  const fields = ['name', 'company', 'department', 'number', 'group'] as const;
  const sorts = fields.flatMap((field) => [false, true].map((descending) => ({ field, descending })));
  it.each(sorts)('is the whole list in its order, by $field, descending $descending', (sort) => {
    for (const query of [
      { sort },
      { sort, search: 'an' },
      { sort, group: 'Clients' },
      { sort, initial: 'A' },
    ]) {
      const whole = site.find(query);
      expect(whole.length).toBeGreaterThan(2);
      for (const limit of [1, 2, 3, 1000]) expect(paged(query, limit)).toEqual(whole);
    }
  });

  it('ends with a page that is exactly full', () => {
    expect(site.page({}, { limit: 11 }).next).toBeNull();
    expect(site.page({}, { limit: 10 }).next).not.toBeNull();
    expect(site.page({ search: 'nobody' }, { limit: 10 })).toEqual({ ids: [], next: null });
  });

  it('neither repeats nor leaves out anybody when contacts come and go in between', () => {
    const whole = site.find({});
    const { ids, next } = site.page({}, { limit: 5 });
    const [gone = 0] = ids.slice(-1);
    add(site, { givenName: 'Aaa' });
    byHand(site, (change) => change.deleteContact(gone));
    expect(site.page({}, { limit: 100, after: next ?? '' }).ids).toEqual(whole.slice(5));
  });

  it('shows a subscriber only what the subscriber may read', () => {
    const seen = new SeenSite(site, { extension: '21', groups: ['Clients'], standardGroups: [] });
    expect(paged({}, 2, seen)).toEqual(site.find({ group: 'Clients' }));
  });

  it.each(['', 'x', '[]', '[1,2,3,4]', '["a","b","c","d"]', '{}'])('refuses %j as a place', (after) => {
    expect(codeOf(() => site.page({}, { limit: 1, after }))).toBe('bad-request');
  });
});

describe('after deleting, undoing, redoing and editing', () => {
  it('the list, the counts and the search agree', () => {
    const [first = 0, second = 0] = site.find({});
    byHand(site, (change) => {
      change.deleteContact(first);
      change.updateContact(second, { givenName: 'Zz', note: 'needle' });
    });
    const state = (): unknown => [
      site.find({}),
      site.find({ search: 'needle' }),
      site.facets(),
      site.info().contacts,
    ];
    const changed = state();
    expect(changed).toMatchObject([{ length: 10 }, [second], { all: 10 }, 10]);
    site.undo();
    expect(state()).toMatchObject([{ length: 11 }, [], { all: 11 }, 11]);
    site.redo();
    expect(state()).toEqual(changed);
  });
});

describe('the counts by initial', () => {
  it('are those of the contacts, whatever happens to these', () => {
    const counted = (): [string, number][] => {
      const counts = new Map<string, number>();
      for (const { givenName } of site.eachContact()) {
        const initial = sortKey(givenName)[0]?.toUpperCase() ?? '';
        const tab = /\p{L}/u.test(initial) ? initial : '#';
        counts.set(tab, (counts.get(tab) ?? 0) + 1);
      }
      return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    };
    const agree = (): void => {
      const { all, initials } = site.facets();
      expect(initials.map(({ initial, contacts }) => [initial, contacts])).toEqual(counted());
      expect([all, site.info().contacts]).toEqual([site.find({}).length, all]);
    };
    const ids = site.find({});
    ids.forEach((id, index) => {
      byHand(site, (change) => {
        if (index % 3 === 0) change.deleteContact(id);
        else change.updateContact(id, { givenName: ['Ömer', 'zz', '9'][index % 3] ?? '' });
      });
      agree();
      if (index % 2 === 0) site.undo();
      agree();
    });
    while (site.info().undo !== null) site.undo();
    agree();
    expect(site.facets().all).toBe(0);
    while (site.info().redo !== null) site.redo();
    agree();
  });
});
