/** Titles and salutations that stand before a name, in German, French and English. */

/** Without these a word is a name; with a full stop or without, in any case. */
const SALUTATIONS =
  'herrn?|frau|fräulein|hr\\.|fr\\.|madame|monsieur|mademoiselle|mme\\.?|mlle\\.?|mr\\.?|mrs\\.?|ms\\.?|miss|sir';
const TITLES =
  'dr\\.|dr(?= )|prof\\.|prof(?= )|professor|dres\\.|pd|mag\\.|ing\\.|dipl\\.(?:-?\\s?\\p{L}+\\.?)?|(?:med|phil|jur|rer|nat|pol|oec|theol|h\\.\\s?c|habil|dent|vet)\\.(?:\\s?-?(?:med|phil|jur|rer|nat|pol|oec|theol|dent|vet)\\.)*|me(?= \\p{Lu})|maître';

const LEADING = new RegExp(`^(?:(?:${SALUTATIONS}|${TITLES})(?=[\\s,]|$)[\\s,]*)+`, 'iu');
/** `M. Dupont` is a gentleman in a full name; in a column of given names it is an initial. */
const FULL_NAME_LEADING = new RegExp(`^(?:(?:${SALUTATIONS}|m\\.|${TITLES})(?=[\\s,]|$)[\\s,]*)+`, 'iu');

export interface Titled {
  title: string;
  rest: string;
}

/** What stands before the name, and the name. A text of nothing but titles has no rest. */
export function titleOf(text: string, isFullName: boolean): Titled {
  // Most names need no closer look: every title begins with one of these letters.
  if (!/^[dfhimps]/i.test(text)) return { title: '', rest: text };
  const title = (isFullName ? FULL_NAME_LEADING : LEADING).exec(text)?.[0] ?? '';
  return { title: title.replace(/[\s,]+$/, ''), rest: text.slice(title.length) };
}

/** `Frau` and `Dr.` to `Frau Dr.`; what is said already is not said again. */
export function joinedTitles(salutation: string, title: string): string {
  const known = new Set(salutation.toLowerCase().split(/\s+/));
  const news = title.split(/\s+/).filter((word) => word !== '' && !known.has(word.toLowerCase()));
  const [added, rest] = [news.join(' '), salutation];
  if (rest === '' || added === '') return rest + added;
  // The salutation goes before the title, whichever was found first.
  return new RegExp(`^(?:${SALUTATIONS}|m\\.)(?:\\s|$)`, 'iu').test(added)
    ? `${added} ${rest}`
    : `${rest} ${added}`;
}
