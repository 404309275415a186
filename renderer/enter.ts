/** Where the keyboard begins in what opens over the page, and where it is afterwards. */
import { goToContent } from './pane-keys.ts';

/**
 * The library gives the keyboard to a menu's first entry even where it is greyed out and takes nothing: neither arrows
 * nor Escape were heard then. Its own attempt comes first.
 */
export const enterMenu = () =>
  setTimeout(() => {
    const menu = [...document.querySelectorAll('[role=menu]')].at(-1);
    if (menu?.contains(document.activeElement) === false)
      menu.querySelector<HTMLElement>('[data-menu-item]:not(:disabled)')?.focus();
  }, 60);

/** In milliseconds: for how long a dialog or a screen waits for what it is about, and how often it looks. */
const MOST = 2000;
const LOOK = 40;

const FIELD = 'input:not([type=file], [type=radio]:not(:checked)), select, textarea';
/** A button as the theme has them: all others say what they are. */
const MAIN_ACTION = '.mantine-Button-root:not([data-variant])';
/** Something of it is still being read. */
const WAITING = '.mantine-Skeleton-root, [role=progressbar]';

/**
 * The library gives the keyboard to a dialog's cross unless an element there at once says that it wants it. It belongs
 * to the first field, else to what the dialog is for, else to the first of what can be done. Whoever goes to the cross
 * from within the dialog, or on meanwhile, is left alone.
 */
export function enterDialog({ target: cross, relatedTarget: from }: FocusEvent): void {
  if (!(cross instanceof Element) || !cross.matches('.mantine-Modal-close')) return;
  const dialog = cross.closest('[role=dialog]');
  const body = dialog?.querySelector('.mantine-Modal-body');
  if (!body || (from instanceof Node && dialog?.contains(from) === true)) return;
  const until = Date.now() + MOST;
  const enter = () => {
    if (document.activeElement !== cross) return;
    const able = [...body.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')].filter(
      (one) => !one.matches(':disabled, [tabindex="-1"]') && one.checkVisibility(),
    );
    const wanted = ['[data-autofocus]', FIELD, MAIN_ACTION].flatMap((what) =>
      able.filter((one) => one.matches(what)),
    );
    const first = wanted[0] ?? (body.querySelector(WAITING) === null ? able[0] : undefined);
    if (first) first.focus();
    else if (Date.now() < until) setTimeout(enter, LOOK);
  };
  // The library tries twice.
  setTimeout(enter, LOOK);
}

/** What had the keyboard is gone, and nobody has taken it since. */
export const isNowhere = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** What had the keyboard is gone with the screen it stood on: it goes on in the one that came, once that is there. */
export function enterScreen(): void {
  const until = Date.now() + MOST;
  const enter = () => {
    if (!isNowhere()) return;
    if (document.querySelector('main')?.querySelector(WAITING) && Date.now() < until) setTimeout(enter, LOOK);
    else goToContent();
  };
  enter();
}

/** Where the keyboard was last on the page itself. */
let beneath: HTMLElement | null = null;

export function rememberPlace({ target }: FocusEvent): void {
  if (target instanceof HTMLElement && target.closest('[data-portal]') === null) beneath = target;
}

/** Time for whoever has closed the dialog to put the keyboard elsewhere, in milliseconds. */
const LEAVE = 10;

/**
 * Gives the keyboard back once a dialog is gone: to the dialog below it, else to the page, where what had it may be gone
 * too. `before` is what had it when the dialog opened, and may be an entry of a menu or of the palette.
 */
export function goBackFrom(before: Element | null): void {
  setTimeout(() => {
    if (!isNowhere()) return;
    const inDialog = before?.isConnected === true && before.closest('[role=dialog]') !== null;
    const back = inDialog && before instanceof HTMLElement ? before : beneath;
    if (back?.isConnected === true) back.focus({ preventScroll: true });
    else enterScreen();
  }, LEAVE);
}
