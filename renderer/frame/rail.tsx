/** The left rail: which site and device, where to go, and how the line to the services is. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconAddressBook,
  IconBook2,
  IconBrandGoogle,
  IconCommand,
  IconDeviceLandlinePhone,
  IconFolder,
  IconPlus,
  IconUserOff,
  IconUsers,
} from '@tabler/icons-react';
import { useState } from 'react';
import commands from '../../resources/translations/commands.json' with { type: 'json' };
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { ConnectionState } from '../changes/connection-state.tsx';
import { useConnection } from '../changes/use-connection.ts';
import { useCommand } from '../commands/doing.ts';
import { Tip } from '../commands/keys.tsx';
import { palette } from '../commands/palette-store.ts';
import { useLine } from '../state/line.ts';
import { useMay } from '../state/may.ts';
import { leaveSafely } from '../state/place.ts';
import { useSite } from '../state/site.ts';
import { useLanguage, useText } from '../text.ts';
import { PermittedIcon } from '../widgets/permitted.tsx';
import { useRoving } from '../widgets/roving.ts';
import { GroupDialog } from './group-dialog.tsx';
import { GroupMenu, type GroupEntry } from './group-menu.tsx';
import './rail.css';
import { Count, ScopeItem, ScreenItem } from './rail-item.tsx';
import { SessionButton } from './session.tsx';
import { SettingsMenu } from './settings.tsx';
import { UndoButtons } from './undo.tsx';
import { useScreens } from './use-screens.ts';

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
      <Tooltip label={<Tip label={say('site.switch')} command="open-site" />}>
        <ActionIcon data-tour="sites" aria-label={say('site.switch')} onClick={() => leaveSafely(onSwitch)}>
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

export function Rail({ onSwitchSite }: { onSwitchSite: () => void }) {
  const say = useText(frame);
  const command = useText(commands);
  const facets = useSite((state) => state.facets);
  const may = useMay();
  const [creating, setCreating] = useState(false);
  useConnection();
  const screens = useScreens();
  const whyNoGroup = may('change-groups');
  useCommand('new-group', () => setCreating(true), whyNoGroup);
  const places = useRoving('.rail-button', 'vertical');
  return (
    <nav className="rail" aria-label={say('rail')} {...places}>
      <SiteHead onSwitch={onSwitchSite} />
      <ConnectionState />
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
            why={whyNoGroup}
            onClick={() => setCreating(true)}
          />
        </div>
        {facets.groups.length === 0 && (
          <div className="rail-none">
            <p className="quiet">{say('groups.none')}</p>
            {whyNoGroup === null && (
              <Button size="compact-sm" variant="default" onClick={() => setCreating(true)}>
                {say('groups.first')}
              </Button>
            )}
          </div>
        )}
        <ul className="rail-list" aria-label={say('groups')}>
          {facets.groups.map((group) => (
            <GroupItem key={group.id} group={group} />
          ))}
        </ul>
      </div>
      <ul className="rail-list rail-screens">
        {screens.map(({ id, why }) => id !== 'contacts' && <ScreenItem key={id} id={id} why={why} />)}
      </ul>
      <div className="rail-foot">
        <UndoButtons />
        <span className="grow" />
        <Tooltip label={<Tip label={command('palette')} command="palette" />}>
          <ActionIcon aria-label={command('palette')} onClick={palette.open}>
            <IconCommand size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <SessionButton />
        <SettingsMenu />
      </div>
      {creating && <GroupDialog group={null} onClose={() => setCreating(false)} />}
    </nav>
  );
}
