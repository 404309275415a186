/** One step of the journal: who did it, when and from where, and the ways back. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { HistoryStep } from '../../core/api/shapes.ts';
import words from '../../resources/translations/renderer-history.json' with { type: 'json' };
import { useStepText } from '../frame/undo.tsx';
import { useFormats, useText } from '../text.ts';
import { StepChanges } from './changes.tsx';
import { canTakeBack, StepOrigin, takeBackWord } from './origin.tsx';
import { TakeBackDialog } from './take-back.tsx';

interface Props {
  step: HistoryStep;
  busy: boolean;
  /** Whoever keeps the site sees the content of steps, and takes back any of them. */
  isKeeper: boolean;
  onUndo: () => void;
}

export function StepLine({ step, busy, isKeeper, onUndo }: Props) {
  const say = useText(words);
  const stepText = useStepText();
  const { time } = useFormats();
  const [open, setOpen] = useState(false);
  const [taking, setTaking] = useState(false);
  return (
    <li className="history-step" data-undone={step.undone || undefined}>
      <div className="history-line">
        {isKeeper && (
          <ActionIcon
            variant="subtle"
            aria-label={say('details', { step: stepText(step) })}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
          </ActionIcon>
        )}
        <time dateTime={step.at}>{time(step.at)}</time>
        <span className="grow">{stepText(step)}</span>
        <StepOrigin step={step} />
        {isKeeper && canTakeBack(step) && (
          <Button
            size="compact-xs"
            variant="subtle"
            className="history-back"
            aria-description={stepText(step)}
            disabled={busy}
            onClick={() => setTaking(true)}
          >
            {say(takeBackWord(step))}
          </Button>
        )}
        {!step.undone && !step.sealed && (
          <Tooltip label={say('back')}>
            <ActionIcon
              variant="subtle"
              aria-label={say('back')}
              aria-description={stepText(step)}
              disabled={busy}
              onClick={onUndo}
            >
              <IconArrowBackUp size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {open && <StepChanges step={step.id} />}
      {taking && <TakeBackDialog step={step} onClose={() => setTaking(false)} />}
    </li>
  );
}
