/** Reports as they are shown and printed. */
export interface ReportColumn {
  title: string;
  /** `value`: as it stood in the file, spaces and all. */
  kind?: 'number' | 'value';
}

/** A piece of a report, in the person's language. */
export type ReportBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'note'; text: string }
  | { kind: 'facts'; lines: [name: string, value: string][] }
  | { kind: 'totals'; counts: [name: string, count: string][] }
  | { kind: 'table'; columns: ReportColumn[]; lines: string[][] };
