/**
 * The column heads of the list. One stop for the keyboard: the arrow keys go from head to head, with Shift they
 * resize, Enter sorts, and once more the other way round.
 */
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useState } from 'react';
import words from '../../resources/translations/renderer-list.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { sortBy, useBrowse } from '../state/browse.ts';
import { useText } from '../text.ts';
import type { ColumnId, Columns } from './columns.ts';
import { columnLabel, leastWidth, releaseColumn, resizeColumn } from './columns.ts';

const STEP = 8;
const LONG_STEP = 40;

const widthOf = (element: Element): number =>
  Math.round(element.closest('[role=columnheader]')?.getBoundingClientRect().width ?? 0);

/** The line between two heads. The wider the column is made by the pointer, the further it has moved. */
function Handle({ id, label, stop }: { id: ColumnId; label: string; stop: boolean }) {
  const [width, setWidth] = useState<number | null>(null);
  const [grip, setGrip] = useState<{ x: number; width: number } | null>(null);
  const resize = (to: number) => {
    resizeColumn(id, to);
    setWidth(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? LONG_STEP : STEP;
    const now = widthOf(event.currentTarget);
    if (event.key === 'ArrowLeft') resize(now - step);
    else if (event.key === 'ArrowRight') resize(now + step);
    else if (event.key === 'Enter' || event.key === 'Home') releaseColumn(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // A separator that can be focused is a widget, as ARIA has it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="list-handle"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={leastWidth(id)}
      aria-valuenow={width ?? leastWidth(id)}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={stop ? 0 : -1}
      data-gripped={grip !== null || undefined}
      onFocus={(event) => setWidth(widthOf(event.currentTarget))}
      onKeyDown={onKeyDown}
      onDoubleClick={() => releaseColumn(id)}
      onPointerDown={(event: PointerEvent) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setGrip({ x: event.clientX, width: widthOf(event.currentTarget) });
      }}
      onPointerMove={(event) => grip !== null && resizeColumn(id, grip.width + event.clientX - grip.x)}
      onPointerUp={() => setGrip(null)}
      onPointerCancel={() => setGrip(null)}
    />
  );
}

export function ListHead({ columns, height }: { columns: Columns; height: number }) {
  const say = useText(words);
  const term = useText(terms);
  const sort = useBrowse((state) => state.sort);
  const [current, setCurrent] = useState<ColumnId>('name');
  const { shown } = columns;
  const stop = shown.includes(current) ? current : 'name';

  const onKeyDown = (event: KeyboardEvent, id: ColumnId) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    if (event.shiftKey) resizeColumn(id, widthOf(event.currentTarget) + by * STEP);
    else {
      const next = shown[shown.indexOf(id) + by];
      if (next !== undefined) document.querySelector<HTMLElement>(`#head-${next}`)?.focus();
    }
  };

  return (
    <div className="list-head" role="rowgroup" style={{ height, minWidth: columns.least }}>
      <div className="list-line" role="row" aria-rowindex={1}>
        {shown.map((id, index) => {
          const sorted = sort.field === id;
          const Arrow = sort.descending ? IconChevronDown : IconChevronUp;
          const label = term(columnLabel(id));
          return (
            <div
              key={id}
              className="list-column"
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            >
              <UnstyledButton
                id={`head-${id}`}
                className="list-sort"
                tabIndex={stop === id ? 0 : -1}
                aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
                aria-description={say('column.keys')}
                onFocus={() => setCurrent(id)}
                onKeyDown={(event) => onKeyDown(event, id)}
                onClick={() => sortBy({ field: id, descending: sorted && !sort.descending })}
              >
                <span className="cut">{label}</span>
                {sorted && <Arrow size={14} />}
              </UnstyledButton>
              <Handle id={id} label={say('column.width', { column: label })} stop={stop === id} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
