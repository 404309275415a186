/**
 * Telephone numbers: what was typed stays, and its E.164 form stands beside it where there is one.
 * Numbering plans come from libphonenumber; the guards around it are ours, because the library also
 * makes `+49200` of the extension `200` and knows nothing of feature codes.
 */
import type { CountryCode } from 'libphonenumber-js/max';
import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import type { PhoneNumber } from '../directory/contact.ts';
import { type Problem, type ProblemCode, type Severity, SwitchbookError } from '../problem/problem.ts';
import { plainInternational, plainNational } from './plain.ts';
import { plainNumber, splitTail } from './writing.ts';

export interface ReadNumber {
  /** The typed text without the white space around it. */
  value: string;
  /** `+` and digits, or null. */
  e164: string | null;
  problem: Problem | null;
}

/** Extensions, emergency and directory services: up to this many digits nothing is read into a number. */
const SHORT_DIGITS = 6;
/** ITU-T E.164 allows 15 digits; with `00` before them a person types 17. */
const LONGEST_DIGITS = 17;
/** No numbering plan needs more text, so longer text is not examined. */
const LONGEST_TEXT = 100;
/** A trunk prefix alone does not make a plausible number of a few digits. */
const LEAST_NATIONAL = 8;

/**
 * Reads one number. `country` is the ISO 3166 code that national numbers belong to; `''` or an unknown
 * code: only international numbers get an E.164 form. Never throws.
 */
