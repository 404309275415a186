/** The journal of the site: what was done when, and the way back to any step of it. */
import { Badge, Button, EmptyState } from '@mantine/core';
import { IconArrowBackUp, IconHistory } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { HistoryStep } from '../../core/api/shapes.ts';
import words from '../../resources/translations/renderer-history.json' with { type: 'json' };
import { useStepText } from '../frame/undo.tsx';
import { useHost } from '../state/host.ts';
import { useQuery } from '../state/query.ts';
import { useFormats, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import './screen.css';

const PAGE = 200;

export function HistoryScreen() {
  const say = useText(words);
  const stepText = useStepText();
  const { time, day } = useFormats();
  const host = useHost();
  const tell = useTell();
  const [limit, setLimit] = useState(PAGE);
  const { data, problem } = useQuery('history.list', { limit });
  const [busy, setBusy] = useState(false);
  const steps = data?.steps ?? [];

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

  return (
    <div className="screen">
      <header className="screen-head">
        <h1 className="screen-title">{say('title')}</h1>
        <span className="quiet cut">{say('hint')}</span>
      </header>
      <div className="screen-body">
        {problem && <ProblemLine problem={problem} />}
        {data !== undefined && steps.length === 0 && (
          <EmptyState mt="xl" size="sm" icon={<IconHistory />} title={say('empty')} />
        )}
        <ol className="history">
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
                <li className="history-step" data-undone={step.undone || undefined}>
                  <time dateTime={step.at}>{time(step.at)}</time>
                  <span className="grow">{stepText(step)}</span>
                  {step.by !== undefined && (
                    <span className="quiet">{say('by', { extension: step.by })}</span>
                  )}
                  {step.undone ? (
                    <Badge variant="default" size="sm" tt="none">
                      {say('undone')}
                    </Badge>
                  ) : (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      leftSection={<IconArrowBackUp size={14} />}
                      disabled={busy}
                      onClick={() => void undoUpTo(step)}
                    >
                      {say('back')}
                    </Button>
                  )}
                </li>
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
