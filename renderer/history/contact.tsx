/** What has happened to one contact, the latest first: who did it, when and from where, field by field. */
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { HistoryStep } from '../../core/api/shapes.ts';
import words from '../../resources/translations/renderer-history.json' with { type: 'json' };
import { useStepText } from '../frame/undo.tsx';
import { useQuery } from '../state/query.ts';
import { useFormats, useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';
import { WaitingRows } from '../widgets/waiting.tsx';
import { ChangedFields } from './fields.tsx';
import { canTakeBack, StepOrigin, takeBackWord } from './origin.tsx';
import './screen.css';
import { TakeBackDialog } from './take-back.tsx';

const PAGE = 100;
const MOST = 1000;

export function ContactHistory({ id }: { id: number }) {
  const say = useText(words);
  const stepText = useStepText();
  const { moment } = useFormats();
  const [limit, setLimit] = useState(PAGE);
  const [taking, setTaking] = useState<HistoryStep | null>(null);
  const { data, problem } = useQuery('history.contact', { id, limit });
  const changes = data?.changes ?? [];
  return (
    <>
      {problem !== null && <ProblemLine problem={problem} />}
      {data === undefined && problem === null && <WaitingRows rows={3} height={76} />}
      {data !== undefined && changes.length === 0 && <Text c="dimmed">{say('contact.none')}</Text>}
      <ol className="history-contact" aria-label={say('contact')}>
        {changes.map(({ step, change }) => (
          <li key={change.entry} data-undone={step.undone || undefined}>
            <div className="history-contact-head">
              <time className="quiet" dateTime={step.at}>
                {moment(step.at)}
              </time>
              <StepOrigin step={step} />
            </div>
            <div className="history-contact-what">
              <span className="grow">{stepText(step)}</span>
              {canTakeBack(step) && (
                <Button size="compact-xs" variant="subtle" onClick={() => setTaking(step)}>
                  {say(takeBackWord(step))}
                </Button>
              )}
            </div>
            <ChangedFields fields={change.fields} />
          </li>
        ))}
      </ol>
      {changes.length === limit && limit < MOST && (
        <Button variant="subtle" onClick={() => setLimit(MOST)}>
          {say('more')}
        </Button>
      )}
      {taking !== null && <TakeBackDialog step={taking} onClose={() => setTaking(null)} />}
    </>
  );
}