export function readNumber(typed: string, country: string): ReadNumber {
  const value = typed.trim();
  const without = (code?: ProblemCode, severity: Severity = 'warning'): ReadNumber => ({
    value,
    e164: null,
    problem: code === undefined ? null : { code, severity, value: value.slice(0, 60) },
  });
  if (value === '') return without();
  if (value.length > LONGEST_TEXT) return without('number-implausible');
  const plain = readPlain(value, country);
  if (plain !== null) return { value, e164: plain, problem: null };
  if (isRounded(value)) return without('number-spreadsheet', 'error');
  if (isInternetAddress(value)) return without();

  const { number, tail } = splitTail(plainNumber(value));
  if (/^[*#]/.test(number)) return /\p{L}/u.test(number + tail) ? without('number-letters') : without();
  if (/\p{L}/u.test(number)) return without('number-letters');
  const digits = number.replace(/\D/g, '');
  if (digits === '') return without('number-implausible');
  const international = number.startsWith('+') || number.startsWith('00');
  if (digits.length <= SHORT_DIGITS && !number.startsWith('+')) return without();
  if (digits.length > LONGEST_DIGITS || /[^\d+\s()]/.test(number)) return without('number-implausible');

  const home = homeOf(country);
  const e164 = international ? readInternational(number, home) : readNational(number, digits, home);
  return e164 === null ? without('number-implausible') : { value, e164, problem: null };
}

/** The usual case: plain digits with blanks, and a country that needs no closer look. */
function readPlain(value: string, country: string): string | null {
  if (!/^\+?\d[\d ]*$/.test(value)) return null;
  const digits = value.replaceAll(/[+ ]/g, '');
  if (digits.length <= SHORT_DIGITS) return null;
  if (value.startsWith('+')) return plainInternational(digits);
  return digits.startsWith('00') ? plainInternational(digits.slice(2)) : plainNational(digits, country);
}

/** `4,93017E+11`: what a spreadsheet leaves of a long number. */
const isRounded = (value: string): boolean => /^['’]?\d+(?:[.,]\d+)?E\+?\d+$/i.test(value);

/** Addresses of internet telephony are dialled as they are and belong to no numbering plan. */
const isInternetAddress = (value: string): boolean => /^(?:sips?|h323|xmpp|skype):|@/i.test(value);

/** The ISO codes of all countries that national numbers can be read with. */
export const countries = (): string[] => getCountries().toSorted();

/** Throws `country-unknown` for what is none of them. */
export function knownCountry(code: string): void {
  if (!isSupportedCountry(code)) throw new SwitchbookError('country-unknown', { value: code });
}

/** The country whose plan national numbers are read with; undefined for none that is known. */
const homeOf = (country: string): CountryCode | undefined => {
  const code = country.toUpperCase();
  return isSupportedCountry(code) ? code : undefined;
};

/**
 * A person who writes `+32` means the world's plan, so a right length is enough: lists of assigned
 * ranges are always older than the newest range.
 */
function readInternational(number: string, home: CountryCode | undefined): string | null {
  const plus = number.startsWith('00') ? `+${number.slice(2)}` : number;
  // `(0)` is the trunk prefix where there is one and a mistake where there is none (Spain, Denmark).
  const writings = /\(0\)/.test(plus) ? [plus, plus.replace('(0)', '')] : [plus];
  const possible = writings
    .map((writing) => parsePhoneNumberFromString(writing, { extract: false }))
    .filter((reading) => reading?.isPossible() === true);
  // Telling a valid number from a possible one costs as much as reading it: only where there is a choice.
  const found = possible.length > 1 ? (possible.find((it) => it?.isValid()) ?? possible[0]) : possible[0];
  if (found !== undefined) return found.number;
  // Other prefixes than 00 (011, 0011, 810) are known to the plan of the country.
  const local = home && parsePhoneNumberFromString(number, { defaultCountry: home, extract: false });
  return local?.isValid() === true ? local.number : null;
}

function readNational(number: string, digits: string, home: CountryCode | undefined): string | null {
  if (home === undefined) return null;
  const reading = parsePhoneNumberFromString(number, { defaultCountry: home, extract: false });
  if (reading !== undefined) {
    // The usual case first: it needs no closer look.
    const trunkWritten = digits === `0${reading.nationalNumber}`;
    if (trunkWritten && reading.nationalNumber.length >= LEAST_NATIONAL && reading.isPossible()) {
      return reading.number;
    }
    // Where a trunk prefix is written and lengths vary, digits without it are a number of the same town
    // (`4455667`), which only looks like another town's.
    const asWritten = (): boolean => digits === reading.formatNational().replace(/\D/g, '');
    if (reading.isValid() && (hasOneLength(home) || asWritten())) return reading.number;
  }
  // `33612345678`: an international number that lost its `+` in a spreadsheet.
  if (digits.length > 10 && digits.startsWith(getCountryCallingCode(home))) {
    const whole = parsePhoneNumberFromString(`+${digits}`, { extract: false });
    if (whole?.isValid() === true) return whole.number;
  }
  return null;
}

/** All numbers of the country have the same number of digits, so none can be incomplete and valid. */
function hasOneLength(country: CountryCode): boolean {
  const plan = new Metadata();
  plan.selectNumberingPlan(country);
  return plan.numberingPlan?.possibleLengths().length === 1;
}

/** ITU-T E.164: with the country's code; fewer digits are no number of a country. */
const FEWEST_E164 = 4;
const MOST_E164 = 15;

/**
 * The number with a country, for devices that hold no others: digits without any get the code of `country`, and
 * lose the `0` that is dialled before them inside of it (docs/protocols/ovh.md, section 7.2). Null for what has
 * no such form: letters, codes with `*` or `#`, too few or too many digits.
 */
export function withCountry(typed: string, country: string): { e164: string; isNational: boolean } | null {
  const { number, tail } = splitTail(plainNumber(typed));
  const plain = number.replace('(0)', '').replaceAll(' ', '');
  if (tail !== '' || !/^\+?\d+$/.test(plain)) return null;
  const home = homeOf(country);
  const isNational = !/^(?:\+|00)/.test(plain);
  if (isNational && home === undefined) return null;
  const digits =
    isNational && home !== undefined
      ? getCountryCallingCode(home) + withoutTrunk(plain, home)
      : plain.replace(/^(?:\+|00)/, '');
  const isNumber = digits.length >= FEWEST_E164 && digits.length <= MOST_E164 && !digits.startsWith('0');
  return isNumber ? { e164: `+${digits}`, isNational } : null;
}

/** Here a leading zero is part of the number and is dialled from abroad as well (ITU-T E.164, national plans). */
const ZERO_STAYS: ReadonlySet<string> = new Set(['IT', 'SM', 'VA', 'CI', 'CG', 'GA']);

const withoutTrunk = (digits: string, home: CountryCode): string =>
  ZERO_STAYS.has(home) ? digits : digits.replace(/^0/, '');

/**
 * What two writings of one number have in common: the E.164 form, else the digits with `*` and `#`,
 * followed by whatever is dialled after the number.
 */
export function phoneKey(number: Pick<PhoneNumber, 'value' | 'e164'>): string {
  const { number: main, tail } = splitTail(plainNumber(number.value));
  const after = tail.replace(/[^\d*#]/g, '');
  const key = number.e164 ?? (isInternetAddress(number.value) ? number.value.toLowerCase() : bare(main));
  return after === '' ? key : `${key},${after}`;
}

const bare = (number: string): string => number.replace(/[^\d*#]/g, '') || number.toLowerCase();

/** Nothing but digits: nothing follows, and nothing is to be read into it. */
const isBare = (value: string): boolean => /^\+?[\d ]+$/.test(value);

/** Codes that follow without a pause are dialled in one go with the number. */
const isDialledAlong = (tail: string): boolean => /^[*#][\d*# ]*$/.test(tail);

/**
 * The number as it is dialled, without anything that has to wait for the call to be answered. `e164`:
 * `+33…`; `00`: digits only, for devices that have no `+`. Extensions, feature codes and numbers of no
 * known plan keep their digits, `*` and `#`; null for what cannot be dialled with digits (letters,
 * internet addresses).
 */
export function dialForm(number: Pick<PhoneNumber, 'value' | 'e164'>, form: 'e164' | '00'): string | null {
  if (number.e164 !== null && form === 'e164') return number.e164;
  if (number.e164 !== null && isBare(number.value)) return `00${number.e164.slice(1)}`;
  if (isInternetAddress(number.value) || isRounded(number.value.trim())) return null;
  const { number: main, tail } = splitTail(plainNumber(number.value));
  const along = isDialledAlong(tail) ? tail.replaceAll(' ', '') : '';
  if (number.e164 !== null) return `00${number.e164.slice(1)}${along}`;
  if (/\p{L}/u.test(main)) return null;
  const international = main.startsWith('+') ? (form === 'e164' ? '+' : '00') : '';
  const digits = main.replace(/[^\d*#]/g, '');
  return digits === '' ? null : international + digits + along;
}

/** What follows the number once the call is answered, and is not part of `dialForm`; `''` if nothing. */
export function dialledAfter(value: string): string {
  if (isBare(value)) return '';
  const tail = isInternetAddress(value) ? '' : splitTail(plainNumber(value)).tail;
  return isDialledAlong(tail) ? '' : tail;
}
