/**
 * A contact that the mouse takes out of the window becomes a vCard file where it is dropped. The legal notice is
 * accepted before the first one, for as long as the page is open.
 */
import { Button, Stack } from '@mantine/core';
import type { DragEvent, ReactNode } from 'react';
import { useState } from 'react';
import { create } from 'zustand';
import words from '../../resources/translations/renderer-export.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import type { WhyNot } from '../state/may.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { useTell } from '../widgets/tell.tsx';
import { PrivacyNotice } from './privacy-notice.tsx';

const useNotice = create<{ accepted: boolean }>()(() => ({ accepted: false }));

interface Props {
  id: number;
  /** Why it may not be exported. */
  why: WhyNot;
  children: ReactNode;
}

export function DragOut({ id, why, children }: Props) {
  const say = useText(words);
  const tell = useTell();
  const { dragOut } = useHost().surroundings;
  const accepted = useNotice((state) => state.accepted);
  const [asking, setAsking] = useState(false);
  if (dragOut === undefined || why !== null) return <div className="grow">{children}</div>;

  const onDragStart = (event: DragEvent) => {
    // The window goes on with the drag: the page has no files.
    event.preventDefault();
    if (accepted) dragOut([id], true).catch(tell.failed);
    else setAsking(true);
  };
  const accept = () => {
    useNotice.setState({ accepted: true });
    setAsking(false);
  };
  return (
    <>
      {/* For pointers only: the same file comes from Export. */}
      <div className="grow" draggable onDragStart={onDragStart} title={say('drag')}>
        {children}
      </div>
      {asking && (
        <Dialog onClose={() => setAsking(false)} title={say('drag.title')} size="lg">
          <Stack gap="sm">
            <PrivacyNotice />
            <DialogEnd>
              <Button variant="default" onClick={() => setAsking(false)}>
                {say('cancel')}
              </Button>
              <Button onClick={accept}>{say('accept')}</Button>
            </DialogEnd>
          </Stack>
        </Dialog>
      )}
    </>
  );
}
