/** The screens that are for this site, with why some may not be opened by whoever is signed in. */
import { hasScreen, SCREEN_IDS, type ScreenId } from '../../core/commands/screens.ts';
import { useChanges } from '../changes/state.ts';
import { useMaySomewhere, type WhyNot } from '../state/may.ts';
import { screenOf } from './screens.ts';

export function useScreens(): { id: ScreenId; why: WhyNot }[] {
  const connector = useChanges((state) => state.connection?.connector ?? null);
  const may = useMaySomewhere();
  return SCREEN_IDS.filter((id) => hasScreen(connector, id)).map((id) => {
    const { needs } = screenOf(id);
    return { id, why: needs === undefined ? null : may(needs) };
  });
}
