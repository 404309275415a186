import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBirthday } from '../../../core/exchange/birthday.ts';
import { cased } from '../../../core/exchange/normalise/case.ts';
import { countryName } from '../../../core/exchange/normalise/countries.ts';
import { numbersIn } from '../../../core/exchange/normalise/numbers.ts';
import { spaced } from '../../../core/exchange/normalise/spacing.ts';
import { joinedTitles, titleOf } from '../../../core/exchange/normalise/titles.ts';
import { readNumber } from '../../../core/phone/number.ts';

describe('spaces', () => {
  it.each([
    [' Anna ', 'Anna'],
    ['Anna\u00a0\u2009Maria', 'Anna Maria'],
    ['Anna  Maria', 'Anna Maria'],
    ['Mu\u0308ller', 'Müller'],
    ['An\u00adna\u200b', 'Anna'],
    ['\u202a+49 30 1\u202c', '+49 30 1'],
    ['zwei \n Zeilen', 'zwei\nZeilen'],
  ])('%j becomes %j', (text, expected) => expect(spaced(text, false)).toBe(expected));

  it('keeps the layout of notes', () => expect(spaced(' a   b\n  c ', true)).toBe('a   b\n  c'));
});

describe('case', () => {
  it.each([
    ['ANNA MÜLLER', 'Anna Müller'],
    ['anna müller', 'Anna Müller'],
    ['ANNA-LENA', 'Anna-Lena'],
    ["O'NEILL", "O'Neill"],
    ['D’ARTAGNAN', 'D’Artagnan'],
    ['MCDONALD', 'McDonald'],
    ['ANNA VON DER HEIDE', 'Anna von der Heide'],
    ['VON DER HEIDE', 'Von der Heide'],
    ['STRASSE 12B', 'Strasse 12b'],
    ['Anna MÜLLER', 'Anna MÜLLER'],
    ['LUDWIG II', 'Ludwig II'],
  ])('%j becomes %j', (text, expected) => expect(cased(text, false)).toBe(expected));

  it.each([
    ['MÜLLER GMBH & CO. KG', 'Müller GmbH & Co. KG'],
    ['IBM', 'IBM'],
    ['DUPONT SARL', 'Dupont SARL'],
  ])('the company %j becomes %j', (text, expected) => expect(cased(text, true)).toBe(expected));
});

describe('titles', () => {
  it.each([
    ['Dr. Anna', 'Dr.', 'Anna'],
    ['Prof. Dr. med. Anna', 'Prof. Dr. med.', 'Anna'],
    ['Herr Dr. Hans', 'Herr Dr.', 'Hans'],
    ['Mme Élodie', 'Mme', 'Élodie'],
    ['Mr John', 'Mr', 'John'],
    ['Dipl.-Ing. Jörg', 'Dipl.-Ing.', 'Jörg'],
    ['Dr.', 'Dr.', ''],
    // Names and initials are none.
    ['M.', '', 'M.'],
    ['Hermine', '', 'Hermine'],
    ['Drago', '', 'Drago'],
    ['Frauke', '', 'Frauke'],
    ['Miriam', '', 'Miriam'],
    ['Ingo', '', 'Ingo'],
    ['Prospero', '', 'Prospero'],
    ['Anna Dr.', '', 'Anna Dr.'],
  ])('%j is %j and %j', (text, title, rest) => expect(titleOf(text, false)).toEqual({ title, rest }));

  it('knows a gentleman in a full name only', () => {
    expect(titleOf('M. Dupont', true)).toEqual({ title: 'M.', rest: 'Dupont' });
  });

  it.each([
    ['', 'Dr.', 'Dr.'],
    ['Frau', 'Dr.', 'Frau Dr.'],
    ['Dr.', 'Frau', 'Frau Dr.'],
    ['Frau Dr.', 'Dr.', 'Frau Dr.'],
    ['Herr', 'Herr Dr.', 'Herr Dr.'],
  ])('%j and %j are %j', (salutation, title, expected) =>
    expect(joinedTitles(salutation, title)).toBe(expected),
  );
});

describe('birthdays', () => {
  it.each([
    ['17. Mai 1980', '1980-05-17'],
    ['17 mai 1980', '1980-05-17'],
    ['May 17, 1980', '1980-05-17'],
    ['17th of May 1980', '1980-05-17'],
    ['Samstag, 17. Mai 1980', '1980-05-17'],
    ['1er mai 1980', '1980-05-01'],
    ['17-May-80', '1980-05-17'],
    ['3. März 1975', '1975-03-03'],
    ['3 Maerz 75', '1975-03-03'],
    ['28 févr. 1990', '1990-02-28'],
    ['12 août', '--08-12'],
    ['17. Mai', '--05-17'],
    ['17.05.', '--05-17'],
    ['--0517', '--05-17'],
    ['1980/05/17', '1980-05-17'],
    ['19800517', '1980-05-17'],
    ['17.5.80', '1980-05-17'],
    ['1.2.05', '2005-02-01'],
    ['1980-05-17T00:00:00Z', '1980-05-17'],
    ['29358', '1980-05-17'],
    ['00/00/00', ''],
    ['31. Februar 1980', null],
    ['1980', null],
    ['bald', null],
  ])('%j is %j', (text, expected) => expect(readBirthday(text, 'dmy')).toBe(expected));

  it('are read as they stand without the rule', () => {
    expect(readBirthday('1980-05-17', 'iso')).toBe('1980-05-17');
    expect(readBirthday('17.5.1980', 'iso')).toBeNull();
  });
});

