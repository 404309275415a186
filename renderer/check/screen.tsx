/** What does not fit the device, rule by rule; choosing a finding opens its contact at the field. */
import { EmptyState, SegmentedControl } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import words from '../../resources/translations/renderer-check.json' with { type: 'json' };
import { useQuery } from '../state/query.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { MeasuredRow } from '../widgets/measured-row.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useRovingRows } from '../widgets/roving.ts';
import { WaitingRows } from '../widgets/waiting.tsx';
import { groupsOf, linesOf } from './groups.ts';
import { CheckLine } from './line.tsx';
import { SHOWN, useCheckPlace } from './place.ts';
import './screen.css';

/** The height of most lines, in pixels. */
const LINE = 52;

export function CheckScreen() {
  const say = useText(words);
  const device = useSite((state) => state.site?.deviceName ?? '');
  const { data, problem } = useQuery('site.check', {});
  const { show, closed } = useCheckPlace();
  const all = data?.findings ?? [];
  const contacts = new Set(all.map(({ contactId }) => contactId)).size;
  const lines = useMemo(() => {
    if (data === undefined) return [];
    const groups = groupsOf(data).filter(({ isError }) => show === 'all' || isError === (show === 'error'));
    return linesOf(groups, closed);
  }, [data, show, closed]);

  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 8,
  });

  const stops = useRovingRows('.check-line', (end) =>
    rows.scrollToIndex(end === 'first' ? 0 : lines.length - 1),
  );

  // Whoever comes back finds the finding they left, or the one that has taken its place.
  useEffect(() => {
    const { left } = useCheckPlace.getState();
    if (left === null || lines.length === 0) return;
    useCheckPlace.setState({ left: null });
    const to = Math.min(left, lines.length - 1);
    rows.scrollToIndex(to, { align: 'center' });
    const focus = () => {
      const buttons = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-finding]') ?? [])];
      const near = (one: HTMLElement) => Math.abs(Number(one.dataset['finding']) - to);
      buttons.sort((a, b) => near(a) - near(b))[0]?.focus({ preventScroll: true });
    };
    // Lines in sight are drawn after the scrolling.
    requestAnimationFrame(() => requestAnimationFrame(focus));
  }, [lines, rows]);

  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        {data !== undefined && all.length > 0 && (
          <span className="quiet cut grow">
            {say('findings', { count: all.length })} {say('of', { count: contacts, device })}
          </span>
        )}
        {all.length > 0 && (
          <SegmentedControl
            size="xs"
            value={show}
            onChange={(value) =>
              useCheckPlace.setState({ show: SHOWN.find((one) => one === value) ?? 'all' })
            }
            data={SHOWN.map((value) => ({ value, label: say(`show.${value}`) }))}
          />
        )}
      </header>
      <div className="screen-body" ref={scroller} role="region" aria-label={say('title')}>
        {problem && <ProblemLine problem={problem} />}
        {data === undefined && problem === null && <WaitingRows label={say('checking')} height={LINE} />}
        {data !== undefined && all.length === 0 && (
          <EmptyState
            mt="xl"
            size="sm"
            icon={<IconCircleCheck />}
            title={say('fits')}
            description={say('fits.more', { device, count: data.contacts })}
          />
        )}
        {all.length > 0 && lines.length === 0 && <p className="quiet check-none">{say('none')}</p>}
        <div className="check" style={{ height: rows.getTotalSize() }} role="list" {...stops}>
          {rows.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return (
              line && (
                <MeasuredRow
                  key={item.key}
                  item={item}
                  count={lines.length}
                  measure={rows.measureElement}
                  className="check-line"
                >
                  <CheckLine line={line} index={item.index} />
                </MeasuredRow>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
