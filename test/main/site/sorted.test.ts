/** The list in the order of another field than the name: kept in memory, and never older than what is written. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ContactQuery } from '../../../core/api/shapes.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { openSite } from '../../../main/site/open.ts';
import type { Site } from '../../../main/site/site.ts';
import { add, byHand, closing, newSite } from './help.ts';

const MANY = 700;
let site: Site;
beforeEach(() => {
  site = newSite();
  byHand(site, (change) => {
    for (const name of ['Clients', 'Équipe']) change.ensureGroup(name, 'standard');
    for (let i = 0; i < MANY; i++) {
      change.createContact({
        ...emptyDraft(),
        givenName: 'Anna',
        familyName: `P${(i * 7919) % MANY}`,
        company: ['', 'Éco', 'eco', 'Zeta', '𐐀'][i % 5] ?? '',
        shortCode: i % 3 === 0 ? '' : String(i),
        numbers: i % 4 === 0 ? [] : [{ kind: 'work', value: String(1000 - (i % 50)), e164: null }],
        emails:
          i % 2 === 0
            ? []
            : [{ kind: 'work', value: `${['p', 'ｚ', '𐐀', 'É'][i % 7] ?? ''}${i % 90}@example.org` }],
        groups: [['Clients'], ['Équipe', 'Clients'], ['Équipe'], []][i % 4] ?? [],
      });
    }
  });
});

/** As somebody sees it who has just come. */
function afresh(query: ContactQuery): number[] {
  using other = openSite(site.path);
  return other.find(query);
}

function paged(query: ContactQuery, limit = 150, from: Site = site): number[] {
  const ids: number[] = [];
  let after: string | undefined;
  do {
    const page = from.page(query, { limit, after });
    ids.push(...page.ids);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

const SORTS = (['company', 'number', 'group', 'email', 'shortCode', 'department'] as const).flatMap((field) =>
  [false, true].map((descending) => ({ field, descending })),
);
const GROUP = { sort: { field: 'group', descending: false } } satisfies ContactQuery;
const COMPANY = { sort: { field: 'company', descending: true } } satisfies ContactQuery;

describe('the list by another field', () => {
  it.each(SORTS)(
    'is the same in pages, searched and as SQL sorts it: $field, descending $descending',
    (sort) => {
      const whole = paged({ sort });
      expect(new Set(whole).size).toBe(MANY);
      // A condition that all fulfil leaves the order to SQL.
      expect(site.find({ sort, filters: { givenName: 'anna' } })).toEqual(whole);
      expect(paged({ sort, search: 'anna' })).toEqual(whole);
      const some = new Set(site.find({ search: 'p1' }));
      expect(paged({ sort, search: 'p1' }, 7)).toEqual(whole.filter((id) => some.has(id)));
    },
  );

  it('follows every kind of change, and undo and redo of it', () => {
    const [first = 0, second = 0, third = 0] = site.find({});
    const { id: clients } = site.groups().find(({ name }) => name === 'Clients') ?? { id: 0 };
    const changes: (() => unknown)[] = [
      () => add(site, { familyName: 'New', company: 'Mitte', groups: ['Équipe'] }),
      () => byHand(site, (change) => change.updateContact(first, { company: 'Aaa' })),
      () => byHand(site, (change) => change.updateContact(second, { groups: ['Clients', 'Équipe'] })),
      () => byHand(site, (change) => change.updateContact(third, { familyName: 'Zz' })),
      () => byHand(site, (change) => change.deleteContact(second)),
      () => byHand(site, (change) => change.editGroup(clients, { name: 'Zuletzt' })),
      () => byHand(site, (change) => change.deleteGroup(clients)),
    ];
    const agree = (): void => {
      for (const query of [GROUP, COMPANY]) {
        expect(paged(query)).toEqual(afresh(query));
        expect(site.find(query)).toEqual(afresh(query));
      }
    };
    for (const change of changes) {
      agree();
      change();
      agree();
      site.undo();
      agree();
      site.redo();
    }
    agree();
    site.privacy.erase([first], { copies: false });
    agree();
  });

  it('follows another window, also between two pages', () => {
    const other = closing(openSite(site.path));
    for (const [index, id] of site.find({}).slice(0, 5).entries()) {
      paged(COMPANY);
      byHand(other, (change) => change.updateContact(id, { company: `Bbb ${index}` }));
      expect(paged(COMPANY)).toEqual(afresh(COMPANY));
      other.undo();
      expect(paged(COMPANY)).toEqual(afresh(COMPANY));
    }
    const whole = site.find(COMPANY);
    const { ids, next } = site.page(COMPANY, { limit: 200 });
    const [gone = 0] = ids.slice(-1);
    byHand(other, (change) => change.deleteContact(gone));
    add(other, { company: 'ZZZ' });
    expect(site.page(COMPANY, { limit: MANY, after: next ?? '' }).ids).toEqual(whole.slice(200));
  });

  it('forgets the order inside a change that was taken back', () => {
    const [id = 0] = site.find({});
    const before = paged(COMPANY);
    const giveUp = (): void =>
      byHand(site, (change) => {
        change.updateContact(id, { company: '𐐀𐐀' });
        expect(site.page(COMPANY, { limit: 1 }).ids).toEqual([id]);
        throw new Error('given up');
      });
    expect(giveUp).toThrow('given up');
    expect(paged(COMPANY)).toEqual(before);
  });
});
