/** What a change of rights does beyond what was meant, before it is made. */
import { Button, Stack } from '@mantine/core';
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { ProblemList } from '../widgets/problems.tsx';
import type { Rights } from './use-rights.ts';

export function ConfirmDialog({ rights: { proposal, decide } }: { rights: Rights }) {
  const say = useText(words);
  if (proposal === null) return null;
  return (
    <Dialog onClose={() => decide(false)} title={say('confirm')} size={520}>
      <Stack gap="sm">
        <ProblemList problems={proposal.warnings} />
        <DialogEnd>
          <Button variant="default" onClick={() => decide(false)} data-autofocus>
            {say('cancel')}
          </Button>
          <Button onClick={() => decide(true)}>{say('confirm.make')}</Button>
        </DialogEnd>
      </Stack>
    </Dialog>
  );
}
