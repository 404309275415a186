/**
 * Text for people, in the three languages of the product. A catalogue is a JSON file under
 * `resources/` that holds all languages of a sentence side by side, in ICU message syntax.
 */
import { IntlMessageFormat } from 'intl-messageformat';

export const LANGUAGES = ['en', 'fr', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Sentence = Record<Language, string>;
export type Catalogue = Record<string, Sentence>;
export type TextParams = Record<string, string | number>;

const compiled = new Map<string, IntlMessageFormat>();

/** One sentence in one language, with its parameters filled in. */
export function say(sentence: Sentence, language: Language, params?: TextParams): string {
  const pattern = sentence[language];
  if (!pattern.includes('{') && !pattern.includes("'")) return pattern;
  const key = `${language}\n${pattern}`;
  let format = compiled.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(pattern, language, undefined, { ignoreTag: true });
    compiled.set(key, format);
  }
  return String(format.format(params));
}

/** A function that speaks one catalogue in one language; its keys are checked by the compiler. */
export const speaker =
  <C extends Catalogue>(catalogue: C, language: Language) =>
  (key: keyof C & string, params?: TextParams): string => {
    const sentence: Sentence | undefined = catalogue[key];
    if (sentence === undefined) throw new Error(`No sentence for the key ${key}`);
    return say(sentence, language, params);
  };

/** The first of the product's languages that `tag` (`fr-CH`, `de_DE.UTF-8`) asks for, else English. */
export function languageOf(tag: string | undefined): Language {
  const wanted = tag?.slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}
