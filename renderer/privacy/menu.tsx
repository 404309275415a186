/** What a person may ask of whoever keeps the site: to be told everything, and to be forgotten. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDots, IconFileInfo, IconUserX } from '@tabler/icons-react';
import { useState } from 'react';
import words from '../../resources/translations/renderer-privacy.json' with { type: 'json' };
import { leaveSafely } from '../state/place.ts';
import { useText } from '../text.ts';
import { EraseDialog } from './erase.tsx';
import { useTellAll } from './tell-all.ts';

interface Props {
  id: number;
  name: string;
}

export function PrivacyMenu({ id, name }: Props) {
  const say = useText(words);
  const tellAll = useTellAll();
  const [erasing, setErasing] = useState(false);
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Tooltip label={say('more')}>
            <ActionIcon aria-label={say('more')}>
              <IconDots size={18} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileInfo size={15} />} onClick={() => void tellAll(id)}>
            {say('export')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconUserX size={15} />}
            onClick={() => leaveSafely(() => setErasing(true))}
          >
            {say('erase')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {erasing && <EraseDialog id={id} name={name} onClose={() => setErasing(false)} />}
    </>
  );
}
