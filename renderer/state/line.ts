/** Whether the services can be reached. */
import { create } from 'zustand';
import type { Line } from '../host/host.ts';

export const useLine = create<{ line: Line }>()(() => ({ line: 'connecting' }));
