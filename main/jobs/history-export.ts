/** The journal as a file: a line a field for spreadsheet programs, or whole for other programs. */
import type { RecordChange } from '../../core/api/history.ts';
import type { HistoryStep } from '../../core/api/shapes.ts';
import type { FieldContent } from '../../core/exchange/field-parts.ts';
import { escapeCell } from '../../core/formats/csv/escape.ts';
import { writeCsv } from '../../core/formats/csv/write.ts';
import type { Site } from '../site/site.ts';
import { fileNameOf } from './file-name.ts';
import { stopIfCancelled, type JobContext } from './job.ts';
import { setImmediate as breathe } from 'node:timers/promises';

/** Names of the columns are those of the JSON: both are for programs and those who write them. */
const HEADER = [
  'step',
  'at',
  'role',
  'by',
  'action',
  'subject',
  'source',
  'sourceName',
  'undone',
  'takenBackBy',
  'record',
  'first',
  'last',
  'name',
  'change',
  'field',
  'before',
  'after',
] as const;

const AT_ONCE = 500;

export async function historyFile(
  site: Site,
  format: 'csv' | 'json',
  context: JobContext,
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const changes: { step: HistoryStep; change: RecordChange }[] = [];
  for (const one of site.past.all()) {
    changes.push(one);
    if (changes.length % AT_ONCE !== 0) continue;
    context.progress({ phase: 'write-file', done: changes.length, total: null });
    await breathe();
    stopIfCancelled(context);
  }
  const bytes = format === 'csv' ? csvOf(changes) : jsonOf(changes);
  return { bytes, fileName: `${fileNameOf(`${site.info().name}-history`)}.${format}` };
}

type Changes = readonly { step: HistoryStep; change: RecordChange }[];

function csvOf(changes: Changes): Uint8Array {
  const rows = changes.flatMap(({ step, change }) => {
    const { source } = step;
    const about = [
      String(step.id),
      step.at,
      step.role ?? '',
      step.by ?? '',
      step.action,
      step.subject,
      source.kind,
      'name' in source ? source.name : 'step' in source ? String(source.step) : '',
      step.undone ? 'yes' : '',
      step.takenBackBy === null ? '' : String(step.takenBackBy),
      change.record,
      String(change.first),
      String(change.last),
      change.name,
      change.change,
    ];
    const fields = change.fields.length > 0 ? change.fields : [{ field: '', before: '', after: '' }];
    return fields.map(({ field, before, after }) => [...about, field, textOf(before), textOf(after)]);
  });
  return writeCsv([
    [...HEADER],
    ...rows.map((cells) => cells.map((cell) => escapeCell(cell, 'spreadsheet'))),
  ]);
}

/** Entries with the names of their kinds in the JSON. */
function textOf(content: FieldContent): string {
  if (typeof content === 'string') return content;
  return content
    .map((entry) => {
      if (typeof entry === 'string') return entry;
      if ('value' in entry) return `${entry.kind}: ${entry.value}`;
      const { kind, street, postalCode, city, region, country } = entry;
      return `${kind}: ${[street, postalCode, city, region, country].filter((part) => part !== '').join(' ')}`;
    })
    .join('; ');
}

function jsonOf(changes: Changes): Uint8Array {
  const steps = new Map<number, HistoryStep & { changes: Omit<RecordChange, 'entry' | 'step'>[] }>();
  for (const { step, change } of changes) {
    const { entry: _entry, step: _step, ...rest } = change;
    const held = steps.get(step.id) ?? { ...step, changes: [] };
    held.changes.push(rest);
    steps.set(step.id, held);
  }
  return new TextEncoder().encode(`${JSON.stringify({ steps: [...steps.values()] }, null, 2)}\n`);
}
