/** A file dropped anywhere in the window opens the import. Stands in the frame, over every screen. */
import { Dropzone } from '@mantine/dropzone';
import { useWindowEvent } from '@mantine/hooks';
import { IconFileImport } from '@tabler/icons-react';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useDrop } from '../state/drop.ts';
import { useHost } from '../state/host.ts';
import { leaveSafely, usePlace } from '../state/place.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { AnewDialog, loseSafely } from './anew.tsx';
import './drop.css';
import { isUnderWay, takeFile, useImport } from './session.ts';

export function ImportDrop() {
  const say = useText(words);
  const host = useHost();
  const tell = useTell();
  const taken = useDrop((state) => state.taken);
  useWindowEvent('beforeunload', (event) => {
    if (isUnderWay(useImport.getState())) event.preventDefault();
  });
  const take = (file: File) =>
    leaveSafely(() =>
      loseSafely(() => {
        usePlace.setState({ screen: 'import' });
        void takeFile(host, file);
      }),
    );
  return (
    <>
      {/* For pointers only, and always in the page: the same file is chosen in the import's first step. */}
      <Dropzone.FullScreen
        className="drop"
        active={!taken}
        aria-hidden
        activateOnKeyboard={false}
        inputProps={{ tabIndex: -1 }}
        multiple={false}
        onDrop={([file]) => file !== undefined && take(file)}
        onReject={() => tell.done(say('drop.one'))}
      >
        <div className="drop-sheet">
          <IconFileImport size={44} stroke={1.3} />
          <strong>{say('drop.here')}</strong>
          <span className="quiet">{say('drop.here.more')}</span>
        </div>
      </Dropzone.FullScreen>
      <AnewDialog />
    </>
  );
}
