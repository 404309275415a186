/** What can be done with a contact group. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Facets } from '../../core/api/shapes.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { browseScope, useBrowse } from '../state/browse.ts';
import { useHost } from '../state/host.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { useUndo } from './undo.tsx';

export type GroupEntry = Facets['groups'][number];

export function GroupMenu({ group }: { group: GroupEntry }) {
  const say = useText(frame);
  const host = useHost();
  const tell = useTell();
  const { undo } = useUndo();
  const [renaming, setRenaming] = useState(false);

  const setStandard = () =>
    host.call('groups.standard', { id: group.id, standard: !group.standardForNew }).catch(tell.failed);
  const remove = async () => {
    try {
      await host.call('groups.delete', { id: group.id });
    } catch (error) {
      tell.failed(error);
      return;
    }
    const { scope } = useBrowse.getState();
    if (scope.kind === 'group' && scope.group === group.name) browseScope({ kind: 'all' });
    tell.done(say('group.deleted', { name: group.name }), { label: say('undo'), act: () => void undo() });
  };

  return (
    <>
      <Menu width={256}>
        <Menu.Target>
          <ActionIcon className="rail-menu" size={22} aria-label={say('group.menu', { name: group.name })}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setRenaming(true)}>
            {say('group.rename')}
          </Menu.Item>
          <Menu.CheckboxItem checked={group.standardForNew} onChange={() => void setStandard()}>
            {say('group.standard')}
          </Menu.CheckboxItem>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => void remove()}>
            {say('group.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <GroupDialog opened={renaming} onClose={() => setRenaming(false)} group={group} />
    </>
  );
}
