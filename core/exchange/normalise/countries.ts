/**
 * Countries of postal addresses by their names: codes become the name in the language of the site’s own
 * country, names in capitals their usual writing. A name in another language is a name and stays.
 */
import type { Language } from '../../language/text.ts';
import { LANGUAGES } from '../../language/text.ts';
import { readCountry } from '../country.ts';
import { fold } from '../fold.ts';

/** The letters that cars carry, where they are not the ISO code. */
const CAR_LETTERS: Readonly<Record<string, string>> = {
  D: 'DE',
  A: 'AT',
  F: 'FR',
  B: 'BE',
  L: 'LU',
  I: 'IT',
  E: 'ES',
};

function languageOf(country: string): Language {
  if (['DE', 'AT', 'CH', 'LI'].includes(country)) return 'de';
  return ['FR', 'BE', 'LU', 'MC'].includes(country) ? 'fr' : 'en';
}

const names = new Map<Language, Intl.DisplayNames>();
const remembered = new Map<string, string>();
const MOST_REMEMBERED = 1000;

const nameIn = (language: Language, code: string): string | undefined => {
  const display = names.get(language) ?? new Intl.DisplayNames([language], { type: 'region' });
  names.set(language, display);
  return display.of(code);
};

/** `D` and `DE` to `Deutschland` in a German site, `GERMANY` to `Germany`; what names no country stays. */
export function countryName(text: string, siteCountry: string): string {
  const key = `${siteCountry} ${text}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const name = named(text, siteCountry);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, name);
  return name;
}

function named(text: string, siteCountry: string): string {
  const code = countryCode(text);
  if (code === null) return text;
  const own = languageOf(siteCountry);
  if (text.trim().length <= 2) return nameIn(own, code) ?? text;
  const usual = [own, ...LANGUAGES].map((language) => nameIn(language, code) ?? '');
  // Without accents `Dänemark` and `Danemark` are one, and each is right where it is written so.
  if (usual.includes(text)) return text;
  return usual.find((name) => fold(name) === fold(text)) ?? text;
}

/** The ISO 3166 code of a country by its name in one of our languages or by its letters; null for others. */
export const countryCode = (text: string): string | null =>
  CAR_LETTERS[text.trim().toUpperCase()] ?? (/\d/.test(text) ? null : readCountry(text));
