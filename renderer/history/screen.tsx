/** The journal of the site: what was done when, and the way back to any step of it. */
import { Button, EmptyState } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { HistoryStep } from '../../core/api/shapes.ts';
import words from '../../resources/translations/renderer-history.json' with { type: 'json' };
import { download } from '../host/files.ts';
import { useHost } from '../state/host.ts';
import { useJob } from '../state/job.ts';
import { useQuery } from '../state/query.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { useRovingRows } from '../widgets/roving.ts';
import { WaitingRows } from '../widgets/waiting.tsx';
import './screen.css';
import { StepLine } from './step.tsx';
import { Begin } from '../widgets/begin.tsx';

const PAGE = 200;

export function HistoryScreen() {
  const say = useText(words);
  const { day } = useFormats();
  const host = useHost();
  const tell = useTell();
  const [limit, setLimit] = useState(PAGE);
  const { data, problem } = useQuery('history.list', { limit });
  const [busy, setBusy] = useState(false);
  const steps = data?.steps ?? [];
  const isKeeper = useSite(({ session }) => session.role !== 'subscriber');
  const stops = useRovingRows('.history-line');
  const exporting = useJob('history.export');

  /** The step itself is undone too: the site is then as it was before it. */
  const undoUpTo = async (step: HistoryStep) => {
    setBusy(true);
    const count = steps.filter(({ id, undone }) => !undone && id >= step.id).length;
    try {
      for (let i = 0; i < count; i++) await host.call('history.undo', {});
      tell.done(say('back.done', { count }));
    } catch (error) {
      tell.failed(error);
    }
    setBusy(false);
  };

  const takeAway = async (format: 'csv' | 'json') => {
    const made = await exporting.run({ format });
    if (made !== null) await download(host, made.file, made.fileName).catch(tell.failed);
  };

  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        <span className="quiet cut grow">{say('hint')}</span>
        {isKeeper &&
          (['csv', 'json'] as const).map((format) => (
            <Button
              key={format}
              size="compact-sm"
              variant="default"
              loading={exporting.running}
              onClick={() => void takeAway(format)}
            >
              {say('export', { format: format.toUpperCase() })}
            </Button>
          ))}
      </header>
      <div className="screen-body">
        {problem && <ProblemLine problem={problem} />}
        {exporting.problem && <ProblemLine problem={exporting.problem} />}
        {data === undefined && problem === null && <WaitingRows height="calc(var(--row) + 7px)" />}
        {data !== undefined && steps.length === 0 && (
          <EmptyState
            mt="xl"
            size="sm"
            icon={<IconHistory />}
            title={say('empty')}
            description={say('empty.hint')}
          >
            <EmptyState.Actions>
              <Begin of="import" primary />
              <Begin of="new-contact" />
            </EmptyState.Actions>
          </EmptyState>
        )}
        <ol className="history" {...stops}>
          {steps.map((step, index) => {
            const before = steps[index - 1];
            const newDay = before === undefined || day(before.at) !== day(step.at);
            return (
              <Fragment key={step.id}>
                {newDay && (
                  <li className="history-day">
                    <h2>{day(step.at)}</h2>
                  </li>
                )}
                <StepLine step={step} busy={busy} isKeeper={isKeeper} onUndo={() => void undoUpTo(step)} />
              </Fragment>
            );
          })}
        </ol>
        {steps.length === limit && limit < 1000 && (
          <Button variant="subtle" m="md" onClick={() => setLimit(1000)}>
            {say('more')}
          </Button>
        )}
      </div>
    </div>
  );
}
