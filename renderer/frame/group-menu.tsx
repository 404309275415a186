/** What can be done with a contact group. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Facets } from '../../core/api/shapes.ts';
import { GROUP_DIRECTIONS } from '../../core/directory/group.ts';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import { useHost } from '../state/host.ts';
import { useMay } from '../state/may.ts';
import { useSite } from '../state/site.ts';
import { useText } from '../text.ts';
import { useTell } from '../widgets/tell.tsx';
import { GroupDeleteDialog } from './group-delete.tsx';
import { GroupDialog } from './group-dialog.tsx';

export type GroupEntry = Facets['groups'][number];

export function GroupMenu({ group }: { group: GroupEntry }) {
  const say = useText(frame);
  const host = useHost();
  const tell = useTell();
  const may = useMay();
  const own = useSite((state) => state.session.role === 'subscriber');
  const [renaming, setRenaming] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const why = may('change-groups', { groups: [group] });
  const whyNotStandard = may('set-standard-group', { groups: [group] });

  const setStandard = () =>
    host.call('groups.standard', { id: group.id, standard: !group.standardForNew }).catch(tell.failed);
  const setDirection = async (value: string) => {
    const direction = GROUP_DIRECTIONS.find((one) => one === value) ?? 'both';
    await host.call('groups.direction', { id: group.id, direction }).catch(tell.failed);
  };
  return (
    <>
      <Menu width={256}>
        <Menu.Target>
          <ActionIcon className="rail-menu" size={24} aria-label={say('group.menu', { name: group.name })}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencil size={15} />}
            onClick={() => setRenaming(true)}
            disabled={why !== null}
          >
            {say('group.rename')}
          </Menu.Item>
          <Menu.CheckboxItem
            checked={group.standardForNew}
            onChange={() => void setStandard()}
            disabled={whyNotStandard !== null}
          >
            {say(own ? 'group.standard.own' : 'group.standard')}
          </Menu.CheckboxItem>
          <Menu.Divider />
          <Menu.Label>{say('group.direction')}</Menu.Label>
          <Menu.RadioGroup value={group.direction} onChange={(value) => void setDirection(value)}>
            {GROUP_DIRECTIONS.map((direction) => (
              <Menu.RadioItem key={direction} value={direction} disabled={why !== null}>
                {say(`group.direction.${direction}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} />}
            onClick={() => setDeleting(true)}
            disabled={why !== null}
          >
            {say('group.delete')}
          </Menu.Item>
          {why !== null && <Menu.Label className="why">{why}</Menu.Label>}
        </Menu.Dropdown>
      </Menu>
      {deleting && <GroupDeleteDialog group={group} onClose={() => setDeleting(false)} />}
      {renaming && <GroupDialog group={group} onClose={() => setRenaming(false)} />}
    </>
  );
}
