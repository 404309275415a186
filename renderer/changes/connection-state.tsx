/** Always in sight: how it stands with the line to the PBX. A click leads to where that is changed. */
import { UnstyledButton } from '@mantine/core';
import {
  IconCloudOff,
  IconLock,
  IconPlugConnected,
  IconPlugConnectedX,
  IconPlugX,
  IconTransfer,
} from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import words from '../../resources/translations/renderer-connection.json' with { type: 'json' };
import { perform } from '../commands/doing.ts';
import { goTo } from '../state/place.ts';
import { useSite } from '../state/site.ts';
import { useFormats, useText } from '../text.ts';
import './connection-state.css';
import { everySecond, secondsLeft } from './lock.ts';
import { OF_THE_CONNECTION, useChanges, useTasks } from './state.ts';

type Standing = 'none' | 'never' | 'read' | 'connected' | 'offline' | 'blocked';

const ICONS = {
  none: IconPlugX,
  never: IconCloudOff,
  read: IconPlugConnected,
  connected: IconTransfer,
  offline: IconPlugConnectedX,
  blocked: IconLock,
} as const satisfies Record<Standing, unknown>;

/** Undefined while nothing is known of the connection. */
function useStanding(): { standing: Standing; at: string | null; seconds: number } | undefined {
  const { connection, comparison, blocked } = useChanges();
  const { running, problem } = useTasks();
  const seconds = useSyncExternalStore(everySecond, () => (blocked === null ? 0 : secondsLeft(blocked)));
  if (connection === undefined) return undefined;
  const at = comparison?.at ?? connection?.lastRead ?? null;
  const standing = (): Standing => {
    if (seconds > 0) return 'blocked';
    if (connection === null) return 'none';
    if (running !== null) return 'connected';
    if (problem !== null && OF_THE_CONNECTION.includes(problem.code)) return 'offline';
    return at === null ? 'never' : 'read';
  };
  return { standing: standing(), at, seconds };
}

export function ConnectionState() {
  const say = useText(words);
  const { moment } = useFormats();
  const isKeeper = useSite(({ session }) => session.role !== 'subscriber');
  const known = useStanding();
  // What subscribers do reaches no PBX.
  if (!isKeeper || known === undefined) return null;
  const { standing, at, seconds } = known;
  const Icon = ICONS[standing];
  const text = say(standing, { at: at === null ? '' : moment(at), seconds, read: String(at !== null) });
  return (
    <UnstyledButton
      className="rail-button connection-state"
      data-standing={standing}
      data-tour="connection"
      aria-description={say('change')}
      title={`${text} · ${say('change')}`}
      onClick={() => {
        if (standing === 'none') goTo('changes');
        else perform('connection-settings');
      }}
    >
      <Icon size={15} stroke={1.8} />
      <span className="cut grow">{text}</span>
    </UnstyledButton>
  );
}
