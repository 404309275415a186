/** Short forms of given names in German, French and English, by `resources/nicknames.json`. */
import table from '../../resources/nicknames.json' with { type: 'json' };
import { wordsOf } from './words.ts';

const formal: ReadonlyMap<string, readonly string[]> = byWord(table);

const words: ReadonlySet<string> = new Set([...formal.keys()].flatMap((name) => name.split(' ')));

function byWord(names: Readonly<Record<string, readonly string[]>>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, short] of Object.entries(names)) {
    const key = wordsOf(name).join(' ');
    for (const one of [name, ...short]) {
      const word = wordsOf(one).join(' ');
      const known = found.get(word);
      if (known === undefined) found.set(word, [key]);
      else if (!known.includes(key)) known.push(key);
    }
  }
  return found;
}

/** The names that a word can be short for, or the word itself. */
export const formalNames = (word: string): readonly string[] => formal.get(word) ?? [word];

/** A given name or a short form of one, as one of its words, see `wordsOf`. */
export const isGivenName = (word: string): boolean => words.has(word);

/** `hans` is `johannes`, `bob` is `robert`; two short forms of one name are the same too. */
export function isNickname(one: string, other: string): boolean {
  const names = formal.get(one);
  return names !== undefined && (formal.get(other) ?? []).some((name) => names.includes(name));
}
