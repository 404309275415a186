/** From pairs to sets of the same person: three cards of one are shown together, and once. */
import type { Reason } from './evidence.ts';
import type { DuplicateSet, Pair } from './find.ts';

/** Only what is likely is put together: each of a set with each other one. */
const LIKELY = 60;
/** As many as can be seen side by side. */
export const MOST_IN_SET = 6;

/** The likeliest first, of equals by id. */
export function setsOf(pairs: readonly Pair[]): DuplicateSet[] {
  const inOrder = pairs.toSorted(likeliestFirst);
  const likely = new Set(inOrder.filter(({ score }) => score >= LIKELY).map(keyOf));
  const setOf = new Map<number, Set<number>>();
  for (const { one, other, score } of inOrder) {
    if (score < LIKELY) break;
    const [left, right] = [setOf.get(one) ?? new Set([one]), setOf.get(other) ?? new Set([other])];
    if (left === right || left.size + right.size > MOST_IN_SET) continue;
    if (![...left].every((a) => [...right].every((b) => likely.has(keyOf({ one: a, other: b }))))) continue;
    for (const id of right) left.add(id);
    for (const id of left) setOf.set(id, left);
  }
  const gathered = new Map<Set<number>, DuplicateSet>();
  const found: DuplicateSet[] = [];
  for (const { one, other, score, reasons } of inOrder) {
    const set = setOf.get(one);
    if (set === undefined || set !== setOf.get(other)) {
      found.push({ ids: [one, other], score, reasons });
      continue;
    }
    const known = gathered.get(set);
    if (known === undefined) {
      const whole = { ids: [...set].sort((a, b) => a - b), score, reasons: [...reasons] };
      gathered.set(set, whole);
      found.push(whole);
    } else {
      // As sure as its least sure pair.
      known.score = score;
      known.reasons.push(
        ...reasons.filter((reason) => !known.reasons.some((other) => isSame(reason, other))),
      );
    }
  }
  return found.sort(inPlace);
}

/** The order of the list: also where a page of it goes on after this one. */
export const inPlace = (a: PlaceOf, b: PlaceOf): number => b.score - a.score || compareIds(a.ids, b.ids);
export type PlaceOf = Pick<DuplicateSet, 'score' | 'ids'>;

function compareIds(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((id, i) => id !== b[i]);
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? 0);
}

const likeliestFirst = (a: Pair, b: Pair): number => b.score - a.score || a.one - b.one || a.other - b.other;

const keyOf = ({ one, other }: Pick<Pair, 'one' | 'other'>): string =>
  one < other ? `${one} ${other}` : `${other} ${one}`;

const isSame = (a: Reason, b: Reason): boolean => a.kind === b.kind && a.value === b.value;
