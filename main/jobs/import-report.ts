/**
 * What an import has read and how, and what became of it: to be shown, and as one page to print.
 */
import type { ImportOptions, ImportRow, ImportSummary } from '../../core/api/import.ts';
import type { Inspection } from '../../core/api/reading.ts';
import type { ReportBlock, ReportColumn } from '../../core/api/report.ts';
import type { Normalised, Rule } from '../../core/api/rules.ts';
import { RULES } from '../../core/api/rules.ts';
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
import { writeReportPage } from './report-page.ts';

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

/** The page in UTF-8. */
export const writeReport = (input: ReportInput, language: Language): Uint8Array =>
  writeReportPage(
    `${speaker(catalogue, language)('title')}: ${input.file}`,
    reportBlocks(input, language),
    language,
  );

/** The same, to be shown. */
export function reportBlocks(input: ReportInput, language: Language): ReportBlock[] {
  const say = speaker(catalogue, language);
  const at = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(input.at);
  return [
    { kind: 'heading', level: 1, text: say('title') },
    { kind: 'note', text: say(input.stored ? 'imported' : 'previewed', { at }) },
    facts([
      [say('file'), input.file],
      [say('site'), input.site.name],
      [say('device'), input.site.deviceName],
    ]),
    ...totals(input, language),
    ...howRead(input, language),
    ...problemTables(input, language),
    ...changeTable(input, language),
  ];
}

const cut = (text: string): string => text.slice(0, LONGEST_CELL);

const heading = (text: string, level: 2 | 3 = 2): ReportBlock => ({ kind: 'heading', level, text });

const facts = (lines: readonly (readonly [name: string, value: string])[]): ReportBlock => ({
  kind: 'facts',
  lines: lines.map(([name, value]) => [cut(name), cut(value)]),
});

const table = (columns: readonly ReportColumn[], lines: readonly (readonly string[])[]): ReportBlock => ({
  kind: 'table',
  columns: [...columns],
  lines: lines.map((line) => line.map(cut)),
});

function totals({ summary, options }: ReportInput, language: Language): ReportBlock[] {
  const say = speaker(catalogue, language);
  const number = new Intl.NumberFormat(language);
  const kinds = ['read', 'created', 'updated', 'unchanged', 'rejected', 'warnings'] as const;
  const counts: [string, number][] = kinds.map((kind) => [say(kind), summary[kind]]);
  if (options.exclude.length > 0) counts.push([say('left-out'), options.exclude.length]);
  if (options.corrections.length > 0) counts.push([say('corrected'), options.corrections.length]);
  return [
    heading(say('totals')),
    { kind: 'totals', counts: counts.map(([name, count]) => [name, number.format(count)]) },
  ];
}

function howRead(input: ReportInput, language: Language): ReportBlock[] {
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
    heading(say('how')),
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
          heading(say('columns'), 3),
          table(
            [{ title: say('column') }, { title: say('becomes') }],
            columns.map(({ header, target }, i) => [
              columnName(header, i),
              targetText(target, mapping, language),
            ]),
          ),
        ]),
    heading(say('rules'), 3),
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

function problemTables({ problems, rows }: ReportInput, language: Language): ReportBlock[] {
  const say = speaker(catalogue, language);
  const byRow: ReportColumn[] = [
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
  const about = (key: 'rejected.title' | 'remarks.title', chosen: readonly ImportRow[]): ReportBlock[] => {
    if (chosen.length === 0) return [];
    const lines = chosen.flatMap(({ row, name, reasons }) =>
      reasons.map((reason) => {
        const { message, remedy } = problemText(reason, language);
        return [String(row), name, reason.column ?? '', reason.value ?? '', message, remedy];
      }),
    );
    return [heading(say(key, { count: chosen.length })), ...bounded(byRow, lines, language)];
  };
  return [
    ...(ofFile.length === 0
      ? []
      : [
          heading(say('problems')),
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

function changeTable({ rows, normalised, changes }: ReportInput, language: Language): ReportBlock[] {
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
  const columns: ReportColumn[] = [
    { title: say('row'), kind: 'number' },
    { title: say('name') },
    { title: say('column') },
    { title: say('before'), kind: 'value' },
    { title: say('after'), kind: 'value' },
    { title: say('rule') },
  ];
  return [
    heading(say('changes.title', { count })),
    table(columns, lines),
    ...more(count - lines.length, language),
  ];
}

const bounded = (
  columns: readonly ReportColumn[],
  lines: readonly string[][],
  language: Language,
): ReportBlock[] => [
  table(columns, lines.slice(0, MOST_LINES)),
  ...more(lines.length - MOST_LINES, language),
];

const more = (count: number, language: Language): ReportBlock[] =>
  count > 0 ? [{ kind: 'note', text: speaker(catalogue, language)('more', { count }) }] : [];
