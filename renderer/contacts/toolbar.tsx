/** The head of the contacts: what is shown, the search, and what can be done with the selection. */
import { ActionIcon, CloseButton, Kbd, Menu, TextInput, Tooltip } from '@mantine/core';
import {
  IconFileExport,
  IconFilter,
  IconListCheck,
  IconPlus,
  IconSearch,
  IconTrash,
  IconTrashX,
  IconUserMinus,
  IconUsersPlus,
} from '@tabler/icons-react';
import { Suspense, useState, type RefObject } from 'react';
import bulkWords from '../../resources/translations/renderer-bulk.json' with { type: 'json' };
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { browse, useBrowse } from '../state/browse.ts';
import { useMay, useMaySomewhere, useView, type WhyNot } from '../state/may.ts';
import { leaveSafely } from '../state/place.ts';
import { prefer, usePreferences } from '../state/preferences.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import { useCommand } from '../commands/doing.ts';
import { keyShortcuts, Tip } from '../commands/keys.tsx';
import { later } from '../widgets/later.ts';
import { PermittedButton, PermittedIcon } from '../widgets/permitted.tsx';
import { useRoving } from '../widgets/roving.ts';
import { openSubmenu } from '../widgets/submenu.ts';
import { useContactActions } from './actions.ts';
import { setChoice, useChosen } from './chosen.ts';
import { ColumnMenu } from './column-menu.tsx';
import type { Finder } from './finder.ts';
import { LIST_ID } from './list.tsx';
import { startNew } from './pane.ts';
import { useFound } from './list-state.ts';

const BulkDialog = later(async () => (await import('./bulk/dialog.tsx')).BulkDialog);
const DeleteAllDialog = later(async () => (await import('./delete-all.tsx')).DeleteAllDialog);

interface Props {
  field: RefObject<HTMLInputElement | null>;
  finder: Finder;
  whyNotDelete: WhyNot;
  onDelete: () => void;
  onExport: () => void;
}

function Search({ field, finder }: Pick<Props, 'field' | 'finder'>) {
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
        const [first] = finder.found().order.ids;
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
  const may = useMay();
  const sub = (label: string, member: boolean) => (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item disabled={groups.length === 0} onKeyDown={openSubmenu}>
          {label}
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {groups.map((group) => {
          const why = may(member ? 'assign' : 'unassign', { groups: [group] });
          return (
            <Tooltip key={group.id} label={why} disabled={why === null} multiline maw={320} position="right">
              <Menu.Item
                {...(why !== null && {
                  'aria-disabled': true,
                  'data-disabled': true,
                  'aria-description': why,
                })}
                onClick={() =>
                  why === null && void assign([...useChosen.getState().chosen], group.name, member)
                }
              >
                {group.name}
              </Menu.Item>
            </Tooltip>
          );
        })}
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

/** How many are shown, or chosen; nothing as long as that is not known. */
function Count({ finder }: Pick<Props, 'finder'>) {
  const say = useText(words);
  const { number } = useFormats();
  const shown = useFound(finder, ({ order, whole }) => (whole ? order.ids.length : null));
  const chosen = useChosen((state) => state.chosen.size);
  return (
    <span className="quiet cut" role="status" title={shown === null ? undefined : number(shown)}>
      {chosen > 1 ? say('chosen', { count: chosen }) : shown !== null && say('shown', { count: shown })}
    </span>
  );
}

export function Toolbar({ field, finder, whyNotDelete, onDelete, onExport }: Props) {
  const say = useText(words);
  const may = useMay();
  const maySomewhere = useMaySomewhere();
  const view = useView();
  const { assign } = useContactActions();
  const bulkSay = useText(bulkWords);
  const [changing, setChanging] = useState(false);
  const [deletingAll, setDeletingAll] = useState(false);
  const all = useSite((state) => state.facets.all);
  const groups = useSite((state) => state.facets.groups);
  const frameSay = useText(frame);
  const scope = useBrowse((state) => state.scope);
  const filters = useBrowse((state) => state.filters);
  const filtersShown = usePreferences((state) => state.filtersShown);
  const chosen = useChosen((state) => state.chosen.size);
  const group = groups.find(({ name }) => scope.kind === 'group' && name === scope.group);
  const title = scope.kind === 'group' ? scope.group : frameSay(scope.kind);
  const filtering = Object.values(filters).some((text) => text !== '');
  const empty = useFound(finder, ({ order }) => order.ids.length === 0);
  const whyNotChange = maySomewhere('edit');
  const change = () => leaveSafely(() => setChanging(true));
  useCommand('change-many', empty ? null : change, whyNotChange);
  const tools = useRoving('button', 'horizontal');
  return (
    <header className="screen-head contacts-head">
      <div className="contacts-title">
        <h1 className="screen-title">{title}</h1>
        <Count finder={finder} />
      </div>
      <Search field={field} finder={finder} />
      <div className="contacts-tools" role="toolbar" aria-label={say('tools')} {...tools}>
        <Tooltip label={<Tip label={say('filter')} command="filter" />}>
          <ActionIcon
            {...keyShortcuts('filter')}
            aria-label={say('filter')}
            aria-pressed={filtersShown}
            variant={filtersShown || filtering ? 'light' : 'subtle'}
            color={filtersShown || filtering ? 'petrol' : 'gray'}
            onClick={() => prefer({ filtersShown: !filtersShown })}
          >
            <IconFilter size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <ColumnMenu />
        <GroupsMenu disabled={chosen === 0} />
        <PermittedIcon
          label={bulkSay('title')}
          icon={IconListCheck}
          command="change-many"
          why={whyNotChange}
          disabled={empty}
          onClick={change}
        />
        {group !== undefined && (
          <PermittedIcon
            label={say('remove.here', { group: group.name })}
            icon={IconUserMinus}
            why={may('unassign', { groups: [group], view })}
            disabled={chosen === 0}
            onClick={() => void assign([...useChosen.getState().chosen], group.name, false)}
          />
        )}
        <PermittedIcon
          label={say('export')}
          icon={IconFileExport}
          command="export"
          why={may('export-csv')}
          onClick={onExport}
        />
        <PermittedIcon
          label={say('delete')}
          icon={IconTrash}
          why={whyNotDelete}
          disabled={chosen === 0}
          onClick={onDelete}
        />
        <PermittedIcon
          label={say('delete.all')}
          icon={IconTrashX}
          why={may('delete-all', { groups: [], view })}
          disabled={all === 0}
          onClick={() => leaveSafely(() => setDeletingAll(true))}
        />
        <span className="contacts-new">
          <PermittedButton
            variant="filled"
            label={say('new')}
            icon={IconPlus}
            command="new-contact"
            why={maySomewhere('create')}
            onClick={startNew}
          >
            {say('new.short')}
          </PermittedButton>
        </span>
      </div>
      <Suspense>
        {changing && <BulkDialog finder={finder} onClose={() => setChanging(false)} />}
        {deletingAll && <DeleteAllDialog onClose={() => setDeletingAll(false)} />}
      </Suspense>
    </header>
  );
}
