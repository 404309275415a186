/**
 * What an import has read and how, and what became of it, as one page to print: no script, nothing from
 * outside, readable for as long as browsers are. Everything that came out of a file is text in it.
 */
import type {
  ImportOptions,
  ImportRow,
  ImportSummary,
  Inspection,
  Normalised,
  Rule,
} from '../../core/api/exchange.ts';
import { RULES } from '../../core/api/exchange.ts';
import { readingText } from '../../core/exchange/reading-text.ts';
import { fieldText, targetText } from '../../core/exchange/target-text.ts';
import { columnName } from '../../core/exchange/header.ts';
import type { Language } from '../../core/language/text.ts';
import { speaker } from '../../core/language/text.ts';
import { visible } from '../../core/language/visible.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { problemText } from '../../core/problem/problem.ts';
import catalogue from '../../resources/translations/import-report.json' with { type: 'json' };
import importing from '../../resources/translations/renderer-import.json' with { type: 'json' };
import rules from '../../resources/translations/renderer-rules.json' with { type: 'json' };

export interface ReportInput {
  site: { name: string; deviceName: string; country: string };
  file: string;
  /** When it was stored, or else when the page is made. */
  at: Date;
  stored: boolean;
  options: ImportOptions;
  inspection: Inspection;
  summary: ImportSummary;
  problems: readonly Problem[];
  rows: readonly ImportRow[];
  /** How many values each rule changed, which rules were on, and every change by row. */
  normalised: Record<Rule, number>;
  rules: Record<Rule, boolean>;
  changes: Iterable<{ row: number; changes: readonly Normalised[] }>;
}

/** Lines of one list: a hundred pages are enough for anybody, and the rejected rows are a file too. */
const MOST_LINES = 5000;
/** Cells are read, not copied: a note may be as long as a book. */
const LONGEST_CELL = 500;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const text = (raw: string | number): string =>
  String(raw)
    .slice(0, LONGEST_CELL)
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

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

/** The page in UTF-8. */
export function writeReport(input: ReportInput, language: Language): Uint8Array {
  const say = speaker(catalogue, language);
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const title = `${say('title')}: ${input.file}`;
  const at = moment.format(input.at);
  const page = [
    `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">`,
    // Nothing of a file becomes a script, and a browser is told to run none.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<meta name="viewport" content="width=device-width">`,
    `<title>${text(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>`,
    `<h1>${text(say('title'))}</h1>`,
    `<p class="quiet">${text(say(input.stored ? 'imported' : 'previewed', { at }))}</p>`,
    facts([
      [say('file'), input.file],
      [say('site'), input.site.name],
      [say('device'), input.site.deviceName],
    ]),
    ...totals(input, language),
    ...howRead(input, language),
    ...problemTables(input, language),
    ...changeTable(input, language),
    '</body>\n</html>\n',
  ];
  return new TextEncoder().encode(page.join('\n'));
}

const facts = (lines: readonly (readonly [name: string, value: string])[]): string =>
  `<dl>${lines.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`).join('\n')}</dl>`;

interface Column {
  title: string;
  /** `value`: as it stood in the file, spaces and all. */
  kind?: 'number' | 'value';
}

const classOf = ({ kind }: Column): string => (kind === undefined ? '' : ` class="${kind}"`);

const table = (columns: readonly Column[], lines: readonly (readonly string[])[]): string => {
  const head = columns.map((column) => `<th scope="col"${classOf(column)}>${text(column.title)}</th>`);
  const body = lines.map(
    (cells) =>
      `<tr>${columns.map((column, i) => `<td${classOf(column)}>${text(cells[i] ?? '')}</td>`).join('')}</tr>`,
  );
  return `<table>\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
};

function totals({ summary, options }: ReportInput, language: Language): string[] {
  const say = speaker(catalogue, language);
  const number = new Intl.NumberFormat(language);
  const kinds = ['read', 'created', 'updated', 'unchanged', 'rejected', 'warnings'] as const;
  const counts: [string, number][] = kinds.map((kind) => [say(kind), summary[kind]]);
  if (options.exclude.length > 0) counts.push([say('left-out'), options.exclude.length]);
  if (options.corrections.length > 0) counts.push([say('corrected'), options.corrections.length]);
  return [
    `<h2>${text(say('totals'))}</h2>`,
    '<table class="totals">',
    `<thead><tr>${counts.map(([name]) => `<th scope="col">${text(name)}</th>`).join('')}</tr></thead>`,
    `<tbody><tr>${counts.map(([, count]) => `<td>${number.format(count)}</td>`).join('')}</tr></tbody>`,
    '</table>',
  ];
}

