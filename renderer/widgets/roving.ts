/**
 * One stop for the tab key; inside, the arrow keys go on. As the patterns of WAI-ARIA have it for toolbars, tabs and
 * lists. What is greyed out with a reason can be reached too: the reason is read there.
 */
import type { FocusEvent, KeyboardEvent, RefCallback } from 'react';
import { useCallback, useRef } from 'react';

const STEPS = {
  vertical: { ArrowDown: 1, ArrowUp: -1 },
  horizontal: { ArrowRight: 1, ArrowLeft: -1 },
} as const;

/** What comes and goes, or can no longer be used. */
const WATCHED = { childList: true, subtree: true, attributeFilter: ['disabled', 'aria-current'] };

export interface Roving {
  ref: RefCallback<HTMLElement>;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
}

/**
 * `stops` selects what the arrow keys go to; the stop is at first the one that says `aria-current`. Buttons beside it
 * in the same list item come after it.
 */
export function useRoving(stops: string, direction: keyof typeof STEPS): Roving {
  const root = useRef<HTMLElement | null>(null);
  const last = useRef<HTMLElement | null>(null);

  const all = useCallback(
    () =>
      [...(root.current?.querySelectorAll<HTMLElement>(stops) ?? [])].filter(
        (one) => !one.matches(':disabled'),
      ),
    [stops],
  );
  const settle = useCallback(() => {
    const here = all();
    const stop =
      here.find((one) => one === last.current) ?? here.find((one) => one.ariaCurrent !== null) ?? here[0];
    for (const one of here) {
      const tabIndex = one === stop ? 0 : -1;
      one.tabIndex = tabIndex;
      for (const beside of one.closest('li')?.querySelectorAll('button') ?? []) beside.tabIndex = tabIndex;
    }
  }, [all]);

  const ref = useCallback(
    (node: HTMLElement | null) => {
      root.current = node;
      if (node === null) return undefined;
      settle();
      const observer = new MutationObserver(settle);
      observer.observe(node, WATCHED);
      return () => observer.disconnect();
    },
    [settle],
  );
  return {
    ref,
    onFocus: ({ target }) => {
      const stop = all().find((one) => one === target);
      if (stop === undefined) return;
      last.current = stop;
      settle();
    },
    onKeyDown: (event) => {
      const here = all();
      const at = here.findIndex((one) => one === event.target);
      if (at === -1 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const steps: Partial<Record<string, number>> = STEPS[direction];
      const by = steps[event.key];
      const to =
        event.key === 'Home'
          ? 0
          : event.key === 'End'
            ? here.length - 1
            : by === undefined
              ? undefined
              : (at + by + here.length) % here.length;
      if (to === undefined) return;
      event.preventDefault();
      here[to]?.focus();
    },
  };
}
