import { beforeEach, describe, expect, it } from 'vitest';
import type { ContactQuery, LIST_COLUMNS } from '../../../core/api/shapes.ts';
import type { Site } from '../../../main/site/site.ts';
import { add, byHand, newSite } from './help.ts';

let site: Site;
beforeEach(() => {
  site = newSite();
  byHand(site, (change) => {
    change.ensureGroup('Clients', 'standard');
    change.ensureGroup('Équipe', 'standard');
  });
});

const found = (query: ContactQuery): string[] =>
  site.contacts(site.find(query)).map(({ givenName, company }) => givenName || company);
const search = (text: string): string[] => found({ search: text });

describe('search', () => {
  it.each([
    ['müller'],
    ['MULLER'],
    ['mueller'],
    ['üll'],
    ['ü'],
    ['mu\u0308ller'],
    ['jurgen m'],
    ['müller jürgen'],
    ['juergen muller'],
  ])('finds Jürgen Müller by %s', (text) => {
    add(site, { givenName: 'Jürgen', familyName: 'Müller' });
    add(site, { givenName: 'Anna', familyName: 'Schmidt' });
    expect(search(text)).toEqual(['Jürgen']);
  });

  it('finds Mueller by Müller, and not by Muller', () => {
    add(site, { givenName: 'Jan', familyName: 'Mueller' });
    expect(search('Müller')).toEqual(['Jan']);
    expect(search('Muller')).toEqual([]);
  });

  it.each(['Иван', 'ivan', 'ИВАН'])('finds another script by %s', (text) => {
    add(site, { givenName: 'Иван' });
    expect(search(text)).toEqual(['Иван']);
  });

  it.each([
    ['0612'],
    ['06 12'],
    ['06.12.34'],
    ['+33 6 12'],
    ['+33612345678'],
    ['+33 (0)6 12'],
    ['+33 (0) 6 12'],
    ['0033 6 12'],
    ['33612'],
    ['612'],
    ['78'],
    ['8'],
    ['(06) 12-34'],
    ['anna 06 12'],
    ['06 12 anna'],
  ])('finds a number however it was stored, by %s', (text) => {
    add(site, {
      givenName: 'Anna',
      numbers: [{ kind: 'work', value: '06 12 34 56 78', e164: '+33612345678' }],
    });
    add(site, {
      givenName: 'Anna B',
      numbers: [{ kind: 'work', value: '+33 6 12 34 56 78', e164: '+33612345678' }],
    });
    add(site, { givenName: 'Other', numbers: [{ kind: 'work', value: '044 99', e164: null }] });
    expect(search(text)).toEqual(['Anna', 'Anna B']);
  });

  it.each(['**51', '*51', '51'])('finds a feature code by %s', (text) => {
    add(site, { givenName: 'Intern', numbers: [{ kind: 'work', value: '**51', e164: null }] });
    add(site, { givenName: 'Other', numbers: [{ kind: 'work', value: '**62', e164: null }] });
    expect(search(text)).toEqual(['Intern']);
  });

  it('finds 0033… that nobody could read as a number', () => {
    add(site, { givenName: 'Odd', numbers: [{ kind: 'work', value: '0033 1', e164: null }] });
    expect(search('00331')).toEqual(['Odd']);
  });

  it.each([
    ['example.org'],
    ['https'],
    ['75001'],
    ['2000'],
    ['studio 2000'],
    ['éta'],
    ['rue de la paix paris'],
    ['50%'],
    ['a_b'],
    [String.raw`c:\x`],
    ['3-4'],
    ['712'],
  ])('looks into every field: %s', (text) => {
    add(site, {
      company: 'Studio 2000',
      note: String.raw`remise 50% a_b c:\x étage 3-4`,
      shortCode: '712',
      emails: [{ kind: 'work', value: 'info@example.org' }],
      urls: [{ kind: 'work', value: 'https://example.org' }],
      addresses: [
        {
          kind: 'work',
          street: 'rue de la Paix',
          postalCode: '75001',
          city: 'Paris',
          region: '',
          country: 'FR',
        },
      ],
    });
    add(site, { company: 'Nobody', note: '50x axb' });
    expect(search(text)).toEqual(['Studio 2000']);
  });

  it('never finds across two values, and everything by nothing', () => {
    add(site, { givenName: 'Anna', familyName: 'Berg' });
    expect(search('annaberg')).toEqual([]);
    expect(search('   ')).toEqual(['Anna']);
  });

  it('sees edits, deletions and their undo at once', () => {
    const id = add(site, { givenName: 'Anna' });
    byHand(site, (change) => change.updateContact(id, { givenName: 'Berta' }));
    expect([search('anna'), search('berta')]).toEqual([[], ['Berta']]);
    site.undo();
    expect([search('anna'), search('berta')]).toEqual([['Anna'], []]);
    byHand(site, (change) => change.deleteContact(id));
    expect(search('anna')).toEqual([]);
    site.undo();
    expect(search('anna')).toEqual(['Anna']);
  });
});

