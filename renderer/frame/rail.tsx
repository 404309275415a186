/** The left rail: which site and device, where to go, and how the line to the services is. */
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAddressBook,
  IconBook2,
  IconBrandGoogle,
  IconDeviceLandlinePhone,
  IconFolder,
  IconPlus,
  IconUserOff,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { useChanges } from '../changes/state.ts';
import { useConnection } from '../changes/use-connection.ts';
import type { Scope } from '../state/browse.ts';
import { browseScope, useBrowse } from '../state/browse.ts';
import { useLine } from '../state/line.ts';
import { useMay, useMaySomewhere, type WhyNot } from '../state/may.ts';
import { goTo, leaveSafely, usePlace } from '../state/place.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useLanguage, useText } from '../text.ts';
import { PermittedIcon } from '../widgets/permitted.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { GroupMenu, type GroupEntry } from './group-menu.tsx';
import './rail.css';
import type { Screen, ScreenId } from './screens.ts';
import { SCREEN_IDS, screenOf } from './screens.ts';
import { SessionButton } from './session.tsx';
import { SettingsMenu } from './settings.tsx';
import { UndoButtons } from './undo.tsx';

interface ItemProps {
  icon: ReactNode;
  label: string;
  current: boolean;
  onGo: () => void;
  count?: ReactNode;
  /** What the pointer is told instead of the label. */
  title?: string;
  why?: WhyNot;
  children?: ReactNode;
}

function RailItem({ icon, label, current, onGo, count, title = label, why = null, children }: ItemProps) {
  return (
    <li className="rail-item" data-current={current || undefined}>
      <UnstyledButton
        className="rail-button"
        aria-current={current ? 'page' : undefined}
        aria-disabled={why !== null || undefined}
        aria-description={why ?? undefined}
        onClick={() => why === null && onGo()}
      >
        {icon}
        <span className="cut grow" title={why === null ? title : `${title}: ${why}`}>
          {label}
        </span>
        <span className="rail-count">{count}</span>
      </UnstyledButton>
      {children}
    </li>
  );
}

function ScreenItem({ id }: { id: ScreenId }) {
  const { label, icon: Icon, badge: Badge, needs } = screenOf(id);
  const language = useLanguage();
  const current = usePlace((state) => state.screen === id);
  const may = useMaySomewhere();
  return (
    <RailItem
      icon={<Icon size={17} stroke={1.6} />}
      label={label[language]}
      current={current}
      onGo={() => goTo(id)}
      why={needs === undefined ? null : may(needs)}
      count={Badge && <Badge />}
    />
  );
}

/** How many of how many: the device's limit stands beside the count. */
function Count({ count, most }: { count: number; most: number | null }) {
  const { number } = useFormats();
  return (
    <span data-over={(most !== null && count > most) || undefined}>
      {number(count)}
      {most !== null && <span className="rail-most">/{number(most)}</span>}
    </span>
  );
}

function ScopeItem({
  scope,
  icon,
  label,
  title,
  count,
  most = null,
  children,
}: Pick<ItemProps, 'icon' | 'label' | 'children'> & {
  scope: Scope;
  title?: string;
  count: number;
  most?: number | null;
}) {
  const inContacts = usePlace((state) => state.screen === 'contacts');
  const shown = useBrowse((state) => state.scope);
  return (
    <RailItem
      icon={icon}
      label={label}
      {...(title !== undefined && { title })}
      count={<Count count={count} most={most} />}
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

const KIND_ICONS = {
  standard: IconUsers,
  'dect-900': IconDeviceLandlinePhone,
  'dect-900c': IconDeviceLandlinePhone,
  'version-1': IconBook2,
  google: IconBrandGoogle,
} as const;

/** The time of the PBX as it says it: no zone is read into it. */
const shownTime = (time: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(`${time}Z`),
  );

function GroupItem({ group }: { group: GroupEntry }) {
  const say = useText(frame);
  const term = useText(terms);
  const { name, kind, contacts, most, lastSync } = group;
  const language = useLanguage();
  const Icon = KIND_ICONS[kind];
  const more = [
    kind === 'google'
      ? say('group.google', {
          time: lastSync === null ? say('group.sync.unknown') : shownTime(lastSync, language),
        })
      : term(`group.${kind}`),
    ...(most === null ? [] : [say('group.count', { contacts, most })]),
  ];
  return (
    <ScopeItem
      scope={{ kind: 'group', group: name }}
      icon={<Icon size={17} stroke={1.6} />}
      label={name}
      title={[name, ...more].join(' · ')}
      count={contacts}
      most={most}
    >
      <GroupMenu group={group} />
    </ScopeItem>
  );
}

const isFor = ({ only }: Screen, connector: string | undefined): boolean =>
  only === undefined || only === connector;

export function Rail({ onSwitchSite }: { onSwitchSite: () => void }) {
  const say = useText(frame);
  const facets = useSite((state) => state.facets);
  const may = useMay();
  const [creating, setCreating] = useState(false);
  useConnection();
  const connector = useChanges((state) => state.connection?.connector);
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
            most={facets.most.contacts}
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
          <span className="grow" />
          <Count count={facets.groups.length} most={facets.most.groups} />
          <PermittedIcon
            label={say('group.new')}
            icon={IconPlus}
            why={may('change-groups')}
            onClick={() => setCreating(true)}
          />
        </div>
        <ul className="rail-list" aria-label={say('groups')}>
          {facets.groups.map((group) => (
            <GroupItem key={group.id} group={group} />
          ))}
        </ul>
      </div>
      <ul className="rail-list rail-screens">
        {SCREEN_IDS.filter((id) => id !== 'contacts' && isFor(screenOf(id), connector)).map((id) => (
          <ScreenItem key={id} id={id} />
        ))}
      </ul>
      <div className="rail-foot">
        <UndoButtons />
        <span className="grow" />
        <SessionButton />
        <SettingsMenu />
      </div>
      <GroupDialog opened={creating} onClose={() => setCreating(false)} group={null} />
    </nav>
  );
}
