/** Who did a step and from where, and what has become of it since. */
import { Badge } from '@mantine/core';
import type { HistoryStep } from '../../core/api/shapes.ts';
import words from '../../resources/translations/renderer-history.json' with { type: 'json' };
import { useText } from '../text.ts';

export function StepOrigin({ step }: { step: HistoryStep }) {
  const say = useText(words);
  const { source, takenBackBy } = step;
  return (
    <>
      {(source.kind === 'file' || source.kind === 'pbx') && source.name !== step.subject && (
        <span className="quiet">{say('from', { name: source.name })}</span>
      )}
      {step.by === undefined ? (
        step.role !== null && <span className="quiet">{say(`role.${step.role}`)}</span>
      ) : (
        <span className="quiet">{say('by', { extension: step.by })}</span>
      )}
      {step.undone && (
        <Badge variant="default" size="sm" tt="none">
          {say('undone')}
        </Badge>
      )}
      {takenBackBy !== null && (
        <Badge variant="default" size="sm" tt="none">
          {say('taken-back-by', { step: takenBackBy })}
        </Badge>
      )}
    </>
  );
}

/** What the button says that takes a step back. */
export function takeBackWord({ action }: HistoryStep): 'take-back.import' | 'take-back.pull' | 'take-back' {
  if (action === 'import') return 'take-back.import';
  return action === 'pull' ? 'take-back.pull' : 'take-back';
}

/** Whether it can be taken back by itself. */
export const canTakeBack = ({ undone, sealed, takenBackBy }: HistoryStep): boolean =>
  !undone && !sealed && takenBackBy === null;
