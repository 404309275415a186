/** The head of the contacts: what is shown, the search, and what can be done with the selection. */
import { ActionIcon, Button, CloseButton, Kbd, Menu, TextInput, Tooltip } from '@mantine/core';
import {
  IconFileExport,
  IconFilter,
  IconPlus,
  IconSearch,
  IconTrash,
  IconUsersPlus,
} from '@tabler/icons-react';
import type { RefObject } from 'react';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { browse, useBrowse } from '../state/browse.ts';
import { prefer, usePreferences } from '../state/preferences.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import { useContactActions } from './actions.ts';
import type { Order } from './chosen.ts';
import { setChoice, useChosen } from './chosen.ts';
import { LIST_ID } from './list.tsx';
import { startNew } from './pane.ts';

interface Props {
  field: RefObject<HTMLInputElement | null>;
  order: Order;
  /** The order is an answer, not the emptiness before the first one. */
  known: boolean;
  onDelete: () => void;
  onExport: () => void;
}

function Search({ field, order }: Pick<Props, 'field' | 'order'>) {
  const say = useText(words);
  const search = useBrowse((state) => state.search);
  return (
    <TextInput
      ref={field}
      className="contacts-search"
      type="search"
      aria-label={say('search.label')}
      placeholder={say('search')}
      value={search}
      onChange={(event) => browse({ search: event.currentTarget.value })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') browse({ search: '' });
        const first = order.ids[0];
        if ((event.key !== 'ArrowDown' && event.key !== 'Enter') || first === undefined) return;
        event.preventDefault();
        document.querySelector<HTMLElement>(`#${LIST_ID}`)?.focus();
        setChoice({ chosen: new Set([first]), focus: first, anchor: first });
      }}
      leftSection={<IconSearch size={15} stroke={1.8} />}
      rightSection={
        search === '' ? (
          <Kbd size="xs" aria-hidden>
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label={say('search.clear')} onClick={() => browse({ search: '' })} />
        )
      }
    />
  );
}

function GroupsMenu({ disabled }: { disabled: boolean }) {
  const say = useText(words);
  const groups = useSite((state) => state.facets.groups);
  const { assign } = useContactActions();
  /** Google's own groups are changed in Google only. */
  const own = groups.filter(({ kind }) => kind !== 'google');
  const sub = (label: string, member: boolean) => (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item disabled={own.length === 0}>{label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {own.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => void assign([...useChosen.getState().chosen], name, member)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
  return (
    <Menu disabled={disabled} width={190}>
      <Menu.Target>
        <Tooltip label={say('groups')}>
          <ActionIcon aria-label={say('groups')} disabled={disabled}>
            <IconUsersPlus size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {sub(say('group.add'), true)}
        {sub(say('group.remove'), false)}
      </Menu.Dropdown>
    </Menu>
  );
}

export function Toolbar({ field, order, known, onDelete, onExport }: Props) {
  const say = useText(words);
  const frameSay = useText(frame);
  const { number } = useFormats();
  const scope = useBrowse((state) => state.scope);
  const filters = useBrowse((state) => state.filters);
  const filtersShown = usePreferences((state) => state.filtersShown);
  const chosen = useChosen((state) => state.chosen.size);
  const title = scope.kind === 'group' ? scope.group : frameSay(scope.kind);
  const filtering = Object.values(filters).some((text) => text !== '');
  const count = chosen > 1 ? say('chosen', { count: chosen }) : say('shown', { count: order.ids.length });
  return (
    <header className="screen-head contacts-head">
      <div className="contacts-title">
        <h1 className="screen-title">{title}</h1>
        <span className="quiet cut" role="status" title={number(order.ids.length)}>
          {known ? count : ''}
        </span>
      </div>
      <Search field={field} order={order} />
      <div className="contacts-tools">
        <Tooltip label={say('filter')}>
          <ActionIcon
            aria-label={say('filter')}
            aria-pressed={filtersShown}
            variant={filtersShown || filtering ? 'light' : 'subtle'}
            color={filtersShown || filtering ? 'petrol' : 'gray'}
            onClick={() => prefer({ filtersShown: !filtersShown })}
          >
            <IconFilter size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <GroupsMenu disabled={chosen === 0} />
        <Tooltip label={say('export')}>
          <ActionIcon aria-label={say('export')} onClick={onExport}>
            <IconFileExport size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={say('delete')}>
          <ActionIcon aria-label={say('delete')} disabled={chosen === 0} onClick={onDelete}>
            <IconTrash size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <Button leftSection={<IconPlus size={15} />} onClick={startNew} ml={4} aria-label={say('new')}>
          {say('new.short')}
        </Button>
      </div>
    </header>
  );
}
