/** Where so much would be lost that a person types the number before it happens. */
import { NumberInput } from '@mantine/core';
import type { MassLoss as Loss } from '../../core/merge/loss.ts';
import { lossesOf, lossProblem, numberToConfirm } from '../../core/merge/loss.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useText } from '../text.ts';
import { ProblemLine } from '../widgets/problems.tsx';

interface Props {
  losses: readonly Loss[];
  takeOver: boolean;
  onConfirm: (count: number | null) => void;
}

export function MassLoss({ losses, takeOver, onConfirm }: Props) {
  const say = useText(words);
  const confirm = numberToConfirm(losses, takeOver);
  if (confirm === null) return null;
  return (
    <div className="mass-loss" role="alert">
      {lossesOf(losses, takeOver).map((loss) => (
        <ProblemLine key={`${loss.side} ${loss.reason} ${loss.field}`} problem={lossProblem(loss, confirm)} />
      ))}
      <NumberInput
        size="xs"
        w={260}
        hideControls
        label={say('mass-loss.type', { confirm })}
        onChange={(value) => onConfirm(typeof value === 'number' ? value : null)}
      />
    </div>
  );
}