describe('order and initials', () => {
  it('sorts by shown name without accents, symbols first, other scripts last', () => {
    for (const givenName of ['Zoé', 'élan', 'Elan B', 'Яна', 'Ädam', '3M', '*Notruf', 'Øre', '{x', 'Άννα']) {
      add(site, { givenName });
    }
    add(site, { numbers: [{ kind: 'work', value: '12', e164: null }], company: '' });
    add(site, { displayName: 'Aaa', givenName: 'Shown as Aaa' });
    expect(site.contacts(site.find({})).map((one) => one.displayName || one.givenName)).toEqual([
      '*Notruf',
      '',
      '3M',
      '{x',
      'Aaa',
      'Ädam',
      'élan',
      'Elan B',
      'Øre',
      'Zoé',
      'Άννα',
      'Яна',
    ]);
    expect(site.facets().initials).toEqual([
      { initial: '#', contacts: 4 },
      { initial: 'A', contacts: 2 },
      { initial: 'E', contacts: 2 },
      { initial: 'O', contacts: 1 },
      { initial: 'Z', contacts: 1 },
      { initial: 'Α', contacts: 1 },
      { initial: 'Я', contacts: 1 },
    ]);
    expect(found({ initial: 'E' })).toEqual(['élan', 'Elan B']);
    expect(site.find({ initial: '#' })).toHaveLength(4);
  });

  it('sorts by the other fields both ways, absent values last', () => {
    const numbers = [{ kind: 'work' as const, value: '2', e164: null }];
    const emails = [{ kind: 'work' as const, value: 'Z@b.example' }];
    add(site, { givenName: 'A', company: 'zeta', numbers, shortCode: '100' });
    add(site, { givenName: 'B', company: 'Éco', groups: ['Équipe'], position: 'Chef', shortCode: '99' });
    add(site, { givenName: 'C', department: 'X', groups: ['Clients', 'Équipe'], emails });
    const by = (field: (typeof LIST_COLUMNS)[number], descending: boolean): string =>
      found({ sort: { field, descending } }).join('');
    expect([by('company', false), by('company', true)]).toEqual(['BAC', 'ABC']);
    expect([by('department', false), by('number', false)]).toEqual(['CAB', 'ABC']);
    expect([by('group', false), by('group', true)]).toEqual(['CBA', 'BCA']);
    expect([by('position', false), by('email', false)]).toEqual(['BAC', 'CAB']);
    expect([by('shortCode', false), by('shortCode', true)]).toEqual(['BAC', 'ABC']);
    expect(found({ sort: { field: 'name', descending: true } })).toEqual(['C', 'B', 'A']);
  });
});

describe('filters', () => {
  beforeEach(() => {
    add(site, {
      givenName: 'Jürgen',
      familyName: 'Müller',
      company: 'Anna GmbH',
      salutation: 'Herr',
      birthday: '1980-05-17',
      groups: ['Clients'],
      emails: [{ kind: 'work', value: 'jm@example.org' }],
      numbers: [{ kind: 'work', value: '06 12', e164: null }],
      addresses: [{ kind: 'work', street: '', postalCode: '', city: 'Köln', region: '', country: '' }],
    });
    add(site, { givenName: 'Anna', note: 'jm@example.org', shortCode: '612' });
  });

  it.each([
    [{ givenName: 'anna' }, ['Anna']],
    [{ company: 'anna' }, ['Jürgen']],
    [{ familyName: 'muell' }, ['Jürgen']],
    [{ email: 'example' }, ['Jürgen']],
    [{ email: 'work' }, []],
    [{ address: 'koeln' }, ['Jürgen']],
    [{ address: 'city' }, []],
    [{ salutation: 'herr' }, ['Jürgen']],
    [{ birthday: '1980-05' }, ['Jürgen']],
    [{ number: '06 12' }, ['Jürgen']],
    [{ number: '612' }, ['Jürgen']],
    [{ shortCode: '612' }, ['Anna']],
    [{ givenName: ' ' }, ['Anna', 'Jürgen']],
    [{ givenName: 'j', company: 'x' }, []],
  ] as const)('%j finds %j', (filters, names) => {
    expect(found({ filters })).toEqual(names);
  });

  it('go together with search, group and initial', () => {
    expect(found({ group: 'Clients' })).toEqual(['Jürgen']);
    expect(found({ group: 'Équipe' })).toEqual([]);
    expect(found({ ungrouped: true })).toEqual(['Anna']);
    expect(found({ group: 'Clients', search: 'anna', initial: 'J' })).toEqual(['Jürgen']);
    expect(found({ group: 'Clients', search: 'anna', initial: 'A' })).toEqual([]);
    expect(site.facets()).toMatchObject({ all: 2, ungrouped: 1, groups: [{ contacts: 1 }, { contacts: 0 }] });
  });
});
