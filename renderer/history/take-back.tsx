/** One step taken back wherever it stands: what would go back, and what was changed since. */
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { StepUndo } from '../../core/api/history.ts';
import { fieldText } from '../../core/exchange/target-text.ts';
import type { HistoryStep } from '../../core/api/shapes.ts';
import words from '../../resources/translations/renderer-history.json' with { type: 'json' };
import { useStepText } from '../frame/undo.tsx';
import { useJob } from '../state/job.ts';
import { useLanguage, useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { JobProgress } from '../widgets/job-progress.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';

interface Props {
  step: HistoryStep;
  onClose: () => void;
}

export function TakeBackDialog({ step, onClose }: Props) {
  const say = useText(words);
  const stepText = useStepText();
  const tell = useTell();
  const language = useLanguage();
  const preview = useJob('history.undoStep');
  const undo = useJob('history.undoStep');
  const [found, setFound] = useState<StepUndo | null>(null);
  const { run } = preview;
  useEffect(() => {
    void run({ step: step.id, keepChanged: true, preview: true }).then(setFound);
  }, [run, step.id]);
  const problem = preview.problem ?? undo.problem;
  const takeBack = async () => {
    const done = await undo.run({ step: step.id, keepChanged: true, preview: false });
    if (done === null) return;
    tell.done(say('taken-back', { count: done.count, collided: done.collided }));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={say('take-back.title', { step: stepText(step) })} size="lg">
      {problem !== null && <ProblemLine problem={problem} />}
      {preview.running && <JobProgress progress={preview.progress} onCancel={onClose} />}
      {found !== null && (
        <>
          <p>{say('take-back.count', { count: found.count })}</p>
          {found.collided > 0 && (
            <>
              <p>{say('take-back.collided', { collided: found.collided })}</p>
              <ul className="history-collisions">
                {found.collisions.map(({ record, id, name, field, reason }) => (
                  <li key={`${record}-${id}-${field ?? ''}`}>
                    <strong>{name}</strong> {field === null ? '' : fieldText(field, language)}{' '}
                    <span className="quiet">{say(`collision.${reason}`)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          <DialogEnd>
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button disabled={found.count === 0} loading={undo.running} onClick={() => void takeBack()}>
              {say(found.collided > 0 ? 'take-back.rest' : 'take-back')}
            </Button>
          </DialogEnd>
        </>
      )}
    </Dialog>
  );
}
