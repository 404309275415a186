/** Names of months in German, French and English, folded, with their usual short forms. */
import { fold } from './fold.ts';

const NAMES: readonly (readonly string[])[] = [
  ['januar', 'jaenner', 'janner', 'janvier', 'january', 'jan', 'janv'],
  ['februar', 'feber', 'fevrier', 'february', 'feb', 'fev', 'fevr'],
  ['maerz', 'marz', 'mars', 'march', 'mar', 'mrz'],
  ['april', 'avril', 'apr', 'avr'],
  ['mai', 'may'],
  ['juni', 'juin', 'june', 'jun'],
  ['juli', 'juillet', 'july', 'jul', 'juil'],
  ['august', 'aout', 'aug'],
  ['september', 'septembre', 'sep', 'sept'],
  ['oktober', 'octobre', 'october', 'okt', 'oct'],
  ['november', 'novembre', 'nov'],
  ['dezember', 'decembre', 'december', 'dez', 'dec'],
];

const NUMBERS = new Map(NAMES.flatMap((names, i) => names.map((name) => [name, i + 1] as const)));

/** 1 to 12, or null for a word that is no month. */
export const monthOf = (word: string): number | null => NUMBERS.get(fold(word)) ?? null;
