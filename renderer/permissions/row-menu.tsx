/** What can be done with a subscriber: one menu, wherever in the list it was asked for. */
import { Menu } from '@mantine/core';
import { IconCopy, IconEyeCheck, IconPencil, IconTrash } from '@tabler/icons-react';
import type { Subscriber } from '../../core/directory/subscriber.ts';
import words from '../../resources/translations/renderer-permissions.json' with { type: 'json' };
import { useText } from '../text.ts';

export interface RowActions {
  see: (subscriber: Subscriber) => void;
  copy: (subscriber: Subscriber) => void;
  edit: (subscriber: Subscriber) => void;
  remove: (subscriber: Subscriber) => void;
}

/** Whose menu is open, and where in the window. */
export interface MenuPlace {
  subscriber: Subscriber;
  left: number;
  top: number;
}

interface Props {
  place: MenuPlace | null;
  onClose: () => void;
  actions: RowActions;
}

export function RowMenu({ place, onClose, actions }: Props) {
  const say = useText(words);
  if (place === null) return null;
  const { subscriber, left, top } = place;
  return (
    <Menu opened onClose={onClose} width={236} returnFocus={false}>
      <Menu.Target>
        <span className="matrix-menu-place" style={{ left, top }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{`${subscriber.extension} ${subscriber.name}`}</Menu.Label>
        <Menu.Item leftSection={<IconEyeCheck size={15} />} onClick={() => actions.see(subscriber)}>
          {say('see.short')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={15} />}
          disabled={subscriber.role !== 'subscriber'}
          onClick={() => actions.copy(subscriber)}
        >
          {say('copy.to')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => actions.edit(subscriber)}>
          {say('edit')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} />}
          onClick={() => actions.remove(subscriber)}
        >
          {say('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
