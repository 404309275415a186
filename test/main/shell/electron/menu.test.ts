import { describe, expect, it, vi } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { CONNECTORS } from '../../../../core/api/upload.ts';
import { COMMAND_IDS, commandOf, isByWindow } from '../../../../core/commands/commands.ts';
import { hasScreen, SCREEN_IDS } from '../../../../core/commands/screens.ts';
import { LANGUAGES } from '../../../../core/language/text.ts';
import { click } from './fake.ts';
import { menuTemplate, type MenuWishes } from '../../../../main/shell/electron/menu.ts';

const wishes = (more: Partial<MenuWishes> = {}): MenuWishes => ({
  language: 'en',
  mac: false,
  recent: [],
  connected: null,
  perform: () => undefined,
  open: () => undefined,
  ...more,
});

const items = (template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);

describe('the native menu', () => {
  it.each(LANGUAGES.flatMap((language) => [true, false].map((mac) => [language, mac] as const)))(
    'has every command of a menu once, in %s (Mac: %s)',
    (language, mac) => {
      const all = items(menuTemplate(wishes({ language, mac, connected: 'ovh' })));
      const inMenus = COMMAND_IDS.filter((id) => commandOf(id).menu !== undefined);
      expect(all.flatMap(({ id }) => id ?? []).sort()).toEqual([...inMenus].sort());
      for (const id of inMenus)
        expect(all.find((item) => item.id === id)?.label).toBe(commandOf(id).label[language]);
      // Electron would write the others in English.
      expect(all.filter(({ role, label }) => role !== undefined && !label)).toEqual([]);
    },
  );

  it('leaves keys to the page, which knows whether somebody is typing, but those of the window', () => {
    for (const { id, registerAccelerator } of items(menuTemplate(wishes()))) {
      const command = COMMAND_IDS.find((known) => known === id);
      if (command !== undefined) expect([id, registerAccelerator]).toEqual([id, isByWindow(command)]);
    }
  });

  it('writes keys in Electron’s words; a Mac’s menu has none that belong to a text', () => {
    const keys = (mac: boolean) =>
      new Map(items(menuTemplate(wishes({ mac }))).map(({ id, accelerator }) => [id, accelerator]));
    expect(keys(false).get('new-window')).toBe('CommandOrControl+Shift+N');
    expect(keys(false).get('undo')).toBe('CommandOrControl+Z');
    expect(keys(false).get('new-contact')).toBe('N');
    expect(keys(true).get('find')).toBe('CommandOrControl+F');
    expect(keys(true).get('new-contact')).toBeUndefined();
    expect(keys(true).get('undo')).toBeUndefined();
  });

  it.each([null, ...CONNECTORS])(
    'goes to the screens that a site has which is connected by %s',
    (connected) => {
      const going = items(menuTemplate(wishes({ connected }))).flatMap(({ id }) => {
        const command = COMMAND_IDS.find((known) => known === id);
        return (command && commandOf(command).goesTo) ?? [];
      });
      const expected = SCREEN_IDS.filter((screen) => hasScreen(connected, screen));
      expect(going.sort()).toEqual(expected.toSorted());
      expect(going.includes('books')).toBe(connected === 'ovh');
      expect(going.includes('services')).toBe(connected === 'ovh');
    },
  );

  it('does what is chosen', () => {
    const perform = vi.fn();
    for (const item of items(menuTemplate(wishes({ perform, connected: 'ovh' }))))
      if (item.id !== undefined) click(item);
    expect(perform.mock.calls.map(([id]) => String(id)).sort()).toEqual(
      COMMAND_IDS.filter((id) => commandOf(id).menu !== undefined).sort(),
    );
  });

  it('lists the recent sites that are there, and says when there are none', () => {
    const open = vi.fn();
    const site = (name: string, there: boolean) => ({ path: `/s/${name}`, name, at: '', there });
    const all = items(menuTemplate(wishes({ open, recent: [site('Bakery', true), site('Gone', false)] })));
    expect(all.some(({ label }) => label === 'Gone')).toBe(false);
    click(all.find(({ label }) => label === 'Bakery'));
    expect(open.mock.calls).toEqual([['/s/Bakery']]);
    const none = items(menuTemplate(wishes())).find(({ label }) => label === 'None yet');
    expect(none?.enabled).toBe(false);
  });
});
