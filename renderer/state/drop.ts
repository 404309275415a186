/** Where dropped files go: to the import, unless a dialog that takes files itself is open. */
import { create } from 'zustand';

export const useDrop = create<{ taken: boolean }>(() => ({ taken: false }));
