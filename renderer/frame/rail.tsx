/** The left rail: which site and device, where to go, and how the line to the services is. */
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAddressBook, IconFolder, IconPlus, IconUserOff, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import type { Scope } from '../state/browse.ts';
import { browseScope, useBrowse } from '../state/browse.ts';
import { useLine } from '../state/line.ts';
import { goTo, leaveSafely, usePlace } from '../state/place.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useLanguage, useText } from '../text.ts';
import { GroupDialog } from './group-dialog.tsx';
import { GroupMenu } from './group-menu.tsx';
import './rail.css';
import type { ScreenId } from './screens.ts';
import { SCREEN_IDS, screenOf } from './screens.ts';
import { SettingsMenu } from './settings.tsx';
import { UndoButtons } from './undo.tsx';

interface ItemProps {
  icon: ReactNode;
  label: string;
  current: boolean;
  onGo: () => void;
  count?: ReactNode;
  children?: ReactNode;
}

function RailItem({ icon, label, current, onGo, count, children }: ItemProps) {
  return (
    <li className="rail-item" data-current={current || undefined}>
      <UnstyledButton className="rail-button" aria-current={current ? 'page' : undefined} onClick={onGo}>
        {icon}
        <span className="cut grow" title={label}>
          {label}
        </span>
        <span className="rail-count">{count}</span>
      </UnstyledButton>
      {children}
    </li>
  );
}

function ScreenItem({ id }: { id: ScreenId }) {
  const { label, icon: Icon, badge: Badge } = screenOf(id);
  const language = useLanguage();
  const current = usePlace((state) => state.screen === id);
  return (
    <RailItem
      icon={<Icon size={17} stroke={1.6} />}
      label={label[language]}
      current={current}
      onGo={() => goTo(id)}
      count={Badge && <Badge />}
    />
  );
}

function ScopeItem({
  scope,
  icon,
  label,
  count,
  children,
}: Pick<ItemProps, 'icon' | 'label' | 'children'> & { scope: Scope; count: number }) {
  const { number } = useFormats();
  const inContacts = usePlace((state) => state.screen === 'contacts');
  const shown = useBrowse((state) => state.scope);
  return (
    <RailItem
      icon={icon}
      label={label}
      count={number(count)}
      current={inContacts && JSON.stringify(shown) === JSON.stringify(scope)}
      onGo={() =>
        leaveSafely(() => {
          browseScope(scope);
          usePlace.setState({ screen: 'contacts' });
        })
      }
    >
      {children}
    </RailItem>
  );
}

function SiteHead({ onSwitch }: { onSwitch: () => void }) {
  const say = useText(frame);
  const site = useSite((state) => state.site);
  const line = useLine((state) => state.line);
  const device = site ? `${site.deviceName} · ${site.country}` : undefined;
  return (
    <div className="rail-site">
      <div className="grow">
        <div className="rail-site-name">
          <span
            className="rail-line"
            data-line={line}
            role="img"
            aria-label={say(`line.${line}`)}
            title={say(`line.${line}`)}
          />
          <span className="cut" title={site?.path}>
            {site?.name ?? 'Switchbook'}
          </span>
        </div>
        <div className="quiet cut" title={device}>
          {device}
        </div>
      </div>
      <Tooltip label={say('site.switch')}>
        <ActionIcon aria-label={say('site.switch')} onClick={() => leaveSafely(onSwitch)}>
          <IconFolder size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

export function Rail({ onSwitchSite }: { onSwitchSite: () => void }) {
  const say = useText(frame);
  const facets = useSite((state) => state.facets);
  const [creating, setCreating] = useState(false);
  return (
    <nav className="rail" aria-label={say('rail')}>
      <SiteHead onSwitch={onSwitchSite} />
      <div className="rail-scroll">
        <ul className="rail-list">
          <ScopeItem
            scope={{ kind: 'all' }}
            icon={<IconAddressBook size={17} stroke={1.6} />}
            label={say('all')}
            count={facets.all}
          />
          <ScopeItem
            scope={{ kind: 'ungrouped' }}
            icon={<IconUserOff size={17} stroke={1.6} />}
            label={say('ungrouped')}
            count={facets.ungrouped}
          />
        </ul>
        <div className="rail-heading">
          <h2>{say('groups')}</h2>
          <Tooltip label={say('group.new')}>
            <ActionIcon size={22} aria-label={say('group.new')} onClick={() => setCreating(true)}>
              <IconPlus size={15} />
            </ActionIcon>
          </Tooltip>
        </div>
        <ul className="rail-list" aria-label={say('groups')}>
          {facets.groups.map((group) => (
            <ScopeItem
              key={group.id}
              scope={{ kind: 'group', group: group.name }}
              icon={<IconUsers size={17} stroke={1.6} />}
              label={group.name}
              count={group.contacts}
            >
              <GroupMenu group={group} />
            </ScopeItem>
          ))}
        </ul>
      </div>
      <ul className="rail-list rail-screens">
        {SCREEN_IDS.filter((id) => id !== 'contacts').map((id) => (
          <ScreenItem key={id} id={id} />
        ))}
      </ul>
      <div className="rail-foot">
        <UndoButtons />
        <span className="grow" />
        <SettingsMenu />
      </div>
      <GroupDialog opened={creating} onClose={() => setCreating(false)} group={null} />
    </nav>
  );
}
