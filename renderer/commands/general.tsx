/** What can be asked for wherever the person is: the screens, undo, and what the frame around them does. */
import { commandTo, type CommandId } from '../../core/commands/commands.ts';
import type { ScreenId } from '../../core/commands/screens.ts';
import { useUndo } from '../frame/undo.tsx';
import { useScreens } from '../frame/use-screens.ts';
import { goToPane } from '../pane-keys.ts';
import type { WhyNot } from '../state/may.ts';
import { goTo, leaveSafely } from '../state/place.ts';
import { useSite } from '../state/site.ts';
import { startTour } from '../tour/state.ts';
import { useCommand } from './doing.ts';
import { useCommandKeys } from './keys.tsx';
import { palette } from './palette-store.ts';

/** One for each screen: which ones there are differs by site. */
function ToScreen({ command, screen, why }: { command: CommandId; screen: ScreenId; why: WhyNot }) {
  useCommand(command, () => goTo(screen), why);
  return null;
}

export function GeneralCommands({
  onNewSite,
  onSwitchSite,
  onShortcuts,
  onSettings,
}: {
  onNewSite: () => void;
  onSwitchSite: () => void;
  onShortcuts: () => void;
  onSettings: () => void;
}) {
  const { undo, redo } = useUndo();
  const canUndo = useSite(({ site }) => (site?.undo ?? null) !== null);
  const canRedo = useSite(({ site }) => (site?.redo ?? null) !== null);
  const screens = useScreens();
  useCommandKeys();
  useCommand('new-site', () => leaveSafely(onNewSite));
  useCommand('open-site', () => leaveSafely(onSwitchSite));
  useCommand('tour', startTour);
  useCommand('undo', canUndo ? () => void undo() : null);
  useCommand('redo', canRedo ? () => void redo() : null);
  useCommand('palette', palette.toggle);
  useCommand('shortcuts', onShortcuts);
  useCommand('settings', onSettings);
  useCommand('next-pane', () => goToPane(1));
  useCommand('previous-pane', () => goToPane(-1));
  return screens.map(({ id, why }) => {
    const command = commandTo(id);
    return command && <ToScreen key={id} command={command} screen={id} why={why} />;
  });
}
