/** Contacts that may be one: the likeliest first, each to be merged field by field, or said to be two. */
import { Button, EmptyState, SegmentedControl } from '@mantine/core';
import { IconArrowsJoin2 } from '@tabler/icons-react';
import { useState } from 'react';
import words from '../../resources/translations/renderer-duplicates.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';
import { Begin } from '../widgets/begin.tsx';
import { JobProgress } from '../widgets/job-progress.tsx';
import { Panes } from '../widgets/panes.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { SetList } from './list.tsx';
import { MergePane } from './pane.tsx';
import './screen.css';
import { keyOf, useFound } from './use-found.ts';

/** From here on a set is more likely one person than not, whatever the address book. */
const LIKELY = 50;
const SHOWN = ['likely', 'all'] as const;

export function DuplicatesScreen() {
  const say = useText(words);
  const { number } = useFormats();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('likely');
  const { found, job, more } = useFound(shown === 'likely' ? LIKELY : undefined);
  const [chosen, setChosen] = useState({ key: '', index: 0 });
  const sets = found?.sets ?? [];
  // What was merged is gone: the next one has moved up to its place.
  const at = sets.findIndex((set) => keyOf(set) === chosen.key);
  const index = at === -1 ? Math.min(chosen.index, sets.length - 1) : at;
  const set = sets[index];
  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        <span className="quiet grow cut" role="status">
          {found !== null && say('count', { count: number(found.total) })}
        </span>
        <SegmentedControl
          size="xs"
          aria-label={say('which')}
          value={shown}
          onChange={(value) => setShown(SHOWN.find((one) => one === value) ?? 'all')}
          data={SHOWN.map((value) => ({ value, label: say(`which.${value}`) }))}
        />
      </header>
      {job.running && found === null && (
        <div className="duplicates-progress">
          <JobProgress progress={job.progress} onCancel={job.cancel} />
        </div>
      )}
      {job.problem !== null && job.problem.code !== 'cancelled' && <ProblemLine problem={job.problem} />}
      {found !== null && set === undefined && (
        <EmptyState
          mt="xl"
          size="sm"
          icon={<IconArrowsJoin2 />}
          title={say('none')}
          description={say(shown === 'likely' ? 'none.likely' : 'none.more')}
        >
          <EmptyState.Actions>
            {shown === 'likely' ? (
              <Button variant="default" onClick={() => setShown('all')}>
                {say('none.show')}
              </Button>
            ) : (
              <Begin of="import" />
            )}
          </EmptyState.Actions>
        </EmptyState>
      )}
      {set !== undefined && (
        <div className="screen-body duplicates">
          <Panes
            pane="duplicates"
            side="left"
            width={300}
            min={220}
            max={480}
            handle={say('list.width')}
            narrow={
              <SetList
                sets={sets}
                chosen={index}
                onChoose={(to) => {
                  const next = sets[to];
                  if (next !== undefined) setChosen({ key: keyOf(next), index: to });
                }}
                onMore={found?.next === null ? null : more}
              />
            }
          >
            <MergePane key={keyOf(set)} set={set} onDone={() => setChosen({ key: '', index })} />
          </Panes>
        </div>
      )}
    </div>
  );
}
