/** Which contacts a command is about: the options of the list, and ids. */
import type { Command } from 'commander';
import type { BulkScope } from '../../../../core/api/bulk.ts';
import type { ContactQuery } from '../../../../core/api/shapes.ts';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { wholeNumberOf } from './choice.ts';

export interface QueryOptions {
  search?: string;
  group?: string;
  initial?: string;
  ungrouped?: true;
}

export const queryOptions = (command: Command): Command =>
  command
    .option('--search <text>', 'part of a name, company, address, or of a number in any writing')
    .option('--group <name>', 'only this contact group')
    .option('--initial <letter>', 'only names that begin with it')
    .option('--ungrouped', 'only contacts without a group');

export const queryOf = ({ search, group, initial, ungrouped }: QueryOptions): ContactQuery => ({
  ...(search === undefined ? {} : { search }),
  ...(group === undefined ? {} : { group }),
  ...(initial === undefined ? {} : { initial }),
  ...(ungrouped === undefined ? {} : { ungrouped }),
});

/** Commander hands over the ids one by one. */
export function idsOf(typed: string, before: number[] = []): number[] {
  return [...before, wholeNumberOf('<id>', 1)(typed)];
}

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
