/** Which columns the list has, and how much room its lines take. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconColumns3, IconRestore } from '@tabler/icons-react';
import { LIST_COLUMNS } from '../../core/api/shapes.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-list.json' with { type: 'json' };
import { preferList, usePreferences } from '../state/preferences.ts';
import { useText } from '../text.ts';
import { columnLabel, resetColumns, showColumns, useColumns } from './columns.ts';

const DENSITIES = ['normal', 'compact'] as const;

export function ColumnMenu() {
  const say = useText(words);
  const term = useText(terms);
  const { shown } = useColumns();
  const density = usePreferences(({ list }) => list.density);
  return (
    <Menu position="bottom-end" width={210} closeOnItemClick={false}>
      <Menu.Target>
        <Tooltip label={say('columns')}>
          <ActionIcon aria-label={say('columns')}>
            <IconColumns3 size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('columns')}</Menu.Label>
        <Menu.CheckboxGroup value={[...shown]} onChange={showColumns}>
          {LIST_COLUMNS.map((id) => (
            <Menu.CheckboxItem key={id} value={id} disabled={id === 'name'}>
              {term(columnLabel(id))}
            </Menu.CheckboxItem>
          ))}
        </Menu.CheckboxGroup>
        <Menu.Item leftSection={<IconRestore size={15} stroke={1.7} />} onClick={resetColumns}>
          {say('columns.reset')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{say('density')}</Menu.Label>
        <Menu.RadioGroup value={density}>
          {DENSITIES.map((one) => (
            <Menu.RadioItem key={one} value={one} onChange={() => preferList({ density: one })}>
              {say(`density.${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
