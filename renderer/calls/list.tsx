/** The calls: up to thousands, of which only those in sight exist in the page. */
import { UnstyledButton } from '@mantine/core';
import { IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { Call, Caller } from '../../core/api/calls.ts';
import words from '../../resources/translations/renderer-calls.json' with { type: 'json' };
import { showContact } from '../contacts/show.ts';
import { useFormats, useText } from '../text.ts';
import { useRovingRows } from '../widgets/roving.ts';
import { Adopt } from './adopt.tsx';
import type { Known } from './state.ts';

const ROW = 34;
const COLUMNS = ['when', 'direction', 'number', 'extension', 'duration', 'who'] as const;

/** `1:05:09`, `0:07`. */
function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function Who({ call, callers }: { call: Call; callers: Caller[] | null }) {
  if (callers === null || call.number === '') return null;
  if (callers.length === 0) return <Adopt number={call.number} />;
  return callers.map(({ id, name }) => (
    <UnstyledButton key={id} className="calls-name cut" onClick={() => showContact(id)}>
      {name}
    </UnstyledButton>
  ));
}

function Cells({ call, callers }: { call: Call; callers: Caller[] | null }) {
  const say = useText(words);
  const { moment } = useFormats();
  const { at, direction, number, e164, extension, seconds } = call;
  const Icon = direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing;
  return (
    <>
      <span role="cell">
        <time dateTime={at}>{moment(at)}</time>
      </span>
      <span role="cell" title={say(`direction.${direction}`)}>
        <Icon size={16} stroke={1.7} role="img" aria-label={say(`direction.${direction}`)} />
      </span>
      <span role="cell" className="cut" title={e164 ?? number}>
        {number === '' ? <span className="quiet">{say('withheld')}</span> : number}
      </span>
      <span role="cell">{extension}</span>
      <span role="cell" className="calls-duration">
        {clock(seconds)}
      </span>
      <span role="cell" className="calls-who">
        <Who call={call} callers={callers} />
      </span>
    </>
  );
}

export function CallList({ calls, known }: { calls: readonly Call[]; known: Known | null }) {
  const say = useText(words);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const stops = useRovingRows('.calls-row', (end) =>
    virtual.scrollToIndex(end === 'first' ? 0 : calls.length - 1),
  );
  const hasStops = known !== null && calls.some(({ number }) => number !== '');
  return (
    <div className="calls-list" role="table" aria-label={say('list')} aria-rowcount={calls.length + 1}>
      <div role="rowgroup">
        <div className="calls-line calls-head" role="row" aria-rowindex={1}>
          {COLUMNS.map((column) => (
            <span key={column} role="columnheader" className="cut">
              {say(`column.${column}`)}
            </span>
          ))}
        </div>
      </div>
      {/* A scrolling region must be reachable by keyboard. */}
      <div ref={scroller} className="calls-scroll" role="rowgroup" {...(!hasStops && { tabIndex: 0 })}>
        <div className="calls-rows" role="presentation" {...stops} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const call = calls[index];
            if (call === undefined) return null;
            return (
              <div
                key={call.row}
                role="row"
                aria-rowindex={index + 2}
                className="calls-line calls-row"
                style={{ height: ROW, transform: `translateY(${start}px)` }}
              >
                <Cells call={call} callers={known === null ? null : (known.get(call.number) ?? [])} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
