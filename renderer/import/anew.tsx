/** Begins an import, after asking where one that is under way would be lost. */
import { Button, Text } from '@mantine/core';
import { create } from 'zustand';
import words from '../../resources/translations/renderer-import.json' with { type: 'json' };
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { isUnderWay, useImport } from './session.ts';

const useAsking = create<{ goOn: (() => void) | null }>()(() => ({ goOn: null }));

const stay = () => useAsking.setState({ goOn: null });

/** Does it at once where nothing is lost by it. */
export function loseSafely(then: () => void): void {
  if (isUnderWay(useImport.getState())) useAsking.setState({ goOn: then });
  else then();
}

export function AnewDialog() {
  const say = useText(words);
  const { goOn } = useAsking();
  const file = useImport((state) => state.file?.name ?? '');
  if (goOn === null) return null;
  return (
    <Dialog onClose={stay} title={say('anew.title')} withCloseButton={false}>
      <Text>{say('anew.text', { file })}</Text>
      <DialogEnd>
        <Button
          variant="default"
          onClick={() => {
            stay();
            goOn();
          }}
        >
          {say('anew.go')}
        </Button>
        <Button onClick={stay} data-autofocus>
          {say('anew.stay')}
        </Button>
      </DialogEnd>
    </Dialog>
  );
}
