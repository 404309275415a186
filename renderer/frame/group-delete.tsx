/** Says what becomes of a group's contacts before the group is deleted. */
import { Button, Stack, Text } from '@mantine/core';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { browseScope, useBrowse } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { useQuery } from '../state/query.ts';
import { useText } from '../text.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { DialogEnd } from '../widgets/dialog-end.tsx';
import { ProblemLine, ProblemList } from '../widgets/problems.tsx';
import { useTell } from '../widgets/tell.tsx';
import type { GroupEntry } from './group-menu.tsx';
import { useUndo } from './undo.tsx';

function Loss({ group, onClose }: Props) {
  const say = useText(frame);
  const host = useHost();
  const tell = useTell();
  const { undo } = useUndo();
  const { data, problem } = useQuery('groups.loss', { id: group.id });
  const remove = async () => {
    try {
      await host.call('groups.delete', { id: group.id });
    } catch (error) {
      tell.failed(error);
      return;
    }
    const { scope } = useBrowse.getState();
    if (scope.kind === 'group' && scope.group === group.name) browseScope({ kind: 'all' });
    onClose();
    tell.done(say('group.deleted', { name: group.name }), { label: say('undo'), act: () => void undo() });
  };
  return (
    <Stack gap="sm">
      {data !== undefined && (
        <>
          <Text size="sm">
            {say('group.loss', { contacts: data.contacts })}{' '}
            {data.contacts > 0 && say('group.loss.last', { losing: data.losing })}
          </Text>
          <ProblemList problems={data.warnings} />
        </>
      )}
      {problem !== null && <ProblemLine problem={problem} />}
      <DialogEnd>
        <Button variant="default" onClick={onClose}>
          {say('cancel')}
        </Button>
        <Button color="red.9" disabled={data === undefined} onClick={() => void remove()} data-autofocus>
          {say('group.delete')}
        </Button>
      </DialogEnd>
    </Stack>
  );
}

interface Props {
  group: GroupEntry;
  onClose: () => void;
}

export function GroupDeleteDialog({ group, onClose }: Props) {
  const say = useText(frame);
  return (
    <Dialog onClose={onClose} title={`${say('group.delete')}: ${group.name}`}>
      <Loss group={group} onClose={onClose} />
    </Dialog>
  );
}
