/**
 * The list of contacts: as many rows as there are contacts, of which only those in sight exist in the
 * page. A grid for assistive technology, with the usual keys of a desktop list.
 */
import type { Range } from '@tanstack/react-virtual';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import listWords from '../../resources/translations/renderer-list.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { leaveSafely } from '../state/place.ts';
import { usePreferences } from '../state/preferences.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import type { Manner, Order } from './chosen.ts';
import { choose, setChoice, step, useChosen } from './chosen.ts';
import { useColumns } from './columns.ts';
import type { Finder } from './finder.ts';
import { soughtIn } from './hits.ts';
import './list.css';
import { ListHead } from './list-head.tsx';
import { FIRST_ROW, ListRow, rowId } from './list-row.tsx';
import { NumberSigns } from './number-icon.tsx';
import { showView } from './pane.ts';
import type { Rows } from './rows.ts';
import { useFound } from './list-state.ts';

const ROWS = { normal: 30, compact: 24 };
const HEAD = 28;
/** Rows that are drawn above and below those in sight. */
const BESIDE = 4;
/** Rows that are read ahead in the direction of scrolling. */
const AHEAD = 120;

/** Always the same number of rows, `inSight` and those beside: the ones that leave become the ones that enter. */
function rowsAround({ startIndex, count }: Range, inSight: number): number[] {
  const drawn = Math.min(count, inSight + 2 * BESIDE);
  const first = Math.max(0, Math.min(startIndex - BESIDE, count - drawn));
  return Array.from({ length: drawn }, (_, at) => first + at);
}

export interface ListProps {
  finder: Finder;
  rows: Rows;
  onDelete: () => void;
  onEdit: () => void;
}

/**
 * With the next frame, once for all that has come: rows that arrive between two frames of scrolling are not drawn only
 * to be scrolled away.
 */
const inFrames = (subscribe: Rows['subscribe']) => (listener: () => void) => {
  let asked: number | null = null;
  const end = subscribe(() => {
    asked ??= requestAnimationFrame(() => {
      asked = null;
      listener();
    });
  });
  return () => {
    if (asked !== null) cancelAnimationFrame(asked);
    end();
  };
};

export const LIST_ID = 'contact-list';

