/** What this person's screen looks like: kept in the browser, never in the site file. */
import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { LANGUAGES } from '../../core/language/text.ts';

const shape = z.object({
  language: z.enum([...LANGUAGES, 'system']).catch('system'),
  /** Widths of resizable panes in pixels, by pane. */
  panes: z.record(z.string(), z.number()).catch({}),
  filtersShown: z.boolean().catch(false),
});
export type Preferences = z.infer<typeof shape>;

export const usePreferences = create<Preferences>()(
  persist(() => shape.parse({}), {
    name: 'switchbook',
    merge: (saved, current) => ({ ...current, ...shape.parse(saved ?? {}) }),
  }),
);

export const prefer = (changes: Partial<Preferences>) => usePreferences.setState(changes);

export const rememberPane = (pane: string, width: number) =>
  usePreferences.setState(({ panes }) => ({ panes: { ...panes, [pane]: Math.round(width) } }));
