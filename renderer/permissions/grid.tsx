/**
 * The matrix of rights: a grid as large as there are subscribers and groups, of which only the rows in sight
 * exist in the page. Selected by keyboard, by click and by drag, as in a spreadsheet.
 */
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { AccessMatrix } from '../../core/api/access.ts';
import type { Subscriber } from '../../core/directory/subscriber.ts';
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useText } from '../text.ts';
import './grid.css';
import { GroupHeads } from './head.tsx';
import { useRightWords } from './right.tsx';
import { cellId, MatrixRow } from './row.tsx';
import type { Selection } from './selection.ts';
import { areaOf, goTo, moved, wholeColumns, wholeRows } from './selection.ts';

/** The height of a row, in pixels. */
export const ROW = 30;
const NAME = 252;
/** Columns at least as wide as this have words in them; narrower ones have their names upright. */
const WIDE = 92;
const WIDEST = 148;
const NARROWEST = 36;
const HEAD = { wide: 58, narrow: 152 };

interface Props {
  subscribers: readonly Subscriber[];
  groups: AccessMatrix['groups'];
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** A key that moves nothing: says whether it did something else. */
  onKey: (event: KeyboardEvent) => boolean;
  onTool: (tool: string, subscriber: Subscriber, button: DOMRect) => void;
  /** A double click on a cell. */
  onOpen: () => void;
  /** The extension whose rights were copied. */
  copied: string | null;
  corner: ReactNode;
}

export const GRID_ID = 'rights-matrix';

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

/** The row and the column that the pointer is on, each if there is one. */
function under(target: EventTarget | null): { row: number | null; column: number | null } {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-row], [data-column]') : null;
  return { row: numberOf(element?.dataset['row']), column: numberOf(element?.dataset['column']) };
}

export function MatrixGrid(props: Props) {
  const { subscribers, groups, selection, onSelect, onKey, onTool, onOpen, copied, corner } = props;
  const say = useText(words);
  const said = useRightWords();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, width: lately } = useElementSize<HTMLDivElement>();
  // Measured at once, before anything is drawn: the names of the groups would be upright first, and then not.
  const [atFirst, setAtFirst] = useState(0);
  const ref = useMergedRef(scroller, measured);
  useLayoutEffect(() => setAtFirst(scroller.current?.clientWidth ?? 0), []);
  const width = lately > 0 ? lately : atFirst;
  const dragging = useRef<'cells' | 'rows' | 'columns' | null>(null);

  const size = { rows: subscribers.length, columns: groups.length };
  const fit = Math.floor((width - NAME - 2) / Math.max(1, groups.length));
  const wide = fit >= WIDE;
  const cell = wide ? Math.min(fit, WIDEST) : Math.max(Math.min(fit, WIDE), NARROWEST);
  const head = wide ? HEAD.wide : HEAD.narrow;
  const virtual = useVirtualizer({
    count: size.rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    paddingStart: head,
    scrollPaddingStart: head,
  });
  const visible = virtual.getVirtualItems();
  const area = areaOf(selection);
  const { focus } = selection;

  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || size.rows === 0) return;
    begun.current = true;
    virtual.scrollToIndex(focus.row, { align: 'auto' });
  });

  const bring = (to: Selection) => {
    onSelect(to);
    virtual.scrollToIndex(to.focus.row, { align: 'auto' });
    const element = scroller.current;
    if (element === null) return;
    const from = to.focus.column * cell;
    const room = element.clientWidth - NAME;
    if (from < element.scrollLeft) element.scrollLeft = from;
    else if (from + cell > element.scrollLeft + room) element.scrollLeft = from + cell - room;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || size.rows === 0 || size.columns === 0) return;
    const { key, shiftKey: shift, ctrlKey, metaKey } = event;
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - head) / ROW) - 1);
    const next = moved(selection, { key, shift, command: ctrlKey || metaKey }, size, page);
    if (next !== null && (key === ' ' || key.toLowerCase() === 'a')) onSelect(next);
    else if (next !== null) bring(next);
    else if (!onKey(event)) return;
    event.preventDefault();
  };

  const onPointerDown = (event: PointerEvent) => {
    const { row, column } = under(event.target);
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button'))) return;
    if (row === null && column === null) return;
    scroller.current?.focus({ preventScroll: true });
    const place = { row: row ?? focus.row, column: column ?? focus.column };
    const to = goTo(selection, place, event.shiftKey, size);
    dragging.current = row === null ? 'columns' : column === null ? 'rows' : 'cells';
    onSelect(row === null ? wholeColumns(to, size) : column === null ? wholeRows(to, size) : to);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (dragging.current === null || event.buttons !== 1) return;
    const { row, column } = under(event.target);
    const to = {
      row: (dragging.current === 'columns' ? null : row) ?? focus.row,
      column: (dragging.current === 'rows' ? null : column) ?? focus.column,
    };
    if (to.row === focus.row && to.column === focus.column) return;
    bring(goTo(selection, to, true, size));
  };

  const inSight = visible.some(({ index }) => index === focus.row);
  return (
    // The buttons of a row are heard here: there are many rows, and one menu.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={GRID_ID}
      ref={ref}
      className="matrix"
      role="grid"
      tabIndex={0}
      aria-label={say('title')}
      aria-multiselectable
      aria-rowcount={size.rows + 1}
      aria-colcount={size.columns + 1}
      aria-activedescendant={inSight ? cellId(focus.row, focus.column) : undefined}
      data-wide={wide || undefined}
      style={{ '--matrix-name': `${NAME}px`, '--matrix-cells': `repeat(${size.columns}, ${cell}px)` }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (dragging.current = null)}
      onDoubleClick={(event) => {
        const { row, column } = under(event.target);
        if (row !== null && column !== null) onOpen();
      }}
      onClick={(event) => {
        const button = event.target instanceof Element ? event.target.closest('button') : null;
        const subscriber = subscribers[under(event.target).row ?? -1];
        const tool = button?.dataset['tool'];
        if (button && tool !== undefined && subscriber !== undefined) {
          onTool(tool, subscriber, button.getBoundingClientRect());
        }
      }}
    >
      <div className="matrix-head" role="rowgroup" style={{ height: head }}>
        <div className="matrix-line" role="row" aria-rowindex={1}>
          <div className="matrix-corner" role="columnheader" aria-colindex={1}>
            {corner}
          </div>
          <GroupHeads groups={groups} left={area.left} right={area.right} />
        </div>
      </div>
      <div className="matrix-rows" role="rowgroup" style={{ height: virtual.getTotalSize() - head }}>
        {visible.map(({ index, start }) => {
          const subscriber = subscribers[index];
          if (subscriber === undefined) return null;
          const selected = area.top <= index && index <= area.bottom;
          return (
            <MatrixRow
              key={subscriber.extension}
              subscriber={subscriber}
              groups={groups}
              index={index}
              top={start - head}
              height={ROW}
              left={selected ? area.left : -1}
              right={selected ? area.right : -1}
              focus={index === focus.row ? focus.column : -1}
              copied={copied === subscriber.extension}
              said={said}
            />
          );
        })}
      </div>
    </div>
  );
}