export function ContactList({ finder, rows, onDelete, onEdit }: ListProps) {
  const { order, query, search } = useFound(finder, (found) => found);
  const sought = useMemo(() => soughtIn(search), [search]);
  const say = useText(words);
  const list = useText(listWords);
  const term = useText(terms);
  const loading = useText(frame)('loading');
  const speech = useMemo(() => ({ say, list, term }), [say, list, term]);
  const columns = useColumns();
  const height = ROWS[usePreferences((state) => state.list.density)];
  const epoch = useSite((state) => state.epoch);
  const choice = useChosen();
  const arrivals = useMemo(() => inFrames(rows.subscribe), [rows]);
  useSyncExternalStore(arrivals, rows.version);
  const [focused, setFocused] = useState(false);
  const [pointed, setPointed] = useState<number | null>(null);

  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: order.ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    rangeExtractor: (range) =>
      rowsAround(range, Math.ceil((scroller.current?.clientHeight ?? 0) / height) + 1),
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
  });
  const visible = virtual.getVirtualItems();
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? -1;
  const slotOf = (index: number) => index % visible.length;
  // Rows that only take another place cost little, those that change their order in the page much: what reads it in
  // its order waits for the end of scrolling.
  const drawn = virtual.isScrolling ? visible.toSorted((a, b) => slotOf(a.index) - slotOf(b.index)) : visible;

  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [query]);

  const before = useRef(0);
  useEffect(() => {
    const up = first < before.current;
    before.current = first;
    const { ids } = order;
    const ahead = up
      ? ids.slice(Math.max(0, first - AHEAD), first).toReversed()
      : ids.slice(last + 1, last + AHEAD);
    rows.want([...ids.slice(first, last + 1), ...ahead], epoch);
  }, [rows, order, first, last, epoch]);

  const { focus } = choice;
  const brought = useRef<number | null>(null);
  useEffect(() => {
    // Once for each row that gets the focus: a change elsewhere does not move what is being looked at.
    if (focus === brought.current) return;
    const index = focus === null ? undefined : order.place.get(focus);
    if (index === undefined) return;
    brought.current = focus;
    virtual.scrollToIndex(index, { align: 'auto' });
  }, [virtual, focus, order]);

  const take = (id: number | undefined, manner: Manner, within: Order = order) => {
    if (id === undefined) return;
    leaveSafely(() => {
      showView();
      setChoice(choose(useChosen.getState(), within, id, manner));
    });
  };

  const idAt = ({ target }: MouseEvent): number | undefined => {
    const row = target instanceof Element ? target.closest('[aria-rowindex]') : null;
    return row === null ? undefined : order.ids[Number(row.ariaRowIndex) - FIRST_ROW];
  };
  const onClick = (event: MouseEvent) => {
    scroller.current?.focus({ preventScroll: true });
    take(idAt(event), event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
  };

  const page = () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD) / height) - 1);
  /** The keyboard goes there, and nothing is chosen or given up. */
  const moveTo = (id: number | undefined) => id !== undefined && setChoice({ ...choice, focus: id });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const manner = event.shiftKey ? 'range' : 'only';
    const command = event.ctrlKey || event.metaKey;
    const go = (by: number) => {
      const id = step(choice, order, by);
      if (command) moveTo(id);
      else take(id, manner);
    };
    if (event.key === 'ArrowDown') go(1);
    else if (event.key === 'ArrowUp') go(-1);
    else if (event.key === 'PageDown') go(page());
    else if (event.key === 'PageUp') go(-page());
    else if (event.key === 'Home') take(order.ids[0], manner);
    else if (event.key === 'End') void finder.whenWhole().then((all) => take(all.ids.at(-1), manner, all));
    else if (event.key === ' ' && focus !== null) take(focus, 'toggle');
    else if (command && event.key.toLowerCase() === 'a') {
      void finder
        .whenWhole()
        .then(({ ids }) => leaveSafely(() => setChoice({ ...useChosen.getState(), chosen: new Set(ids) })));
    } else if (event.key === 'Delete' && choice.chosen.size > 0) onDelete();
    else if (event.key === 'Enter' && choice.chosen.size === 1) onEdit();
    else if (event.key === 'Escape') setChoice({ chosen: new Set(), focus, anchor: null });
    else return;
    event.preventDefault();
  };

  const inSight = visible.some(({ index }) => order.ids[index] === focus);
  return (
    <div
      id={LIST_ID}
      ref={scroller}
      className="list"
      style={{ '--list-columns': columns.template, '--list-row': `${height}px` }}
      role="grid"
      tabIndex={0}
      aria-label={say('list')}
      aria-multiselectable
      aria-rowcount={order.ids.length + 1}
      aria-colcount={columns.shown.length}
      aria-activedescendant={focus !== null && inSight ? rowId(focus) : undefined}
      data-focused={focused || undefined}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onKeyDown={onKeyDown}
    >
      <NumberSigns />
      <ListHead columns={columns} height={HEAD} />
      {/* Keys act on the grid, whose active descendant a row is. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className="list-rows"
        role="rowgroup"
        style={{ height: virtual.getTotalSize() - HEAD, minWidth: columns.least }}
        onClick={onClick}
        onDoubleClick={onEdit}
        onMouseMove={(event) => setPointed(idAt(event) ?? null)}
        onMouseLeave={() => setPointed(null)}
      >
        {drawn.map(({ index, start }) => {
          const id = order.ids[index];
          if (id === undefined) return null;
          return (
            <ListRow
              key={slotOf(index)}
              id={id}
              contact={rows.get(id)}
              columns={columns.shown}
              sought={sought}
              speech={speech}
              loading={loading}
              index={index}
              top={start - HEAD}
              chosen={choice.chosen.has(id)}
              focus={focus === id}
              pointed={pointed === id}
            />
          );
        })}
      </div>
    </div>
  );
}
