import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countries, dialForm, dialledAfter, phoneKey, readNumber } from '../../../core/phone/number.ts';

const NBSP = '\u00a0';
const NARROW = '\u202f';

describe('numbers with an E.164 form', () => {
  it.each([
    ['+33 1 23 45 67 89', 'FR', '+33123456789'],
    ['0033 1 23 45 67 89', 'DE', '+33123456789'],
    ['00 33 612345678', '', '+33612345678'],
    ['06.12.34.56.78', 'FR', '+33612345678'],
    [`06${NBSP}12${NARROW}34${NBSP}56${NBSP}78`, 'FR', '+33612345678'],
    ['06-12-34-56-78', 'fr', '+33612345678'],
    ['030/1234567', 'DE', '+49301234567'],
    ['(030) 1234567', 'DE', '+49301234567'],
    ['+49170/1234567', 'FR', '+491701234567'],
    ['01 5877 1234', 'AT', '+43158771234'],
    ['044 668 18 00', 'CH', '+41446681800'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['8 495 123 45 67', 'RU', '+74951234567'],
    ['(212) 555-1234', 'US', '+12125551234'],
    ['011 33 6 12 34 56 78', 'US', '+33612345678'],
    // The trunk prefix in parentheses.
    ['+49 (0)30 1234567', 'FR', '+49301234567'],
    ['0049 (0) 30 1234567', 'FR', '+49301234567'],
    ['+32 (0)3 111 11 11', 'DE', '+3231111111'],
    ['+34 (0) 912 345 678', 'DE', '+34912345678'],
    ['(+33)(0)612345678', 'DE', '+33612345678'],
    // Italian zeros belong to the number.
    ['+39 06 698 12345', 'DE', '+390669812345'],
    ['+39 (0)6 698 12345', 'DE', '+390669812345'],
    ['06 698 12345', 'IT', '+390669812345'],
    ['333 123 4567', 'IT', '+393331234567'],
    // A range that the numbering plan does not list, in a length that it has.
    ['031111111', 'BE', '+3231111111'],
    ['0032 31111111', 'FR', '+3231111111'],
    // What spreadsheets leave of numbers.
    ['612345678', 'FR', '+33612345678'],
    ['33612345678', 'FR', '+33612345678'],
    ["'+33612345678", 'DE', '+33612345678'],
    // Other writings.
    ['tel:+33-6-12-34-56-78', 'DE', '+33612345678'],
    ['tel:612345678;phone-context=+33', 'DE', '+33612345678'],
    ['＋33612345678', 'DE', '+33612345678'],
    ['\u202a+33 6 12 34 56 78\u202c', 'DE', '+33612345678'],
    ['+٣٣٦١٢٣٤٥٦٧٨', 'DE', '+33612345678'],
    ['Tél. : 06 12 34 56 78', 'FR', '+33612345678'],
    ['06 12 34 56 78 (bureau)', 'FR', '+33612345678'],
    ['+800 1234 5678', 'DE', '+80012345678'],
  ])('%s in %s is %s', (typed, country, e164) => {
    expect(readNumber(typed, country)).toEqual({ value: typed, e164, problem: null });
  });

  it.each([
    ['+49 30 1234567,45#', '+49301234567', ',45#'],
    ['+49 30 1234567;ext=45', '+49301234567', ';ext=45'],
    ['+49 30 1234567p45', '+49301234567', 'p45'],
    ['+49 30 1234567 w 45', '+49301234567', 'w 45'],
    ['+49 30 1234567 Durchwahl 45', '+49301234567', 'Durchwahl 45'],
  ])('%s keeps what is dialled after it', (typed, e164, tail) => {
    expect(readNumber(typed, 'FR')).toEqual({ value: typed, e164, problem: null });
    expect(dialledAfter(typed)).toBe(tail);
    expect(phoneKey({ value: typed, e164 })).toContain('45');
  });
});

describe('numbers that are left alone', () => {
  it.each([
    '**610',
    '*21#',
    '#43#',
    '*31#0612345678',
    '110',
    '112',
    '200',
    '3631',
    '116117',
    '45',
    '0',
    'sip:200@pbx',
    '',
  ])('%s without complaint', (typed) => {
    expect(readNumber(typed, 'DE')).toEqual({ value: typed, e164: null, problem: null });
  });

  it.each([
    ['4,93017E+11', 'number-spreadsheet', 'error'],
    ['4.93017E+11', 'number-spreadsheet', 'error'],
    ['0800 FLOWERS', 'number-letters', 'warning'],
    ['voir note', 'number-letters', 'warning'],
    ['03361234567890123', 'number-implausible', 'warning'],
    // A number of the same town: with another town's code in front it would be a wrong number.
    ['4455667', 'number-implausible', 'warning'],
    ['+33', 'number-implausible', 'warning'],
    ['06 12 34 56 78 / 06 98 76 54 32', 'number-implausible', 'warning'],
    ['9'.repeat(40), 'number-implausible', 'warning'],
    ['-', 'number-implausible', 'warning'],
  ])('%s with %s', (typed, code, severity) => {
    expect(readNumber(typed, 'DE')).toMatchObject({ value: typed, e164: null, problem: { code, severity } });
  });

  it('when nobody knows the country', () => {
    expect(readNumber('0612345678', '').e164).toBeNull();
    expect(readNumber('0612345678', 'ZZ').e164).toBeNull();
  });
});

describe('any text at all', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'0123456789+*#()/-. ,;pwx'.split('')), maxLength: 40 }),
  );
  it('is kept, never throws, and gets an E.164 form only of its own digits', () => {
    fc.assert(
      fc.property(typed, fc.constantFrom('FR', 'DE', 'IT', 'BE', 'US', ''), (text, country) => {
        const { value, e164 } = readNumber(text, country);
        expect(value).toBe(text.trim());
        if (e164 === null) return;
        expect(e164).toMatch(/^\+[1-9]\d{5,16}$/);
        expect(readNumber(e164, 'US').e164).toBe(e164);
      }),
      { numRuns: 1000 },
    );
  });

  it('is read in linear time', () => {
    const start = performance.now();
    for (const piece of ['(', '(0)', ' ', 'tel:', ',1', '+', ';ext=', '1 '])
      readNumber(piece.repeat(1_000_000), 'FR');
    for (let i = 0; i < 200; i++) readNumber('1 '.repeat(50), 'FR');
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('what a device dials', () => {
  it.each([
    ['+33 6 12 34 56 78', '0033612345678', '+33612345678'],
    ['**610', '**610', '**610'],
    ['200', '200', '200'],
    ['01 99', '0199', '0199'],
    ['sip:200@pbx', null, null],
    ['0800 FLOWERS', null, null],
    ['4,93017E+11', null, null],
  ])('for %s: %s', (typed, digits, plus) => {
    const number = readNumber(typed, 'DE');
    expect([dialForm(number, '00'), dialForm(number, 'e164')]).toEqual([digits, plus]);
  });

  it('has one key for all writings of a number', () => {
    const keys = ['+33 6 12 34 56 78', '0033612345678', '06 12 34 56 78', '(06) 12-34-56-78'].map((typed) =>
      phoneKey(readNumber(typed, 'FR')),
    );
    expect(new Set(keys)).toEqual(new Set(['+33612345678']));
    expect(phoneKey(readNumber('2 00', 'FR'))).toBe('200');
  });
});

it('knows the countries by their ISO codes', () => {
  expect(countries()).toEqual(expect.arrayContaining(['BE', 'CH', 'DE', 'FR', 'GB', 'IT', 'US']));
});
