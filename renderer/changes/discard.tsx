/** Giving up local changes: first what the site would lose, then one step that can be undone. */
import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Discard } from '../../core/api/upload.ts';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useJob } from '../state/job.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { ProblemLine } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import { WaitingRows } from '../widgets/waiting.tsx';
import { DirectionList } from './direction.tsx';
import { countOf } from './state.ts';

function Preview({ onClose }: { onClose: () => void }) {
  const say = useText(words);
  const tell = useTell();
  const { run, running, problem } = useJob('pbx.discard');
  const [shown, setShown] = useState<Discard | null>(null);
  useEffect(() => {
    void run({ revision: null }).then(setShown);
  }, [run]);

  const discard = async (revision: number) => {
    if ((await run({ revision })) === null) return;
    tell.done(say('discard.done'));
    onClose();
  };
  const count = shown === null ? 0 : countOf(shown.toSite) + shown.access.length;
  return (
    <>
      <Text size="sm">{say('discard.more')}</Text>
      {running && shown === null && <WaitingRows rows={4} />}
      {problem !== null && <ProblemLine problem={problem} />}
      {shown !== null && count === 0 && (
        <Text size="sm" mt="md">
          {say('discard.nothing')}
        </Text>
      )}
      {shown !== null && (
        <div className="discard-list">
          <DirectionList
            title={say('discard.list')}
            direction={shown.toSite}
            access={{ newSubscribers: [], renamedSubscribers: [], rights: shown.access }}
          />
        </div>
      )}
      <DialogEnd>
        <Button variant="default" onClick={onClose}>
          {say('cancel')}
        </Button>
        <Button
          color="red.9"
          loading={running}
          disabled={shown === null || count === 0}
          onClick={() => shown !== null && void discard(shown.revision)}
        >
          {say('discard.do', { count })}
        </Button>
      </DialogEnd>
    </>
  );
}

export function DiscardDialog({ onClose }: { onClose: () => void }) {
  const say = useText(words);
  return (
    <Dialog onClose={onClose} title={say('discard')} size="lg">
      <Preview onClose={onClose} />
    </Dialog>
  );
}
