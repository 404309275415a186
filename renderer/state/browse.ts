/** Which contacts the list shows: the person's choices, and the query they make. */
import { create } from 'zustand';
import { type ContactQuery, LIST_COLUMNS } from '../../core/api/shapes.ts';
import { preferList, usePreferences } from './preferences.ts';

export type Scope = { kind: 'all' } | { kind: 'ungrouped' } | { kind: 'group'; group: string };
export type Filters = NonNullable<ContactQuery['filters']>;
export type Sort = NonNullable<ContactQuery['sort']>;

interface Browse {
  scope: Scope;
  initial: string | null;
  search: string;
  filters: Filters;
  sort: Sort;
}

function rememberedSort(): Sort {
  const { field, descending } = usePreferences.getState().list.sort;
  return { field: LIST_COLUMNS.find((one) => one === field) ?? 'name', descending };
}

export const useBrowse = create<Browse>()(() => ({
  scope: { kind: 'all' },
  initial: null,
  search: '',
  filters: {},
  sort: rememberedSort(),
}));

export const browse = (changes: Partial<Browse>) => useBrowse.setState(changes);

export function sortBy(sort: Sort): void {
  browse({ sort });
  preferList({ sort });
}

/** Another scope starts without the restrictions of the one before. */
export const browseScope = (scope: Scope) => browse({ scope, initial: null, search: '', filters: {} });

export function queryOf({ scope, initial, search, filters, sort }: Browse): ContactQuery {
  const typed = Object.fromEntries(Object.entries(filters).filter(([, text]) => text.trim() !== ''));
  return {
    ...(scope.kind === 'group' && { group: scope.group }),
    ...(scope.kind === 'ungrouped' && { ungrouped: true }),
    ...(initial !== null && { initial }),
    ...(search.trim() !== '' && { search }),
    ...(Object.keys(typed).length > 0 && { filters: typed }),
    sort,
  };
}
