/** What is selected in the matrix: a rectangle of cells, with the cell that the keys move. Places count from 0. */

export interface Place {
  row: number;
  column: number;
}

export interface Selection {
  /** Where the rectangle began; it stays while the other corner moves. */
  anchor: Place;
  focus: Place;
}

export interface Size {
  rows: number;
  columns: number;
}

/** Both ends belong to it. */
export interface Area {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const within = (at: number, count: number): number => Math.max(0, Math.min(count - 1, at));
const clamped = ({ row, column }: Place, { rows, columns }: Size): Place => ({
  row: within(row, rows),
  column: within(column, columns),
});

export const at = (place: Place): Selection => ({ anchor: place, focus: place });

export const areaOf = ({ anchor, focus }: Selection): Area => ({
  top: Math.min(anchor.row, focus.row),
  bottom: Math.max(anchor.row, focus.row),
  left: Math.min(anchor.column, focus.column),
  right: Math.max(anchor.column, focus.column),
});

/** The focus goes to a place, or as near as there is one; with `extend` the anchor stays. */
export function goTo(selection: Selection, place: Place, extend: boolean, size: Size): Selection {
  const focus = clamped(place, size);
  return { anchor: extend ? selection.anchor : focus, focus };
}

/** Whole rows, from that of the anchor to that of the focus. */
export const wholeRows = ({ anchor, focus }: Selection, { columns }: Size): Selection => ({
  anchor: { row: anchor.row, column: columns - 1 },
  focus: { row: focus.row, column: 0 },
});

export const wholeColumns = ({ anchor, focus }: Selection, { rows }: Size): Selection => ({
  anchor: { row: rows - 1, column: anchor.column },
  focus: { row: 0, column: focus.column },
});

export const everything = ({ rows, columns }: Size): Selection => ({
  anchor: { row: rows - 1, column: columns - 1 },
  focus: { row: 0, column: 0 },
});

/** The same subscribers after the list of them has changed; whoever is gone leaves the place. */
export function follow(
  { anchor, focus }: Selection,
  before: readonly string[],
  after: readonly string[],
  columns: number,
): Selection {
  const moved = ({ row, column }: Place): Place => {
    const found = after.indexOf(before[row] ?? '');
    return clamped({ row: found < 0 ? row : found, column }, { rows: after.length, columns });
  };
  return { anchor: moved(anchor), focus: moved(focus) };
}

type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';
const STEPS: Record<Arrow, Place> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};
const isArrow = (key: string): key is Arrow => Object.hasOwn(STEPS, key);

export interface Key {
  key: string;
  shift: boolean;
  /** Ctrl, or Command on a Mac. */
  command: boolean;
}

/** The selection after a key of the usual ones for grids; null for a key that moves nothing. */
export function moved(selection: Selection, pressed: Key, size: Size, page: number): Selection | null {
  const { key, shift, command } = pressed;
  const { row, column } = selection.focus;
  const go = (to: Place): Selection => goTo(selection, to, shift, size);
  if (isArrow(key)) {
    const far = command ? Math.max(size.rows, size.columns) : 1;
    const step = STEPS[key];
    return go({ row: row + far * step.row, column: column + far * step.column });
  }
  if (key === 'Home') return go({ row: command ? 0 : row, column: 0 });
  if (key === 'End') return go({ row: command ? size.rows - 1 : row, column: size.columns - 1 });
  if (key === 'PageUp') return go({ row: row - page, column });
  if (key === 'PageDown') return go({ row: row + page, column });
  if (command && key.toLowerCase() === 'a') return everything(size);
  if (key === ' ' && shift) return wholeRows(selection, size);
  if (key === ' ' && command) return wholeColumns(selection, size);
  return null;
}