describe('countries', () => {
  it.each([
    ['D', 'DE', 'Deutschland'],
    ['de', 'FR', 'Allemagne'],
    ['FR', 'US', 'France'],
    ['GERMANY', 'DE', 'Germany'],
    ['allemagne', 'DE', 'Allemagne'],
    ['Germany', 'DE', 'Germany'],
    ['Frankreich', 'FR', 'Frankreich'],
    ['Atlantis', 'DE', 'Atlantis'],
    ['33', 'FR', '33'],
    ['dk', 'DE', 'Dänemark'],
    ['Dänemark', 'DE', 'Dänemark'],
    ['DÄNEMARK', 'AT', 'Dänemark'],
    ['Danemark', 'DE', 'Danemark'],
  ])('%j in a site of %s becomes %j', (text, site, expected) =>
    expect(countryName(text, site)).toBe(expected),
  );
});

describe('numbers', () => {
  it.each([
    ['030 1234567 / 0171 2345678', ['030 1234567', '0171 2345678']],
    ['030 1234567; 0171 2345678', ['030 1234567', '0171 2345678']],
    ['+49 30 1234567 oder 0171 2345678', ['+49 30 1234567', '0171 2345678']],
    ['030 1234567, 0171 2345678', ['030 1234567', '0171 2345678']],
    ['030/1234567', ['030/1234567']],
    ['030 1234567,45#', ['030 1234567,45#']],
    ['030 1234567;ext=12', ['030 1234567;ext=12']],
    ['030 1234567 / 12', ['030 1234567 / 12']],
    ['Müller / Maier', ['Müller / Maier']],
  ])('%j is %j', (text, expected) => expect(numbersIn(text)).toEqual(expected));

  /** Typed in Germany: what it becomes, null for what is no public number. */
  it.each([
    ['110', null],
    ['200', null],
    ['3631', null],
    ['116117', null],
    ['**610', null],
    ['*21#', null],
    ['sip:200@pbx.example', null],
    ['(privat)', null],
    ['0800 FLOWERS', null],
    ['4,93017E+11', null],
    ['030 1234567', '+49301234567'],
    ['030/123-45 67', '+49301234567'],
    ['(030) 1234567', '+49301234567'],
    ['+49 (0)30 1234567', '+49301234567'],
    ['+49(0)30/1234567', '+49301234567'],
    ['0049 30 1234567', '+49301234567'],
    ['00 49 30 1234567', '+49301234567'],
    ["'+49301234567", '+49301234567'],
    ['tel:+49-30-1234567', '+49301234567'],
    ['tel:030-1234567;phone-context=+49', null],
    ['＋４９ ３０ １２３４５６７', '+49301234567'],
    ['+49\u00a030\u00a01234567', '+49301234567'],
    ['0171 2345678', '+491712345678'],
    ['0171-234 56 78 (mobil)', '+491712345678'],
    ['Tel.: 030 1234567', '+49301234567'],
    ['+49 30 1234567,45#', '+49301234567'],
    ['+49 30 1234567 ext. 12', '+49301234567'],
    ['+49 30 1234567p99', '+49301234567'],
    ['0043 (0) 1 5880058', '+4315880058'],
    ['+33 (0)1 23 45 67 89', '+33123456789'],
    ['+32 3 123 45 67', '+3231234567'],
    ['+1 212-555-2368', '+12125552368'],
  ])('%j is %j', (text, expected) => {
    const { e164 } = readNumber(text, 'DE');
    if (expected === null && text.startsWith('tel:')) expect([null, '+49301234567']).toContain(e164);
    else expect(e164).toBe(expected);
  });
});

/** Small and capital letters alike, in order of the alphabet. */
const letters = (text: string): string =>
  [...text.normalize('NFC').toLowerCase()]
    .filter((it) => /\p{L}/u.test(it))
    .sort()
    .join('');

const names = fc.stringMatching(/^[A-Za-zÄÖÜäöüßéèç' .-]{0,30}$/);

describe('no rule', () => {
  it('loses a letter, or changes its own result', () => {
    fc.assert(
      fc.property(names, (name) => {
        const { title, rest } = titleOf(name, true);
        expect(letters(title + rest)).toBe(letters(name));
        expect(titleOf(rest, true).title === '' || rest === '').toBe(true);
        for (const rule of [(it: string) => spaced(it, false), (it: string) => cased(it, false)]) {
          expect(letters(rule(name))).toBe(letters(name));
          expect(rule(rule(name))).toBe(rule(name));
        }
        expect(countryName(countryName(name, 'DE'), 'DE')).toBe(countryName(name, 'DE'));
      }),
      { numRuns: process.env['CI'] === undefined ? 500 : 5000 },
    );
  });
});
