/** A report as one page to print: no script, nothing from outside, readable for as long as browsers are. */
import type { ReportBlock, ReportColumn } from '../../core/api/report.ts';
import type { Language } from '../../core/language/text.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const text = (raw: string): string => raw.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const STYLE = `
:root { color-scheme: light; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; background: #fff; color: #1c2326;
  font: 10.5pt/1.45 -apple-system, "Segoe UI", Ubuntu, "Noto Sans", "Liberation Sans", system-ui, sans-serif; }
h1 { margin: 0; font-size: 17pt; }
h2 { margin: 1.8em 0 .5em; font-size: 12.5pt; break-after: avoid; }
h3 { margin: 1.3em 0 .4em; font-size: 10.5pt; break-after: avoid; }
p { margin: .2em 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15em 1.2em; margin: .6em 0; }
dt { color: #52616b; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: .25em .8em .25em 0; border-bottom: 1px solid #d5dcdf; text-align: start; vertical-align: top; }
th { color: #52616b; font-size: 9pt; font-weight: 600; }
td { overflow-wrap: anywhere; unicode-bidi: isolate; }
td.value { white-space: pre-wrap; }
th.number, td.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.totals { width: auto; }
.totals td { padding-inline-end: 2.2em; border: 0; font-size: 15pt; }
.totals th { padding-inline-end: 2.2em; border: 0; }
.quiet { color: #52616b; }
@page { margin: 15mm 13mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 9pt; } }
`;

/** The page in UTF-8. Everything that came out of a file is text in it. */
export function writeReportPage(
  title: string,
  blocks: readonly ReportBlock[],
  language: Language,
): Uint8Array {
  const page = [
    `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">`,
    // Nothing of a file becomes a script, and a browser is told to run none.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<meta name="viewport" content="width=device-width">`,
    `<title>${text(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>`,
    ...blocks.map(markup),
    '</body>\n</html>\n',
  ];
  return new TextEncoder().encode(page.join('\n'));
}

function markup(block: ReportBlock): string {
  if (block.kind === 'heading') return `<h${block.level}>${text(block.text)}</h${block.level}>`;
  if (block.kind === 'note') return `<p class="quiet">${text(block.text)}</p>`;
  if (block.kind === 'facts') {
    const lines = block.lines.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`);
    return `<dl>${lines.join('\n')}</dl>`;
  }
  if (block.kind === 'table') return table('', block.columns, block.lines);
  const titles = block.counts.map(([title]) => ({ title }));
  return table('totals', titles, [block.counts.map(([, count]) => count)]);
}

const attribute = (name: string): string => (name === '' ? '' : ` class="${name}"`);

function table(
  name: string,
  columns: readonly ReportColumn[],
  lines: readonly (readonly string[])[],
): string {
  const head = columns.map(({ title, kind = '' }) => `<th scope="col"${attribute(kind)}>${text(title)}</th>`);
  const cells = (line: readonly string[]) =>
    columns.map(({ kind = '' }, i) => `<td${attribute(kind)}>${text(line[i] ?? '')}</td>`).join('');
  const body = lines.map((line) => `<tr>${cells(line)}</tr>`);
  return `<table${attribute(name)}>\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
}
