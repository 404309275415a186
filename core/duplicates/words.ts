/** Names as their words: what is compared, whatever order, script, accents and title they were written with. */
import { fold } from '../exchange/fold.ts';
import { titleOf } from '../exchange/normalise/titles.ts';
import { remembering } from '../exchange/remember.ts';
import type { ContactFields } from '../directory/contact.ts';

export type Named = Pick<ContactFields, 'displayName' | 'givenName' | 'familyName' | 'company'>;

/** Names of more words are compared by these first ones. */
const MOST_WORDS = 6;
/** Longer texts are no names. */
const LONGEST = 200;

/** Legal forms and small words say nothing of who it is. */
const EMPTY: ReadonlySet<string> = new Set(
  `gmbh mbh ggmbh ag kg kgaa ohg ug gbr ev ek sarl sas sasu eurl sa snc sci sprl srl bv nv ltd limited inc llc llp
   plc corp co spa und and et von vom van zu zum zur de du des del della di da dos le la les ten ter den der dr prof
   herr herrn frau mme mlle mr mrs ms`.split(/\s+/),
);

/** `ä` and `ae` are one letter to whoever writes a name down. */
const withoutUmlauts = (folded: string): string => folded.replaceAll(/(?<=[aou])e(?!$)/g, '');

/** Folded words in their order, those that say something; all of them where none does. */
export const wordsOf = remembering(10_000, (text: string): readonly string[] => {
  const words = withoutUmlauts(fold(titleOf(text.slice(0, LONGEST), true).rest)).split(' ');
  const telling = words.filter((word) => word !== '' && !EMPTY.has(word));
  return (telling.length > 0 ? telling : words.filter((word) => word !== '')).slice(0, MOST_WORDS);
});

export interface Name {
  words: readonly string[];
  /** The given names among them; empty where the whole name stands in one field. */
  given: readonly string[];
  /** A company without a person. */
  isCompany: boolean;
}

/** By the person where there is one, by the company else. */
export function nameOf({ givenName, familyName, displayName, company }: Named): Name {
  const given = wordsOf(givenName);
  const person = [...given, ...wordsOf(familyName)];
  if (person.length > 0) return { words: person.slice(0, MOST_WORDS), given, isCompany: false };
  const shown = wordsOf(displayName);
  if (shown.length > 0) return { words: shown, given: [], isCompany: false };
  return { words: wordsOf(company), given: [], isCompany: true };
}

/**
 * How a word sounds to a German, French or English ear: `meier` and `mayer`, `schmidt` and `schmitt`, `stephan` and
 * `stefan` are one. Coarse on purpose: it decides who is compared, not who is the same.
 */
export const soundOf = remembering(50_000, (word: string): string =>
  word
    .replaceAll('ph', 'f')
    .replaceAll('th', 't')
    .replaceAll(/c(?=[aoukrl])|ck|q/g, 'k')
    .replaceAll(/y/g, 'i')
    .replaceAll(/[ae]i/g, 'ai')
    .replaceAll(/(?<=[aeiou])h(?![aeiou])/g, '')
    .replaceAll(/d?t|d$/g, 't')
    .replaceAll(/v|w/g, 'f')
    .replaceAll(/t?z|ss/g, 's')
    .replaceAll(/([a-z])\1+/g, '$1'),
);
