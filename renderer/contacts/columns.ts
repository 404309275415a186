/** The columns of the list: what they are called, which of them are shown, and how wide. */
import { useMemo } from 'react';
import { LIST_COLUMNS } from '../../core/api/shapes.ts';
import { preferList, usePreferences } from '../state/preferences.ts';

export type ColumnId = (typeof LIST_COLUMNS)[number];

/** `share` of the width that no column was given; `least` in pixels. */
const COLUMNS = {
  name: { label: 'field.name', share: 1.25, least: 110 },
  company: { label: 'field.company', share: 1.1, least: 80 },
  department: { label: 'field.department', share: 0.9, least: 70 },
  position: { label: 'field.position', share: 0.9, least: 70 },
  number: { label: 'field.number', share: 1.2, least: 140 },
  email: { label: 'field.email', share: 1.2, least: 90 },
  shortCode: { label: 'field.shortCode', share: 0.5, least: 60 },
  group: { label: 'field.groups', share: 0.8, least: 70 },
} as const satisfies Record<ColumnId, { label: string; share: number; least: number }>;

const FIRST_COLUMNS: readonly string[] = ['company', 'number', 'group'];
const MOST = 900;
/** Between two columns, and at both ends of a line. */
const [GAP, EDGE] = [12, 14];

export const columnLabel = (id: ColumnId) => COLUMNS[id].label;
export const leastWidth = (id: ColumnId): number => COLUMNS[id].least;
const bounded = (id: ColumnId, width: number): number =>
  Math.round(Math.min(MOST, Math.max(COLUMNS[id].least, width)));

export interface Columns {
  /** In their order, the name first. */
  shown: readonly ColumnId[];
  /** CSS: the tracks of a line's grid. */
  template: string;
  /** Pixels below which a line does not shrink. */
  least: number;
}

export function columnsOf(
  chosen: readonly string[] | null,
  widths: Readonly<Record<string, number>>,
): Columns {
  const wanted = chosen ?? FIRST_COLUMNS;
  const shown = LIST_COLUMNS.filter((id) => id === 'name' || wanted.includes(id));
  const sizes = shown.map((id) => {
    const { share, least } = COLUMNS[id];
    const width = widths[id];
    if (width === undefined) return { track: `minmax(${least}px, ${share}fr)`, least };
    return { track: `${bounded(id, width)}px`, least: bounded(id, width) };
  });
  return {
    shown,
    template: sizes.map(({ track }) => track).join(' '),
    least: sizes.reduce((sum, { least }) => sum + least, GAP * (shown.length - 1) + 2 * EDGE),
  };
}

export function useColumns(): Columns {
  const { columns, widths } = usePreferences((state) => state.list);
  return useMemo(() => columnsOf(columns, widths), [columns, widths]);
}

/** The name is always shown. */
export const showColumns = (ids: readonly string[]) => preferList({ columns: [...ids] });
export const resizeColumn = (id: ColumnId, width: number) =>
  preferList({ widths: { ...usePreferences.getState().list.widths, [id]: bounded(id, width) } });
/** As wide as there is room, again. */
export function releaseColumn(id: ColumnId): void {
  const { [id]: _width, ...widths } = usePreferences.getState().list.widths;
  preferList({ widths });
}
export const resetColumns = () => preferList({ columns: null, widths: {} });
