import { describe, expect, it } from 'vitest';
import { joinBirthday, provenOrder, readBirthday } from '../../../core/exchange/birthday.ts';
import { readCountry } from '../../../core/exchange/country.ts';
import { guessColumns } from '../../../core/exchange/guess.ts';
import { splitName } from '../../../core/exchange/names.ts';
import { readNumberKind, readPlaceKind } from '../../../core/exchange/words.ts';

describe('birthdays', () => {
  it.each([
    ['1980-05-17', 'dmy', '1980-05-17'],
    ['19800517', 'dmy', '1980-05-17'],
    ['--05-17', 'dmy', '--05-17'],
    ['29.02.2000', 'dmy', '2000-02-29'],
    ['29.02.', 'dmy', '--02-29'],
    ['17.5.1980', 'mdy', '1980-05-17'],
    ['17.05.', 'dmy', '--05-17'],
    ['05/04/1980', 'dmy', '1980-04-05'],
    ['05/04/1980', 'mdy', '1980-05-04'],
    ['17/05/1980', 'mdy', '1980-05-17'],
    ['5/17/80', 'mdy', '1980-05-17'],
    ['1.2.05', 'dmy', '2005-02-01'],
    ['1980-05-17 00:00:00', 'dmy', '1980-05-17'],
    ['1980-05-17T00:00:00Z', 'dmy', '1980-05-17'],
    ['0.0.00', 'dmy', ''],
    ['00/00/00', 'mdy', ''],
    ['', 'dmy', ''],
  ] as const)('%s (%s) is “%s”', (text, order, expected) => {
    expect(readBirthday(text, order)).toBe(expected);
  });

  it.each(['31.02.1980', '29.02.1981', '1900-02-29', '1980-13-01', 'gestern', '17.05.19800', '1.2.3.4'])(
    '%s is none',
    (text) => {
      expect(readBirthday(text, 'dmy')).toBeNull();
    },
  );

  it('are put together from three columns, with or without a year', () => {
    expect(joinBirthday('1980', '5', '17')).toBe('1980-05-17');
    expect(joinBirthday('', '05', '07')).toBe('--05-07');
    expect(joinBirthday('', '', '')).toBe('');
    expect(joinBirthday('1980', '', '')).toBeNull();
  });

  it('prove their order by a part above twelve', () => {
    expect(provenOrder(['01/02/1980', '13/02/1980'])).toBe('dmy');
    expect(provenOrder(['', '02/13/1980'])).toBe('mdy');
    expect(provenOrder(['01/02/1980'])).toBeNull();
  });
});

describe('countries', () => {
  it.each([
    ['FR', 'FR'],
    ['fr', 'FR'],
    ['33', 'FR'],
    ['+33', 'FR'],
    ['0044', 'GB'],
    ['1', 'US'],
    ['Frankreich', 'FR'],
    ['Autriche', 'AT'],
    ['Germany', 'DE'],
  ])('%s is %s', (text, country) => {
    expect(readCountry(text)).toBe(country);
  });

  it('that do not exist are none', () => {
    expect(readCountry('Absurdistan')).toBeNull();
    expect(readCountry('999')).toBeNull();
  });
});

describe('full names', () => {
  it.each([
    ['Anna Ott', 'Anna', 'Ott', ''],
    ['Ott', '', 'Ott', ''],
    ['Anna  Maria von der Heide', 'Anna Maria', 'von der Heide', ''],
    ['von der Heide, Anna Maria', 'Anna Maria', 'von der Heide', ''],
    ['Holzbau Ott GmbH', '', '', 'Holzbau Ott GmbH'],
    ['Dupont & Fils SARL', '', '', 'Dupont & Fils SARL'],
    ['Samuel Sasse', 'Samuel', 'Sasse', ''],
  ])('%s', (full, givenName, familyName, company) => {
    expect(splitName(full)).toEqual({ givenName, familyName, company });
  });
});

describe('kinds', () => {
  it.each([
    ['Haupttelefon', 'main'],
    ['Geschäftlich', 'work'],
    ['Privat', 'home'],
    ['Mobil', 'mobile'],
    ['* Work', 'work'],
    ['Home Fax', 'fax-home'],
    ['Télécopie (bureau)', 'fax-work'],
    ['fax-home', 'fax-home'],
    ['Portable', 'mobile'],
    ['Pager', 'pager'],
  ])('%s is %s', (word, kind) => {
    expect(readNumberKind(word)).toBe(kind);
  });

  it('that nobody knows are none', () => {
    expect(readNumberKind('Ferienhaus')).toBeNull();
    expect(readPlaceKind('Domicile')).toBe('home');
  });
});

describe('a header that no template knows', () => {
  const guess = (headers: string[], samples: string[][] = []) =>
    guessColumns(
      headers,
      samples,
      headers.map(() => null),
      headers.map(() => true),
    );

  it('is proposed by its words in three languages', () => {
    expect(
      guess(['Nom', 'Prénom', 'Société', 'Tél. bureau', 'Portable', 'Fax', 'Courriel', 'Ville']),
    ).toEqual([
      { field: 'familyName' },
      { field: 'givenName' },
      { field: 'company' },
      { field: 'number', slot: 1, kind: 'work' },
      { field: 'number', slot: 2, kind: 'mobile' },
      { field: 'number', slot: 3, kind: 'fax-work' },
      { field: 'email', slot: 4 },
      { field: 'city', slot: 5 },
    ]);
  });

  it('takes a lone name for the whole name', () => {
    expect(guess(['Name', 'Telefon'])[0]).toEqual({ field: 'fullName' });
  });

  it('keeps a family name beside a whole name', () => {
    expect(guess(['Kontakt', 'Vorname', 'Nachname', 'Telefon']).slice(0, 3)).toEqual([
      { field: 'fullName' },
      { field: 'givenName' },
      { field: 'familyName' },
    ]);
  });

  it('puts the parts of one address together, and those of another apart', () => {
    expect(guess(['Home Street', 'Home City', 'Work City'])).toEqual([
      { field: 'street', slot: 1, kind: 'home' },
      { field: 'city', slot: 1, kind: 'home' },
      { field: 'city', slot: 2, kind: 'work' },
    ]);
  });

  it('pairs numbered values with their kinds', () => {
    expect(guess(['Phone 1 Type', 'Phone 1', 'Phone 2 Type', 'Phone 2'])).toEqual([
      { field: 'numberKind', slot: 1 },
      { field: 'number', slot: 1 },
      { field: 'numberKind', slot: 2 },
      { field: 'number', slot: 2 },
    ]);
  });

  it('uses no field twice and leaves strangers alone', () => {
    expect(guess(['Firma', 'Company', 'Lieblingsfarbe'])).toEqual([{ field: 'company' }, null, null]);
  });
});
