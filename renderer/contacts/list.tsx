/**
 * The list of contacts: as many rows as there are contacts, of which only those in sight exist in the
 * page. A grid for assistive technology, with the usual keys of a desktop list.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { leaveSafely } from '../state/place.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import type { Manner, Order } from './chosen.ts';
import { choose, setChoice, step, useChosen } from './chosen.ts';
import './list.css';
import { ListHead } from './list-head.tsx';
import { ListRow, rowId } from './list-row.tsx';
import { showView } from './pane.ts';
import { rowsOf } from './rows.ts';

const ROW = 30;
const HEAD = 28;

interface Props {
  order: Order;
  onDelete: () => void;
  onEdit: () => void;
}

export const LIST_ID = 'contact-list';

export function ContactList({ order, onDelete, onEdit }: Props) {
  const say = useText(words);
  const host = useHost();
  const epoch = useSite((state) => state.epoch);
  const choice = useChosen();
  const rows = useMemo(() => rowsOf(host), [host]);
  useSyncExternalStore(rows.subscribe, rows.version);
  const [focused, setFocused] = useState(false);

  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: order.ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
    getItemKey: (index) => order.ids[index] ?? index,
  });
  const visible = virtual.getVirtualItems();
  const first = visible[0]?.index ?? 0;
  const last = visible.at(-1)?.index ?? -1;

  useEffect(() => {
    rows.want(order.ids.slice(first, last + 1), epoch);
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

  const take = (id: number | undefined, manner: Manner) => {
    if (id === undefined) return;
    leaveSafely(() => {
      showView();
      setChoice(choose(useChosen.getState(), order, id, manner));
    });
  };

  const onClick = (event: MouseEvent, id: number) => {
    scroller.current?.focus({ preventScroll: true });
    take(id, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
  };

  const page = () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD) / ROW) - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const manner = event.shiftKey ? 'range' : 'only';
    const command = event.ctrlKey || event.metaKey;
    const go = (by: number) => take(step(choice, order, by), manner);
    if (event.key === 'ArrowDown') go(1);
    else if (event.key === 'ArrowUp') go(-1);
    else if (event.key === 'PageDown') go(page());
    else if (event.key === 'PageUp') go(-page());
    else if (event.key === 'Home') take(order.ids[0], manner);
    else if (event.key === 'End') take(order.ids.at(-1), manner);
    else if (event.key === ' ' && focus !== null) take(focus, 'toggle');
    else if (command && event.key.toLowerCase() === 'a') {
      leaveSafely(() => setChoice({ ...choice, chosen: new Set(order.ids) }));
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
      role="grid"
      tabIndex={0}
      aria-label={say('list')}
      aria-multiselectable
      aria-rowcount={order.ids.length + 1}
      aria-colcount={4}
      aria-activedescendant={focus !== null && inSight ? rowId(focus) : undefined}
      data-focused={focused || undefined}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onKeyDown={onKeyDown}
    >
      <ListHead height={HEAD} />
      <div className="list-rows" role="rowgroup" style={{ height: virtual.getTotalSize() - HEAD }}>
        {visible.map(({ index, start }) => {
          const id = order.ids[index];
          if (id === undefined) return null;
          return (
            <ListRow
              key={id}
              id={id}
              contact={rows.get(id)}
              index={index}
              top={start - HEAD}
              height={ROW}
              chosen={choice.chosen.has(id)}
              focus={focus === id}
              onClick={onClick}
              onOpen={onEdit}
            />
          );
        })}
      </div>
    </div>
  );
}
