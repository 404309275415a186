/** What does not fit the device, contact by contact; choosing a finding shows its contact. */
import { EmptyState, Loader, SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import words from '../../resources/translations/renderer-check.json' with { type: 'json' };
import { showContact } from '../contacts/show.ts';
import { useQuery } from '../state/query.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import { Begin } from '../widgets/begin.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import './screen.css';

const SHOWN = ['all', 'error', 'warning'] as const;

export function CheckScreen() {
  const say = useText(words);
  const { number } = useFormats();
  const device = useSite((state) => state.site?.deviceName ?? '');
  const { data, problem } = useQuery('site.check', {});
  const [show, setShow] = useState<(typeof SHOWN)[number]>('all');
  const all = data?.findings ?? [];
  const shown = show === 'all' ? all : all.filter((finding) => finding.problem.severity === show);
  const contacts = new Set(all.map(({ contactId }) => contactId)).size;

  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 52,
    overscan: 8,
  });

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
            onChange={(value) => setShow(SHOWN.find((one) => one === value) ?? 'all')}
            data={SHOWN.map((value) => ({ value, label: say(`show.${value}`) }))}
          />
        )}
      </header>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="screen-body" ref={scroller} tabIndex={0} role="region" aria-label={say('title')}>
        {problem && <ProblemLine problem={problem} />}
        {data === undefined && problem === null && (
          <Loader m="xl" size="sm" role="status" aria-label={say('checking')} />
        )}
        {data !== undefined && all.length === 0 && (
          <EmptyState
            mt="xl"
            size="sm"
            icon={<IconCircleCheck />}
            title={say(data.contacts === 0 ? 'nothing' : 'fits')}
            description={
              data.contacts === 0
                ? say('nothing.more', { device })
                : say('fits.more', { device, count: number(data.contacts) })
            }
          >
            <EmptyState.Actions>
              <Begin of={data.contacts === 0 ? 'import' : 'compare'} primary />
            </EmptyState.Actions>
          </EmptyState>
        )}
        <div className="check" style={{ height: rows.getTotalSize() }} role="list">
          {rows.getVirtualItems().map(({ index, start, key }) => {
            const finding = shown[index];
            if (finding === undefined) return null;
            const { contactId, name } = finding;
            return (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                role="listitem"
                aria-setsize={shown.length}
                aria-posinset={index + 1}
                className="check-row"
                style={{ transform: `translateY(${start}px)` }}
              >
                {contactId === null ? (
                  <span className="check-name">{say('whole')}</span>
                ) : (
                  <UnstyledButton
                    className="check-name cut"
                    aria-label={say('show', { name })}
                    onClick={() => showContact(contactId)}
                  >
                    {name}
                  </UnstyledButton>
                )}
                <ProblemLine problem={finding.problem} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