function howRead(input: ReportInput, language: Language): string[] {
  const say = speaker(catalogue, language);
  const wizard = speaker(importing, language);
  const ruleName = speaker(rules, language);
  const number = new Intl.NumberFormat(language);
  const { inspection, options, site } = input;
  const { columns } = inspection;
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  const byHand = options.mapping === undefined ? [] : [[say('columns'), say('columns.by-hand')] as const];
  const mapping = columns.map(({ target }) => target);
  return [
    `<h2>${text(say('how'))}</h2>`,
    facts([
      ...readingText(inspection, language),
      ...byHand,
      [say('groups'), options.groups.length === 0 ? say('groups.file') : options.groups.join(', ')],
      [say('policy'), wizard(`policy.${options.policy}`)],
      [say('country'), countries.of(options.country ?? site.country) ?? site.country],
    ]),
    ...(columns.length === 0
      ? []
      : [
          `<h3>${text(say('columns'))}</h3>`,
          table(
            [{ title: say('column') }, { title: say('becomes') }],
            columns.map(({ header, target }, i) => [
              columnName(header, i),
              targetText(target, mapping, language),
            ]),
          ),
        ]),
    `<h3>${text(say('rules'))}</h3>`,
    table(
      [{ title: say('rule') }, { title: say('state') }, { title: say('values'), kind: 'number' }],
      RULES.map((rule) => [
        ruleName(rule),
        say(input.rules[rule] ? 'on' : 'off'),
        number.format(input.normalised[rule]),
      ]),
    ),
  ];
}

function problemTables({ problems, rows }: ReportInput, language: Language): string[] {
  const say = speaker(catalogue, language);
  const byRow: Column[] = [
    { title: say('row'), kind: 'number' },
    { title: say('name') },
    { title: say('column') },
    { title: say('value'), kind: 'value' },
    { title: say('remark') },
    { title: say('remedy') },
  ];
  const ofFile = problems.map((problem) => {
    const { message, remedy } = problemText(problem, language);
    return [message, remedy];
  });
  const about = (heading: 'rejected.title' | 'remarks.title', chosen: readonly ImportRow[]): string[] => {
    if (chosen.length === 0) return [];
    const lines = chosen.flatMap(({ row, name, reasons }) =>
      reasons.map((reason) => {
        const { message, remedy } = problemText(reason, language);
        return [String(row), name, reason.column ?? '', reason.value ?? '', message, remedy];
      }),
    );
    return [`<h2>${text(say(heading, { count: chosen.length }))}</h2>`, ...bounded(byRow, lines, language)];
  };
  return [
    ...(ofFile.length === 0
      ? []
      : [
          `<h2>${text(say('problems'))}</h2>`,
          ...bounded([{ title: say('remark') }, { title: say('remedy') }], ofFile, language),
        ]),
    ...about(
      'rejected.title',
      rows.filter(({ outcome }) => outcome === 'rejected'),
    ),
    ...about(
      'remarks.title',
      rows.filter(({ outcome, reasons }) => outcome !== 'rejected' && reasons.length > 0),
    ),
  ];
}

function changeTable({ rows, normalised, changes }: ReportInput, language: Language): string[] {
  const count = RULES.reduce((sum, rule) => sum + normalised[rule], 0);
  if (count === 0) return [];
  const say = speaker(catalogue, language);
  const ruleName = speaker(rules, language);
  const names = new Map(rows.map(({ row, name }) => [row, name]));
  const lines: string[][] = [];
  for (const { row, changes: ofRow } of changes) {
    for (const { rule, field, column, before, after } of ofRow) {
      if (lines.length === MOST_LINES) break;
      const where = column ?? fieldText(field, language);
      const was = rule === 'spacing' ? visible(before) : before;
      lines.push([String(row), names.get(row) ?? '', where, was, after, ruleName(rule)]);
    }
  }
  const columns: Column[] = [
    { title: say('row'), kind: 'number' },
    { title: say('name') },
    { title: say('column') },
    { title: say('before'), kind: 'value' },
    { title: say('after'), kind: 'value' },
    { title: say('rule') },
  ];
  return [
    `<h2>${text(say('changes.title', { count }))}</h2>`,
    table(columns, lines),
    ...more(count - lines.length, language),
  ];
}

const bounded = (columns: readonly Column[], lines: readonly string[][], language: Language): string[] => [
  table(columns, lines.slice(0, MOST_LINES)),
  ...more(lines.length - MOST_LINES, language),
];

const more = (count: number, language: Language): string[] =>
  count > 0 ? [`<p class="quiet">${text(speaker(catalogue, language)('more', { count }))}</p>`] : [];
