/**
 * The column that a file of rejected rows has more than the file they came from. It is for people: when the
 * corrected file is imported, it is as if it were not there.
 */
import type { TableRow } from '../formats/table.ts';
import type { Language } from '../language/text.ts';

/** With no-break spaces: the narrow ones are missing in old encodings. */
export const REASON_HEADER = {
  en: 'Switchbook: Reason',
  fr: 'Switchbook\u00a0: motif',
  de: 'Switchbook: Grund',
} as const satisfies Record<Language, string>;

/** In a file without header each of the column's cells says what it is. */
export const markedReason = (reason: string, language: Language): string =>
  `${REASON_HEADER[language]} – ${reason}`;

const WORDS = String.raw`Switchbook\s?: (?:Reason|motif|Grund)`;
const REASON = new RegExp(String.raw`^\s*${WORDS}(?=\s*$| )`);

/** How a marked reason begins as a comment: it is said anew each time. */
export const COMMENTED_REASON = {
  xml: new RegExp(`<!-- ${WORDS} `, 'g'),
  ldif: new RegExp(`^# ${WORDS} `, 'gm'),
} as const;

/** The header is looked for where headers are. */
const SEARCHED = 10;

/** The rows without the column whose first filled cell is the reason’s header or a marked reason. */
export function withoutReasons(rows: readonly TableRow[]): TableRow[] {
  const column = reasonColumn(rows.slice(0, SEARCHED));
  return column === null
    ? [...rows]
    : rows.map(({ row, cells }) => ({ row, cells: cells.filter((_, i) => i !== column) }));
}

function reasonColumn(rows: readonly TableRow[]): number | null {
  const others = new Set<number>();
  for (const { cells } of rows) {
    for (const [i, cell] of cells.entries()) {
      if (others.has(i) || cell === '') continue;
      if (REASON.test(cell)) return i;
      others.add(i);
    }
  }
  return null;
}

/** What vCards call it. */
export const REASON_PROPERTY = 'X-SWITCHBOOK-REASON';

/** The kept lines of a card without it. */
export const withoutReason = (card: string): string =>
  card.includes(REASON_PROPERTY)
    ? card
        .split('\n')
        .filter((line) => !line.toUpperCase().startsWith(REASON_PROPERTY))
        .join('\n')
    : card;
