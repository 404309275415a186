/** F6 goes from pane to pane, and back to where the keyboard was in each. A pane is what says `data-pane`. */

/** What the tab key stops at. */
const STOPS =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

const lastIn = new WeakMap<Element, HTMLElement>();

const isShown = (element: Element): boolean => element.getClientRects().length > 0;

/** The innermost ones: a pane that is divided again is no place of its own. */
const panes = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => isShown(pane) && pane.querySelector('[data-pane]') === null,
  );

export function rememberFocus(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement)) return;
  const pane = target.closest('[data-pane]');
  if (pane !== null) lastIn.set(pane, target);
}

function enter(pane: HTMLElement): void {
  const last = lastIn.get(pane);
  if (last !== undefined && last !== pane && pane.contains(last) && isShown(last)) {
    last.focus();
    return;
  }
  const stops = [...pane.querySelectorAll<HTMLElement>(STOPS)].filter(
    (one) => one.tabIndex >= 0 && isShown(one),
  );
  const first =
    stops.find((one) => one.matches('[role=grid], [aria-current]')) ??
    stops.find((one) => one.role !== 'separator') ??
    pane;
  if (first === pane) pane.tabIndex = -1;
  first.focus();
}

export function goToPane(by: 1 | -1): void {
  const all = panes();
  const here = all.findIndex((pane) => pane.contains(document.activeElement));
  const next = here === -1 ? (by === 1 ? 0 : all.length - 1) : (here + by + all.length) % all.length;
  const pane = all[next];
  if (pane !== undefined) enter(pane);
}

/** Into what is the content of the screen: its first pane, or the one that it fills where it is not divided. */
export function goToContent(): void {
  const content = panes().find(
    (pane) => pane.closest('main') !== null || pane.querySelector('main') !== null,
  );
  if (content !== undefined) enter(content);
}
