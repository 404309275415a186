/** What the detail pane shows: the chosen contact, its form, or the form of a new one. */
import { create } from 'zustand';
import { leaveSafely } from '../state/place.ts';

export type PaneMode = 'view' | 'edit' | 'new';

export const usePane = create<{ mode: PaneMode }>()(() => ({ mode: 'view' }));

export const showPane = (mode: PaneMode) => usePane.setState({ mode });

export const startNew = () => leaveSafely(() => showPane('new'));
