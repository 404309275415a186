/** Where a picture comes from: a file that is chosen or dropped, or the clipboard. */
import { Button } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconPhotoUp } from '@tabler/icons-react';
import { useRef } from 'react';
import words from '../../../resources/translations/renderer-photo.json' with { type: 'json' };
import { useText } from '../../text.ts';

export function Choose({ onFile }: { onFile: (file: File) => void }) {
  const say = useText(words);
  const open = useRef<() => void>(null);
  return (
    // The button inside is the one thing that a keyboard comes to.
    <Dropzone
      openRef={open}
      multiple={false}
      useFsAccessApi={false}
      activateOnClick={false}
      activateOnKeyboard={false}
      tabIndex={-1}
      inputProps={{ 'aria-label': say('file'), tabIndex: -1, accept: 'image/*' }}
      onDrop={([file]: File[]) => file !== undefined && onFile(file)}
    >
      <div className="photo-choose">
        <IconPhotoUp size={40} stroke={1.3} />
        <Button data-autofocus onClick={() => open.current?.()}>
          {say('choose')}
        </Button>
        <span className="quiet">{say('choose.more')}</span>
        <span className="quiet">{say('kinds')}</span>
      </div>
    </Dropzone>
  );
}
