/** How alike two names are, in any order of their words. */
import { isNickname } from './nicknames.ts';
import { soundOf } from './words.ts';

/** From the surest to the weakest: a name is as sure as its least sure word. */
export const NAME_REASONS = ['name', 'nickname', 'spelling', 'name-part'] as const;
export type NameReason = (typeof NAME_REASONS)[number];

export interface Likeness {
  /** From 0, another name, to 1, the same one. */
  share: number;
  reason: NameReason;
}

interface Match {
  share: number;
  reason: NameReason;
}
const SAME: Match = { share: 1, reason: 'name' };
const NICKNAME: Match = { share: 0.9, reason: 'nickname' };
const SOUND: Match = { share: 0.85, reason: 'spelling' };
const TYPO: Match = { share: 0.8, reason: 'spelling' };
const INITIAL: Match = { share: 0.6, reason: 'name-part' };
/** Shorter words with one letter changed are other words. */
const TYPO_LETTERS = 5;

/** All words of the shorter name have to be found in the longer one. Names of no words are like nothing. */
export function likeness(one: readonly string[], other: readonly string[]): Likeness | null {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  if (few.length === 0) return null;
  const free = new Set(many.keys());
  let share = 0;
  let weakest = 0;
  for (const word of few) {
    const found = bestOf(word, many, free);
    if (found === null) return null;
    free.delete(found.index);
    share += found.match.share;
    weakest = Math.max(weakest, NAME_REASONS.indexOf(found.match.reason));
  }
  share /= few.length;
  if (few.length === many.length) return { share, reason: NAME_REASONS[weakest] ?? 'name' };
  // A surname alone is hardly a name; a second given name left out is.
  return { share: share * (few.length === 1 ? 0.4 : 0.85), reason: 'name-part' };
}

function bestOf(
  word: string,
  words: readonly string[],
  free: ReadonlySet<number>,
): { match: Match; index: number } | null {
  let best: { match: Match; index: number } | null = null;
  for (const index of free) {
    const match = matchOf(word, words[index] ?? '');
    if (match !== null && (best === null || match.share > best.match.share)) best = { match, index };
  }
  return best;
}

function matchOf(one: string, other: string): Match | null {
  if (one === other) return SAME;
  // Rooms and desks are told apart by them.
  if (/\d/.test(one + other)) return null;
  if (isNickname(one, other)) return NICKNAME;
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? INITIAL : null;
  if (soundOf(one) === soundOf(other)) return SOUND;
  return isTypo(one, other) ? TYPO : null;
}

/** One letter more, less, changed, or two that changed places. */
function isTypo(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < TYPO_LETTERS || long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from++;
  let end = 0;
  while (end < short.length - from && short.at(-1 - end) === long.at(-1 - end)) end++;
  const [left, more] = [short.length - from - end, long.length - from - end];
  if (more <= 1) return true;
  return left === 2 && more === 2 && short[from] === long[from + 1] && short[from + 1] === long[from];
}
