/**
 * The numbers that most people have, read without the library: it takes 5 µs for each, and an import has
 * hundreds of thousands. Only countries whose trunk prefix is a single 0 or nothing, and whose calling code
 * is theirs alone; only numbers of plain digits. A test holds every answer against the library’s.
 */
import type { CountryCode } from 'libphonenumber-js/max';
import { getCountryCallingCode, Metadata } from 'libphonenumber-js/max';

const TRUNK_ZERO: readonly CountryCode[] = ['DE', 'FR', 'AT', 'CH', 'BE', 'NL'];
const NO_TRUNK: readonly CountryCode[] = ['ES', 'PL', 'DK', 'CZ'];

/** Lengths of national numbers by calling code, and calling codes of the countries with a trunk 0. */
const lengthsOf = new Map<string, ReadonlySet<number>>();
const trunkCodes = new Map<string, string>();
for (const country of [...TRUNK_ZERO, ...NO_TRUNK]) {
  const plan = new Metadata();
  plan.selectNumberingPlan(country);
  const code = getCountryCallingCode(country);
  lengthsOf.set(code, new Set(plan.numberingPlan?.possibleLengths() ?? []));
  if (TRUNK_ZERO.includes(country)) trunkCodes.set(country, code);
}

/** A trunk prefix alone does not make a plausible number of a few digits. */
const LEAST_NATIONAL = 8;

/** `+`, calling code and national number; null for whatever wants a closer look. `digits`: all of them. */
export function plainInternational(digits: string): string | null {
  const code = digits.slice(0, 2);
  const lengths = lengthsOf.get(code) ?? lengthsOf.get(digits.slice(0, 3));
  if (lengths === undefined) return null;
  const length = lengthsOf.has(code) ? 2 : 3;
  // A trunk prefix after the calling code is a matter for the library.
  return digits[length] !== '0' && lengths.has(digits.length - length) ? `+${digits}` : null;
}

/** The same for a number with the trunk 0 of its country. */
export function plainNational(digits: string, country: string): string | null {
  const code = trunkCodes.get(country);
  if (code === undefined || !/^0[1-9]/.test(digits)) return null;
  const length = digits.length - 1;
  return length >= LEAST_NATIONAL && lengthsOf.get(code)?.has(length) === true
    ? `+${code}${digits.slice(1)}`
    : null;
}
