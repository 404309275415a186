/** The screens that are for this site, with why some may not be opened by whoever is signed in. */
import { useChanges } from '../changes/state.ts';
import { useMaySomewhere, type WhyNot } from '../state/may.ts';
import { SCREEN_IDS, screenOf, type ScreenId } from './screens.ts';

export function useScreens(): { id: ScreenId; why: WhyNot }[] {
  const connector = useChanges((state) => state.connection?.connector);
  const may = useMaySomewhere();
  return SCREEN_IDS.map((id) => ({ id, ...screenOf(id) }))
    .filter(({ only }) => only === undefined || only === connector)
    .map(({ id, needs }) => ({ id, why: needs === undefined ? null : may(needs) }));
}
