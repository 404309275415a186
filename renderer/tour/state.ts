/** Whether the tour runs. It begins by itself on the demonstration, once. */
import { create } from 'zustand';
import { prefer, usePreferences } from '../state/preferences.ts';
import { useSite } from '../state/site.ts';

export const useTour = create<{ active: boolean }>()(() => ({ active: false }));

export const startTour = () => useTour.setState({ active: true });

export function endTour(): void {
  useTour.setState({ active: false });
  prefer({ tourSeen: true });
}

export const useIsDemonstration = (): boolean =>
  useSite(({ site, app }) => site !== null && site !== undefined && site.path === app?.demonstration);

export const useTourIsDue = (): boolean => {
  const seen = usePreferences(({ tourSeen }) => tourSeen);
  return useIsDemonstration() && !seen;
};
