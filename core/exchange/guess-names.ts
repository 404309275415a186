/**
 * Which columns of text in a file without header hold names and companies. A column is one only where its own
 * words prove it, by legal forms or usual given names in a third of its cells or more, and where no other
 * column could be meant; whatever is not proven stays unmapped, for the person who looks at the preview.
 */
import type { ColumnTarget } from '../api/reading.ts';
import { isGivenName } from '../duplicates/nicknames.ts';
import { wordsOf } from '../duplicates/words.ts';
import { titleOf } from './normalise/titles.ts';
import { hasLegalForm, isOneName } from './names.ts';

type NameField = 'salutation' | 'givenName' | 'familyName' | 'fullName' | 'company';

interface TextColumn {
  index: number;
  filled: string[];
  /** Cells with a legal form: `Ott GmbH`. */
  companies: number;
  /** Cells of given names alone: `Anna`, `Karl-Heinz`. */
  given: number;
  /** Cells of several words that begin or end with a given name: `Anna Ott`, `Ott, Anna`. */
  persons: number;
}

/** One cell may be chance. */
const LEAST = 2;
/** Of the cells of a column; a list of usual given names knows about half of them. */
const ENOUGH = 1 / 3;
/** Families are called Martin and Werner too. */
const STRAY = 1 / 4;
const NEARLY_ALL = 0.8;

/** `columns`: their cells in the first rows, empty ones too. Names by column; null where nothing is proven. */
export function guessNames(columns: readonly (readonly string[])[]): (ColumnTarget | null)[] {
  const all = columns.map(textColumn).filter((column) => column !== null);
  const found = new Map<TextColumn, NameField>();
  for (const column of all.filter(isSalutation)) found.set(column, 'salutation');
  const texts = all.filter((column) => !found.has(column));
  const [first] = texts;
  const company = proven(texts, 'companies');
  // `Peter Ott GmbH` is no person.
  const others = texts.filter((column) => column !== company);
  const given = proven(others, 'given');
  const family = given === null ? null : familyBeside(given, others);
  if (given !== null && family !== null) {
    found.set(given, 'givenName').set(family, 'familyName');
    if (company !== null) found.set(company, 'company');
  } else if (company !== null && company !== first) {
    found.set(company, 'company');
  } else if (company !== null) {
    // Alone it may hold people too, which each of its names says itself: `Verkauf` behind it is nobody’s name.
    const persons = proven(others, 'persons');
    const person = persons ?? given;
    if (person !== null) {
      found.set(company, 'company').set(person, persons === null ? 'givenName' : 'fullName');
    }
  }
  const fields = new Map([...found].map(([{ index }, field]) => [index, { field }]));
  return columns.map((_, index) => fields.get(index) ?? null);
}

function textColumn(cells: readonly string[], index: number): TextColumn | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length === 0 || !filled.every((cell) => /\p{L}/u.test(cell) && !cell.includes('@'))) return null;
  const names = filled.map(wordsOf);
  return {
    index,
    filled,
    companies: filled.filter(hasLegalForm).length,
    given: names.filter((words) => words.length > 0 && words.every(isGivenName)).length,
    persons: names.filter((words) => {
      const [start = '', end = ''] = [words[0], words.at(-1)];
      return words.length > 1 && words.length < 5 && (isGivenName(start) || isGivenName(end));
    }).length,
  };
}

/** `Frau`, `Herr Dr.` and nothing else. */
const isSalutation = ({ filled }: TextColumn): boolean =>
  filled.length >= LEAST && filled.every((cell) => titleOf(cell, true).rest === '');

/** The one column of which it is true; null where it may be another as well. */
function proven(texts: readonly TextColumn[], what: 'companies' | 'given' | 'persons'): TextColumn | null {
  const [best, next] = texts.toSorted((a, b) => b[what] - a[what]);
  if (best === undefined || best[what] < LEAST || best[what] < best.filled.length * ENOUGH) return null;
  return (next?.[what] ?? 0) <= best[what] * STRAY ? best : null;
}

/**
 * The family names beside given names: the only neighbour that has one name in nearly every cell. Few different
 * words are departments or places, several words are companies or streets.
 */
function familyBeside(given: TextColumn, texts: readonly TextColumn[]): TextColumn | null {
  const beside = texts.filter((text) => Math.abs(text.index - given.index) === 1 && isFamily(text, given));
  const [only, other] = beside;
  return only !== undefined && other === undefined ? only : null;
}

const isFamily = ({ filled }: TextColumn, given: TextColumn): boolean =>
  filled.length >= given.filled.length * NEARLY_ALL &&
  filled.filter(isOneName).length >= filled.length * NEARLY_ALL &&
  new Set(filled).size >= filled.length / 2;
