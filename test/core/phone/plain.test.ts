import fc from 'fast-check';
import type { CountryCode } from 'libphonenumber-js/max';
import { getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { plainInternational, plainNational } from '../../../core/phone/plain.ts';

const COUNTRIES: readonly CountryCode[] = [
  'DE',
  'FR',
  'AT',
  'CH',
  'BE',
  'NL',
  'ES',
  'PL',
  'DK',
  'CZ',
  'GB',
  'IT',
];
const country = fc.constantFrom(...COUNTRIES);
const digits = fc.stringMatching(/^\d{4,13}$/);
const RUNS = { numRuns: process.env['CI'] === undefined ? 3000 : 30_000 };

describe('plain numbers', () => {
  it('are read as the library reads them, or left to it: international', () => {
    fc.assert(
      fc.property(country, digits, (of, national) => {
        const all = getCountryCallingCode(of) + national;
        const plain = plainInternational(all);
        if (plain === null) return;
        const read = parsePhoneNumberFromString(`+${all}`, { extract: false });
        expect(read?.isPossible()).toBe(true);
        expect(plain).toBe(read?.number);
      }),
      RUNS,
    );
  });

  it('are read as the library reads them, or left to it: national', () => {
    fc.assert(
      fc.property(country, digits, (of, national) => {
        const plain = plainNational(`0${national}`, of);
        if (plain === null) return;
        const read = parsePhoneNumberFromString(`0${national}`, { defaultCountry: of, extract: false });
        expect(read?.isPossible()).toBe(true);
        expect(plain).toBe(read?.number);
      }),
      RUNS,
    );
  });

  it('are most numbers', () => {
    expect(plainInternational('49301234567')).toBe('+49301234567');
    expect(plainNational('0171234567', 'DE')).toBe('+49171234567');
    expect(plainNational('0612345678', 'FR')).toBe('+33612345678');
    expect(plainInternational('442071234567')).toBeNull();
    expect(plainNational('0301234567', 'US')).toBeNull();
  });
});
