/** `ANNA MÜLLER` and `anna müller` to `Anna Müller`. Whoever mixed cases meant it. */

/** What stands in small letters inside a name. */
const SMALL = new Set(
  'von vom van zu zum zur de du des del della di da dos der den d le la les ten ter und et and'.split(' '),
);
/** What is written so, whatever stands around it. */
const FIXED = new Map(
  [
    'GmbH',
    'mbH',
    'gGmbH',
    'AG',
    'KG',
    'KGaA',
    'OHG',
    'UG',
    'GbR',
    'eV',
    'e.V.',
    'e.K.',
    'SARL',
    'SAS',
    'SASU',
    'EURL',
    'SA',
    'SNC',
    'SCI',
    'SPRL',
    'SRL',
    'BV',
    'NV',
    'Ltd',
    'Ltd.',
    'Inc',
    'Inc.',
    'LLC',
    'LLP',
    'PLC',
    'Co.',
    'Co',
    'SpA',
    'II',
    'III',
    'IV',
  ].map((word) => [word.toLowerCase(), word]),
);

const LETTER = /\p{L}/u;

/** The text with capital first letters, if all its letters have one case; else as it is. */
export function cased(text: string, isCompany: boolean): string {
  if (!LETTER.test(text)) return text;
  const upper = text === text.toUpperCase();
  if (!upper && text !== text.toLowerCase()) return text;
  // `IBM` and `SNCF` are no shouting.
  if (isCompany && upper && !/[\s-]/.test(text) && text.length <= 5) return text;
  let first = true;
  return text.replaceAll(/[\p{L}\p{M}\d.'’]+/gu, (word) => {
    const fixed = FIXED.get(word.toLowerCase());
    const isFirst = first;
    first = false;
    if (fixed !== undefined && (isCompany || fixed.startsWith('I')) && !isFirst) return fixed;
    if (!isFirst && SMALL.has(word.toLowerCase())) return word.toLowerCase();
    return capital(word);
  });
}

/** `ß` has no capital that one letter could be. */
const upper = (letter: string): string =>
  letter.toUpperCase().length === letter.length ? letter.toUpperCase() : letter;

/** `O’NEILL`, `D'ARTAGNAN`, `MCDONALD`, `J.-P.`: a capital begins every part. */
const capital = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll(/(^|[.'’])(\p{L})/gu, (_all, before: string, letter: string) => before + upper(letter))
    .replace(/^Mc(\p{L})(?=\p{L}{2})/u, (_all, letter: string) => `Mc${letter.toUpperCase()}`)
    // An apostrophe before a last single letter is a genitive.
    .replace(/(['’])(\p{L})$/u, (_all, mark: string, letter: string) => mark + letter.toLowerCase());
