/**
 * One stop for the tab key; inside, the arrow keys go on. As the patterns of WAI-ARIA have it for toolbars, tabs,
 * lists and grids. What is greyed out with a reason can be reached too: the reason is read there.
 */
import type { FocusEvent, KeyboardEvent, RefCallback } from 'react';
import { useCallback, useRef } from 'react';

const STEPS = {
  vertical: { ArrowDown: 1, ArrowUp: -1 },
  horizontal: { ArrowRight: 1, ArrowLeft: -1 },
} as const;
type Direction = keyof typeof STEPS;
type End = 'first' | 'last';
const ENDS: Partial<Record<string, End>> = { Home: 'first', End: 'last' };

/** What comes and goes, or can no longer be used. */
const WATCHED = { childList: true, subtree: true, attributeFilter: ['disabled', 'aria-current'] };

export interface Roving {
  ref: RefCallback<HTMLElement>;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
}

/** How far a key goes in a direction: 0 where it goes elsewhere. */
function stepOf(key: string, direction: Direction): number {
  const steps: Partial<Record<string, number>> = STEPS[direction];
  return steps[key] ?? 0;
}

const endOf = <T>(all: readonly T[], end: End): T | undefined => all.at(end === 'first' ? 0 : -1);

/**
 * `stops` selects what the keys go to, `besides` what a stop takes along as the tab key's next ones. `go` answers where
 * a key leads from one of them; nothing is for the browser.
 */
function useStops(
  stops: string,
  besides: (stop: HTMLElement) => Iterable<HTMLElement>,
  go: (key: string, from: HTMLElement, all: HTMLElement[]) => HTMLElement | 'later' | undefined,
): Roving {
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
      for (const beside of besides(one)) beside.tabIndex = tabIndex;
    }
  }, [all, besides]);

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
      const from = here.find((one) => one === event.target);
      if (from === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const to = go(event.key, from, here);
      if (to === undefined) return;
      event.preventDefault();
      if (to !== 'later') to.focus();
    },
  };
}

const besideInItem = (stop: HTMLElement) => stop.closest('li')?.querySelectorAll('button') ?? [];
const nothing = (): HTMLElement[] => [];

/**
 * `stops` selects what the arrow keys go to; the stop is at first the one that says `aria-current`. Buttons beside it
 * in the same list item come after it.
 */
export function useRoving(stops: string, direction: Direction): Roving {
  return useStops(stops, besideInItem, (key, from, all) => {
    const end = ENDS[key];
    if (end !== undefined) return endOf(all, end);
    const by = stepOf(key, direction);
    return by === 0 ? undefined : all.at((all.indexOf(from) + by) % all.length);
  });
}

/**
 * The buttons of many rows: up and down to the same place of the next row that has any, left and right within the row.
 * `scrollTo` is for lists of which only the rows in sight are there: it brings an end of the list into sight.
 */
export function useRovingRows(row: string, scrollTo?: (end: End) => void): Roving {
  const stops = `${row} button`;
  return useStops(stops, nothing, (key, from, all) => {
    const buttonsOf = (stop: HTMLElement | undefined) =>
      all.filter((one) => one.closest(row) === stop?.closest(row));
    const own = buttonsOf(from);
    const place = own.indexOf(from);
    const beside = stepOf(key, 'horizontal');
    if (beside !== 0) return own[place + beside];
    const inRow = (stop: HTMLElement | undefined) => {
      const buttons = buttonsOf(stop);
      return buttons[place] ?? buttons.at(-1);
    };
    const end = ENDS[key];
    if (end !== undefined && scrollTo !== undefined) {
      const list = from.closest(row)?.parentElement;
      scrollTo(end);
      // The rows there are drawn after the scrolling.
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          endOf([...(list?.querySelectorAll<HTMLElement>(stops) ?? [])], end)?.focus(),
        ),
      );
      return 'later';
    }
    if (end !== undefined) return inRow(endOf(all, end));
    const by = stepOf(key, 'vertical');
    if (by === 0) return undefined;
    const [first = from, final = from] = [own[0], own.at(-1)];
    return inRow(by === 1 ? all[all.indexOf(final) + 1] : all[all.indexOf(first) - 1]);
  });
}
