/** Rows to CSV text, in the dialect that spreadsheets and our own reader understand. */

const QUOTED = /^\s|\s$|[",;|\t\r\n]/;

/** Quotes are doubled. Every possible delimiter is quoted, so that no program cuts cells elsewhere. */
const quote = (cell: string): string => (QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** UTF-8 with a byte order mark (Excel needs it), `;` (as Excel in French and German wants it), CRLF. */
export function writeCsv(rows: Iterable<readonly string[]>): Uint8Array {
  const lines: string[] = [];
  for (const cells of rows) lines.push(`${cells.map(quote).join(';')}\r\n`);
  return new TextEncoder().encode(`\ufeff${lines.join('')}`);
}
