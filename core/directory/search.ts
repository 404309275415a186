/** How what somebody types to find contacts is read: where contacts are found, and where it is shown why. */

/** With an umlaut, a text has two spellings without: `muller` and `mueller`. */
export const UMLAUT = /[äöü]/i;

/** As German writes umlauts without umlauts. */
export const UMLAUTS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
};

const NUMERIC = /^[+(]?[\d*#][\d()*#./–-]*$|^\(0\)$/;

export const isNumeric = (word: string): boolean => NUMERIC.test(word);

/** A word, or words in a row that are one number written in groups: `06 12 34`. */
export type SearchPart =
  { kind: 'word'; word: string } | { kind: 'number'; groups: readonly [string, ...string[]] };

/** The parts of a search, in their order. */
export function searchParts(search: string): SearchPart[] {
  const parts: SearchPart[] = [];
  let run: string[] = [];
  const endRun = (): void => {
    const [first, ...more] = run;
    if (first !== undefined) parts.push({ kind: 'number', groups: [first, ...more] });
    run = [];
  };
  for (const word of search.split(/\s+/)) {
    if (word === '') continue;
    if (isNumeric(word)) run.push(word);
    else {
      endRun();
      parts.push({ kind: 'word', word });
    }
  }
  endRun();
  return parts;
}

/** The trunk zero of `+33 (0)1` is not dialled after a country code. */
export const withoutTrunkZero = (number: string): string => number.replace(/^((?:\+|00).*?)\(0\)/, '$1');
