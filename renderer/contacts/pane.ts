/** What the detail pane shows: the chosen contact, or the form of one that is written. */
import { create } from 'zustand';
import type { ScreenId } from '../../core/commands/screens.ts';
import { leaveSafely } from '../state/place.ts';

/** The place in a form that somebody was sent to; `value` tells one entry of a list from the others. */
export interface FormPlace {
  field: string;
  value: string;
}

/** `number`: what a new contact begins with. */
type Writing = { kind: 'new'; number?: string } | { kind: 'edit'; id: number; at?: FormPlace };

interface Pane {
  /** Null while contacts are only read. It does not follow the selection: a search loses no form. */
  writing: Writing | null;
  /** Tells one form from the next. */
  serial: number;
  /** The contact that another screen has sent the person to, and that screen. */
  sent: { id: number; by: ScreenId } | null;
}

export const usePane = create<Pane>()(() => ({ writing: null, serial: 0, sent: null }));

const show = (writing: Writing | null) => usePane.setState(({ serial }) => ({ writing, serial: serial + 1 }));

/** The form in which somebody was typing when the page went. */
export const resume = (id: number | null) => show(id === null ? { kind: 'new' } : { kind: 'edit', id });

export const showView = () => show(null);
export const startNew = () => leaveSafely(() => show({ kind: 'new' }));
/** The form of a new contact with a number; `goThere` shows it, once unsaved work is settled. */
export const startNewWith = (number: string, goThere: () => void) =>
  leaveSafely(() => {
    goThere();
    show({ kind: 'new', number });
  });
export const startEdit = (id: number) => leaveSafely(() => show({ kind: 'edit', id }));

/** The form of a contact with the cursor where something is to be put right; `goThere` shows it. */
export const sendTo = (id: number, at: FormPlace, by: ScreenId, goThere: () => void) =>
  leaveSafely(() => {
    goThere();
    usePane.setState({ sent: { id, by } });
    show({ kind: 'edit', id, at });
  });
