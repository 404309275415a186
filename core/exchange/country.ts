/** Countries as a column names them: `FR`, `33`, `+33`, `0033`, `France`, `Frankreich`. */
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { LANGUAGES } from '../language/text.ts';
import { fold } from './fold.ts';

/** The country that a calling code shared by several is meant for (ITU-T E.164, operational bulletin). */
const CHIEF: Readonly<Record<string, string>> = {
  '1': 'US',
  '7': 'RU',
  '39': 'IT',
  '44': 'GB',
  '47': 'NO',
  '61': 'AU',
  '212': 'MA',
  '262': 'RE',
  '290': 'SH',
  '358': 'FI',
  '590': 'GP',
  '599': 'CW',
};

let names: ReadonlyMap<string, string> | undefined;

/** Everything that names a country, folded, with its ISO code. */
function countryNames(): ReadonlyMap<string, string> {
  if (names !== undefined) return names;
  const known = new Map<string, string>();
  for (const country of getCountries()) {
    for (const language of LANGUAGES) {
      const name = new Intl.DisplayNames([language], { type: 'region' }).of(country);
      if (name !== undefined) known.set(fold(name), country);
    }
    known.set(country.toLowerCase(), country);
    const code = getCountryCallingCode(country);
    known.set(code, CHIEF[code] ?? country);
  }
  return (names = known);
}

/** The ISO 3166 code, or null when the text names no country. */
export const readCountry = (text: string): string | null =>
  countryNames().get(fold(text.replace(/^\s*(?:\+|00)/, ''))) ?? null;
