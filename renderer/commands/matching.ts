/** Which entries of the palette are meant by what was typed, and which of them first. */

/** Whatever its case, its accents, and the dots that say that more will be asked. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replace(/\s?(?:\.{3}|…)$/, '')
    .toLowerCase()
    .trim();

/** Entries of one kind. */
export interface Offered<T> {
  title: string;
  entries: T[];
  /** As many as are shown; all where absent. */
  most?: number;
}

/** Every word that was typed stands somewhere in the text. */
export const matches = (text: string, query: string): boolean => {
  const within = plain(text);
  return query.split(/\s+/).every((word) => within.includes(plain(word)));
};

/** What is called exactly as it was typed comes first, its group before the others; the rest stays in its order. */
export function exactFirst<T extends { label: string }>(
  groups: readonly Offered<T>[],
  query: string,
): Offered<T>[] {
  const wanted = plain(query);
  const isExact = ({ label }: T) => plain(label) === wanted;
  const exactly = ({ entries }: Offered<T>) => Number(entries.some(isExact));
  return groups
    .map((group) => ({
      ...group,
      entries: group.entries.toSorted((a, b) => Number(isExact(b)) - Number(isExact(a))),
    }))
    .toSorted((a, b) => exactly(b) - exactly(a));
}
