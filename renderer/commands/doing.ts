/** Who carries out which command at the moment: each part of the page says what it can do while it is shown. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { COMMAND_IDS, commandOf, commandTo, type CommandId } from '../../core/commands/commands.ts';
import type { WhyNot } from '../state/may.ts';
import { leaveSafely, usePlace } from '../state/place.ts';

interface Doing {
  run: () => void;
  /** Why it cannot be done now. */
  why: WhyNot;
}

interface State {
  doing: Partial<Record<CommandId, Doing>>;
  /** Asked for on another screen, for the one that is on its way. */
  waiting: CommandId | null;
}

export const useDoing = create<State>()(() => ({ doing: {}, waiting: null }));

/** Carries the command out while this is shown; null where there is nothing to do it with. */
export function useCommand(id: CommandId, run: (() => void) | null, why: WhyNot = null): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const able = run !== null;
  useEffect(() => {
    if (!able) return undefined;
    const mine: Doing = { run: () => latest.current?.(), why };
    useDoing.setState(({ doing }) => ({ doing: { ...doing, [id]: mine } }));
    if (useDoing.getState().waiting === id) {
      useDoing.setState({ waiting: null });
      if (why === null) mine.run();
    }
    return () =>
      useDoing.setState(({ doing }) => {
        if (doing[id] !== mine) return {};
        const { [id]: _mine, ...others } = doing;
        return { doing: others };
      });
  }, [id, able, why]);
}

/** Does it here, or goes to the screen whose work it is and does it there. False where it cannot be done. */
export function perform(id: CommandId): boolean {
  const mine = useDoing.getState().doing[id];
  if (mine !== undefined) {
    if (mine.why === null) mine.run();
    return mine.why === null;
  }
  const { screen } = commandOf(id);
  if (screen === undefined || usePlace.getState().screen === screen) return false;
  leaveSafely(() => {
    useDoing.setState({ waiting: id });
    usePlace.setState({ screen });
  });
  return true;
}

/** Whoever has gone elsewhere meanwhile does not wait any more. */
usePlace.subscribe(({ screen }) => {
  const { waiting } = useDoing.getState();
  if (waiting !== null && commandOf(waiting).screen !== screen) useDoing.setState({ waiting: null });
});

/** Those that can be carried out now, in the order of the list. */
export const useDoable = (): CommandId[] => {
  const doing = useDoing((state) => state.doing);
  return COMMAND_IDS.filter((id) => doing[id]?.why === null);
};

/** Here, or on the screen whose work it is, where that one may be opened. */
export function useMayPerform(id: CommandId): boolean {
  const doing = useDoing((state) => state.doing);
  const { screen } = commandOf(id);
  const here = doing[id] ?? doing[(screen && commandTo(screen)) ?? id];
  return here?.why === null;
}
