/** Which contacts leave the site: all, what the list finds, a selection, groups, or a letter. */
import { MultiSelect, Radio, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ExportOptions } from '../../core/api/export.ts';
import words from '../../resources/translations/renderer-export.json' with { type: 'json' };
import { queryOf, useBrowse } from '../state/browse.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import { useChosen } from './chosen.ts';

const WHICH = ['chosen', 'found', 'initial', 'groups', 'all'] as const;
export type Which = (typeof WHICH)[number];

export interface ExportScope {
  which: Which;
  groups: string[];
  initial: string;
}

/** What the list is restricted to, narrowest first. `several`: the one row that the keyboard is on is no wish. */
export function useExportScope(several: boolean) {
  const { scope, initial, search, filters } = useBrowse();
  const chosen = useChosen((state) => state.chosen.size);
  const facets = useSite((state) => state.facets);
  const isFiltered = search.trim() !== '' || Object.values(filters).some((text) => text.trim() !== '');
  const isNarrow = isFiltered || scope.kind === 'ungrouped' || (scope.kind === 'group' && initial !== null);
  const group = scope.kind === 'group' ? [scope.group] : [];
  const can: Record<Which, boolean> = {
    chosen: chosen > 0,
    found: isNarrow,
    initial: facets.initials.length > 0,
    groups: facets.groups.length > 0,
    all: true,
  };
  const first = (): Which => {
    if (chosen > (several ? 1 : 0)) return 'chosen';
    if (can.found) return 'found';
    if (initial !== null) return 'initial';
    return group.length > 0 ? 'groups' : 'all';
  };
  const [value, onChange] = useState<ExportScope>(() => ({
    which: first(),
    groups: group,
    initial: initial ?? facets.initials[0]?.initial ?? '',
  }));
  return { value, onChange, which: WHICH.filter((one) => can[one]) };
}

/** As an export is told. The selection and the list are those of the moment. */
export function scopeOptions({ which, groups, initial }: ExportScope): Partial<ExportOptions> {
  if (which === 'chosen') return { ids: [...useChosen.getState().chosen] };
  if (which === 'found') return queryOf(useBrowse.getState());
  if (which === 'groups') return { groups };
  return which === 'initial' ? { initial } : {};
}

export const isWhole = ({ which, groups }: ExportScope): boolean => which !== 'groups' || groups.length > 0;

export function ScopeChoice({ value, onChange, which }: ReturnType<typeof useExportScope>) {
  const say = useText(words);
  const { number } = useFormats();
  const { all, initials, groups } = useSite((state) => state.facets);
  const chosen = useChosen((state) => state.chosen.size);
  const labels: Record<Which, string> = {
    chosen: say('which.chosen', { count: number(chosen) }),
    found: say('which.found'),
    initial: say('which.letter'),
    groups: say('which.groups'),
    all: say('which.all', { count: number(all) }),
  };
  return (
    <Stack gap={8}>
      <Radio.Group
        label={say('which')}
        value={value.which}
        onChange={(typed) => onChange({ ...value, which: which.find((one) => one === typed) ?? 'all' })}
      >
        <Stack gap={10} mt={6}>
          {which.map((one) => (
            <Radio key={one} size="xs" value={one} label={labels[one]} />
          ))}
        </Stack>
      </Radio.Group>
      {value.which === 'initial' && (
        <Select
          aria-label={say('which.letter')}
          searchable
          value={value.initial}
          data={initials.map(({ initial }) => initial)}
          onChange={(initial) => initial !== null && onChange({ ...value, initial })}
        />
      )}
      {value.which === 'groups' && (
        <MultiSelect
          aria-label={say('which.groups')}
          placeholder={value.groups.length === 0 ? say('which.groups.choose') : ''}
          searchable
          value={value.groups}
          data={groups.map(({ name }) => name)}
          onChange={(names) => onChange({ ...value, groups: names })}
        />
      )}
    </Stack>
  );
}
