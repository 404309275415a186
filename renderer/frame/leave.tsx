/** Asks before unsaved work is left, in the page and when the window closes. */
import { Button, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { usePlace } from '../state/place.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';

const stay = () => usePlace.setState({ leaving: null });

function goOn() {
  const { leaving } = usePlace.getState();
  usePlace.setState({ leaving: null, unsaved: null });
  leaving?.();
}

export function LeaveDialog() {
  const say = useText(frame);
  const { leaving, unsaved } = usePlace();
  useWindowEvent('beforeunload', (event) => {
    if (usePlace.getState().unsaved !== null) event.preventDefault();
  });
  if (leaving === null || unsaved === null) return null;
  const save = async () => {
    if (!(await unsaved.save())) stay();
    else goOn();
  };
  return (
    <Dialog onClose={stay} title={say('leave.title')} withCloseButton={false}>
      <Text>{say('leave.text')}</Text>
      <DialogEnd>
        <Button variant="subtle" onClick={stay}>
          {say('stay')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            unsaved.discard();
            goOn();
          }}
        >
          {say('discard')}
        </Button>
        <Button onClick={() => void save()} data-autofocus>
          {say('save')}
        </Button>
      </DialogEnd>
    </Dialog>
  );
}
