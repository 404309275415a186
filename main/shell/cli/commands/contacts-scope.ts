/** Which contacts a command is about: the options of the list, and ids. */
import { Option, type Command } from 'commander';
import type { BulkScope } from '../../../../core/api/bulk.ts';
import type { ContactQuery } from '../../../../core/api/shapes.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { EXIT, type ExitCode, type Terminal } from '../terminal.ts';
import { wholeNumberOf, wrongForm } from './choice.ts';

export interface QueryOptions {
  search?: string;
  group?: string;
  initial?: string;
  ungrouped?: true;
}

const INITIAL = '--initial <letter>';

function letterOf(typed: string): string {
  if ([...new Intl.Segmenter().segment(typed)].length === 1) return typed;
  throw wrongForm(INITIAL, typed, 'A');
}

export const initialOption = (): Option =>
  new Option(INITIAL, 'only names that begin with it').argParser(letterOf);

export const queryOptions = (command: Command): Command =>
  command
    .option('--search <text>', 'part of a name, company, address, or of a number in any writing')
    .option('--group <name>', 'only this contact group')
    .addOption(initialOption())
    .option('--ungrouped', 'only contacts without a group');

export const queryOf = ({ search, group, initial, ungrouped }: QueryOptions): ContactQuery => ({
  ...(search === undefined ? {} : { search }),
  ...(group === undefined ? {} : { group }),
  ...(initial === undefined ? {} : { initial }),
  ...(ungrouped === undefined ? {} : { ungrouped }),
});

const ID = '<id>';

/** A name that is misspelt is no group without contacts. Errors: `group-missing`. */
export async function ensureGroup(terminal: Terminal, { group }: QueryOptions): Promise<void> {
  if (group === undefined) return;
  const { groups } = await terminal.call('contacts.facets', {});
  const name = group.normalize('NFC').trim();
  if (!groups.some((each) => each.name === name))
    throw new SwitchbookError('group-missing', { value: group });
}

/** Commander hands over the ids one by one. */
export function idsOf(typed: string, before: number[] = []): number[] {
  return [...before, wholeNumberOf(ID, 1)(typed)];
}

/** As many as one query for rows answers. */
const ROWS = 1000;

export interface Sought {
  ids: number[];
  /** Of each id that no contact has, or none that may be seen. */
  problems: ReturnType<Terminal['said']>[];
}

/** Those of the ids that there are: what is done to them is not stopped by the others, which are named. */
export async function presentOf(terminal: Terminal, typed: readonly number[]): Promise<Sought> {
  const sought = [...new Set(typed)];
  const ids: number[] = [];
  for (let from = 0; from < sought.length; from += ROWS) {
    const { contacts } = await terminal.call('contacts.rows', { ids: sought.slice(from, from + ROWS) });
    ids.push(...contacts.map(({ id }) => id));
  }
  const found = new Set(ids);
  const missing = sought.filter((id) => !found.has(id));
  const details = missing.map((id) => ({ column: ID, value: String(id) }));
  return {
    ids,
    problems: details.map((place) => terminal.said({ code: 'contact-missing', severity: 'error', ...place })),
  };
}

export const problemLines = ({ problems }: Sought): string[] =>
  problems.map(({ message, remedy }) => `${message} ${remedy}`);

/** How a command ends that was given ids which no contact has. */
export const exitOf = ({ problems }: Sought): ExitCode => (problems.length > 0 ? EXIT.rejected : EXIT.done);

export interface ScopeOptions extends QueryOptions {
  ids?: number[];
  all?: true;
}

export const scopeOptions = (command: Command): Command =>
  queryOptions(command)
    .option('--ids <id...>', 'these contacts, as contacts lists them', idsOf)
    .option('--all', 'every contact');

/** Nobody changes every contact by leaving something out. Errors: `bulk-scope`. */
export function scopeOf({ ids, all, ...options }: ScopeOptions): BulkScope {
  const query = queryOf(options);
  const filtered = Object.keys(query).length > 0;
  if ([ids !== undefined, all !== undefined, filtered].filter(Boolean).length !== 1) {
    throw new SwitchbookError('bulk-scope');
  }
  return ids === undefined ? { query } : { ids };
}
