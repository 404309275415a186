/** One step of the journal: who did it, when and from where, and the ways back. */
import { ActionIcon, Badge, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { HistoryStep } from '../../core/api/shapes.ts';
import words from '../../resources/translations/renderer-history.json' with { type: 'json' };
import { useStepText } from '../frame/undo.tsx';
import { useFormats, useText } from '../text.ts';
import { StepChanges } from './changes.tsx';
import { TakeBackDialog } from './take-back.tsx';

interface Props {
  step: HistoryStep;
  busy: boolean;
  /** Whoever keeps the site sees the content of steps, and takes back any of them. */
  isKeeper: boolean;
  onUndo: () => void;
}

function takeBackWord({ action }: HistoryStep): 'take-back.import' | 'take-back.pull' | 'take-back' {
  if (action === 'import') return 'take-back.import';
  return action === 'pull' ? 'take-back.pull' : 'take-back';
}

export function StepLine({ step, busy, isKeeper, onUndo }: Props) {
  const say = useText(words);
  const stepText = useStepText();
  const { time } = useFormats();
  const [open, setOpen] = useState(false);
  const [taking, setTaking] = useState(false);
  const { source, takenBackBy, sealed } = step;
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
        {!step.undone && !sealed && isKeeper && takenBackBy === null && (
          <Button size="compact-xs" variant="subtle" disabled={busy} onClick={() => setTaking(true)}>
            {say(takeBackWord(step))}
          </Button>
        )}
        {!step.undone && !sealed && (
          <Tooltip label={say('back')}>
            <ActionIcon variant="subtle" aria-label={say('back')} disabled={busy} onClick={onUndo}>
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
