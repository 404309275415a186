/** What becomes of each row of a table of rights: problems first, then in the order of the file. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { AccessImport } from '../../core/api/access.ts';
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useText } from '../text.ts';
import { MeasuredRow } from '../widgets/measured-row.tsx';
import { ProblemList } from '../widgets/problems.tsx';
import { RightMark } from './right.tsx';

type Row = AccessImport['rows'][number];

function RowContent({ row: { row, extension, name, outcome, changed, problems } }: { row: Row }) {
  const say = useText(words);
  return (
    <>
      <span className="quiet">{row}</span>
      <span className="rights-outcome" data-outcome={outcome}>
        {say(`outcome.${outcome}`)}
      </span>
      <span className="cut" title={`${extension} ${name}`}>
        <strong>{extension}</strong> {name}
      </span>
      <div className="rights-row-changes">
        <ProblemList problems={problems} />
        {changed.map(({ group, after }) => (
          <span key={group} className="copied-right">
            <RightMark {...after} />
            <span className="cut">{group}</span>
          </span>
        ))}
      </div>
    </>
  );
}

export function ImportRows({ rows }: { rows: readonly Row[] }) {
  const say = useText(words);
  const ordered = useMemo(
    () => rows.toSorted((a, b) => Number(b.outcome === 'rejected') - Number(a.outcome === 'rejected')),
    [rows],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: ordered.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 34,
    overscan: 8,
  });
  return (
    // A scrolling region must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="rights-rows" ref={scroller} tabIndex={0} role="region" aria-label={say('import.rows')}>
      <div role="list" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = ordered[item.index];
          return (
            row && (
              <MeasuredRow
                key={item.key}
                item={item}
                count={ordered.length}
                measure={virtual.measureElement}
                className="rights-row"
              >
                <RowContent row={row} />
              </MeasuredRow>
            )
          );
        })}
      </div>
    </div>
  );
}
