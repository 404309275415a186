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
  /** Single letters are shortcuts. WCAG 2.1.4: they can be switched off. */
  letterKeys: z.boolean().catch(true),
  /** Of the main job: it begins by itself only once. */
  tourSeen: z.boolean().catch(false),
  list: z
    .object({
      /** Columns of contacts beside the name; null: those that everybody begins with. */
      columns: z.array(z.string()).nullable().catch(null),
      /** Widths in pixels of those that were resized. */
      widths: z.record(z.string(), z.number()).catch({}),
      sort: z
        .object({ field: z.string(), descending: z.boolean() })
        .catch({ field: 'name', descending: false }),
      density: z.enum(['normal', 'compact']).catch('normal'),
    })
    .catch({ columns: null, widths: {}, sort: { field: 'name', descending: false }, density: 'normal' }),
});
export type Preferences = z.infer<typeof shape>;

export const usePreferences = create<Preferences>()(
  persist(() => shape.parse({}), {
    name: 'switchbook',
    merge: (saved, current) => ({ ...current, ...shape.parse(saved ?? {}) }),
  }),
);

export const prefer = (changes: Partial<Preferences>) => usePreferences.setState(changes);

export const preferList = (changes: Partial<Preferences['list']>) =>
  usePreferences.setState(({ list }) => ({ list: { ...list, ...changes } }));

export const rememberPane = (pane: string, width: number) =>
  usePreferences.setState(({ panes }) => ({ panes: { ...panes, [pane]: Math.round(width) } }));
