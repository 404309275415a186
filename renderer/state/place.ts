/** Which screen is shown, and the question asked before unsaved work is left. */
import { create } from 'zustand';
import type { ScreenId } from '../../core/commands/screens.ts';

export interface Unsaved {
  /** True when everything was stored. */
  save: () => Promise<boolean>;
  discard: () => void;
}

interface Place {
  screen: ScreenId;
  /** Set by a form while it holds something that is stored nowhere else. */
  unsaved: Unsaved | null;
  /** What goes on once the person has decided about unsaved work. */
  leaving: (() => void) | null;
}

export const usePlace = create<Place>()(() => ({ screen: 'contacts', unsaved: null, leaving: null }));

/** Does it at once, or after the person has saved or discarded what is open. */
export function leaveSafely(then: () => void): void {
  if (usePlace.getState().unsaved === null) then();
  else usePlace.setState({ leaving: then });
}

export const goTo = (screen: ScreenId) => leaveSafely(() => usePlace.setState({ screen }));
