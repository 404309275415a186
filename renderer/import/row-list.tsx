/** The rows of a preview: as long as the file, of which only what is in sight exists in the page. */
import { useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import type { ImportRow } from '../../core/api/import.ts';
import { problemText } from '../../core/problem/problem.ts';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useFormats, useLanguage, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { OutcomeSign } from './outcome.tsx';
import type { Shown } from './rows.ts';
import { useRows } from './rows.ts';

const ROW = 30;
const rowId = (index: number) => `import-row-${index}`;

interface Props {
  plan: string;
  show: Shown;
  /** Index of the chosen row in the list. */
  chosen: number | null;
  onChoose: (index: number, row: ImportRow) => void;
  /** Absent where rows can no longer be left out. */
  onLeaveOut?: (row: ImportRow) => void;
}

function Cells({ row: { row, outcome, name, reasons } }: { row: ImportRow }) {
  const say = useText(words);
  const language = useLanguage();
  const { number } = useFormats();
  const [first, ...others] = reasons;
  return (
    <>
      <span className="import-number">{number(row)}</span>
      <OutcomeSign outcome={outcome} />
      <span className="cut import-name">{name}</span>
      <span className="import-reason" data-severity={first?.severity}>
        {first !== undefined && <span className="cut">{problemText(first, language).message}</span>}
        {others.length > 0 && <span className="quiet">{say('rows.more', { count: others.length })}</span>}
      </span>
    </>
  );
}

export function RowList({ plan, show, chosen, onChoose, onLeaveOut }: Props) {
  const say = useText(words);
  const scroller = useRef<HTMLDivElement>(null);
  const inSight = useRef({ first: 0, last: 40 });
  const rows = useRows(plan, show, inSight.current.first, inSight.current.last);
  const total = rows.total ?? 0;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const visible = virtual.getVirtualItems();
  inSight.current = { first: visible[0]?.index ?? 0, last: visible.at(-1)?.index ?? 0 };

  const go = (index: number) => {
    const to = Math.max(0, Math.min(total - 1, index));
    const row = rows.get(to);
    if (row === undefined) return;
    onChoose(to, row);
    virtual.scrollToIndex(to, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW) - 1);
    const at = chosen ?? -1;
    const row = chosen === null ? undefined : rows.get(chosen);
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'PageDown') go(at + page);
    else if (event.key === 'PageUp') go(at - page);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') virtual.scrollToIndex(total - 1);
    else if (event.key === 'Delete' && row !== undefined && onLeaveOut) onLeaveOut(row);
    else return;
    event.preventDefault();
  };

  if (rows.problem !== null) return <ProblemLine problem={rows.problem} />;
  return (
    <div className="import-list">
      <div className="import-line import-list-head" aria-hidden>
        <span>{say('rows.row')}</span>
        <span>{say('rows.outcome')}</span>
        <span>{say('rows.name')}</span>
        <span>{say('rows.remarks')}</span>
      </div>
      <div
        ref={scroller}
        className="import-scroll"
        role="listbox"
        tabIndex={0}
        aria-label={say('rows')}
        aria-activedescendant={chosen === null ? undefined : rowId(chosen)}
        onKeyDown={onKeyDown}
      >
        {rows.total === 0 && <p className="quiet import-none">{say('rows.none')}</p>}
        <div className="import-rows" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {visible.map(({ index, start }) => {
            const row = rows.get(index);
            return (
              // Keys act on the list, whose active descendant the row is.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={index}
                id={rowId(index)}
                role="option"
                aria-selected={chosen === index}
                aria-setsize={total}
                aria-posinset={index + 1}
                className="import-line import-row"
                style={{ height: ROW, transform: `translateY(${start}px)` }}
                onClick={() => row !== undefined && onChoose(index, row)}
              >
                {row !== undefined && <Cells row={row} />}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
