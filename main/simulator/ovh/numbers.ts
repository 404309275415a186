/** Telephone numbers as the API takes and keeps them (docs/protocols/ovh.md, section 7.1). */
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';

/** What the vendor's control panel lets through, without the empty number. */
export const isNumber = (text: string): boolean =>
  text.length > 2 && text.length < 26 && /^\+?[\d. #-]+$/.test(text);

/** `33` for `FR`; France for a country that has none, such as `UNKNOWN`. */
export function dialCode(country: string): string {
  const known = getCountries().find((each) => each === country);
  return getCountryCallingCode(known ?? 'FR');
}

/**
 * International with `00`, without spaces, dots and hyphens. A blank number is stored as the bare prefix: that
 * is why the control panel hides `0033`. `code`: the dialling code where the number has none of its own.
 */
export function storedNumber(text: string, code: string): string {
  const bare = text.replace(/[\s.-]/g, '');
  if (bare.startsWith('+')) return `00${bare.slice(1)}`;
  return bare.startsWith('00') ? bare : `00${code}${bare.replace(/^0/, '')}`;
}

/** Nothing, or a bare prefix. */
export const isBlank = (text: string | null): boolean => text === null || /^(00\d{1,3})?$/.test(text);
