/** Undo and redo of the site's journal: buttons that name the step. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { keyShortcuts, Tip } from '../commands/keys.tsx';
import type { StepLabel } from '../../core/api/shapes.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import steps from '../../resources/translations/renderer-steps.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';

export function useStepText() {
  const say = useText(steps);
  return ({ action, subject, count }: StepLabel) => say(action, { subject, count });
}

/** Undoes or redoes one step and says which; `undo` is what notifications offer after a change. */
export function useUndo() {
  const host = useHost();
  const say = useText(frame);
  const stepText = useStepText();
  const tell = useTell();
  const undo = async () => {
    try {
      const { undone } = await host.call('history.undo', {});
      if (undone) tell.done(say('undone', { step: stepText(undone) }));
    } catch (error) {
      tell.failed(error);
    }
  };
  const redo = async () => {
    try {
      const { redone } = await host.call('history.redo', {});
      if (redone) tell.done(say('redone', { step: stepText(redone) }));
    } catch (error) {
      tell.failed(error);
    }
  };
  return { undo, redo };
}

export function UndoButtons() {
  const say = useText(frame);
  const stepText = useStepText();
  const site = useSite((state) => state.site);
  const { undo, redo } = useUndo();
  const undoLabel = site?.undo ? say('undo.step', { step: stepText(site.undo) }) : say('undo');
  const redoLabel = site?.redo ? say('redo.step', { step: stepText(site.redo) }) : say('redo');
  return (
    <>
      <Tooltip label={<Tip label={undoLabel} command="undo" />}>
        <ActionIcon
          {...keyShortcuts('undo')}
          aria-label={undoLabel}
          disabled={!site?.undo}
          onClick={() => void undo()}
        >
          <IconArrowBackUp size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={<Tip label={redoLabel} command="redo" />}>
        <ActionIcon
          {...keyShortcuts('redo')}
          aria-label={redoLabel}
          disabled={!site?.redo}
          onClick={() => void redo()}
        >
          <IconArrowForwardUp size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
