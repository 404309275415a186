/** The native menu, in the person's language: the commands of the application and what every desktop program has. */
import type { MenuItemConstructorOptions } from 'electron';
import type { RecentSite } from '../../../core/api/shapes.ts';
import {
  COMMAND_IDS,
  commandOf,
  isByWindow,
  type CommandId,
  type MenuName,
} from '../../../core/commands/commands.ts';
import { hasScreen, type Connected } from '../../../core/commands/screens.ts';
import { isOfText } from '../../../core/commands/keys.ts';
import { speaker, type Language } from '../../../core/language/text.ts';
import words from '../../../resources/translations/desktop.json' with { type: 'json' };

export interface MenuWishes {
  language: Language;
  mac: boolean;
  recent: readonly RecentSite[];
  /** The site in front. */
  connected: Connected;
  perform: (command: CommandId) => void;
  open: (path: string) => void;
}

/** `mod+shift+Z` in Electron's words. */
const accelerator = (keys: string): string =>
  keys.replace('mod', 'CommandOrControl').replace('shift', 'Shift');

/** A Mac’s menu takes its keys for itself, in the middle of a word too. */
const isShown = (keys: string, mac: boolean): boolean => !mac || !isOfText(keys);

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

type Role = NonNullable<MenuItemConstructorOptions['role']> & keyof typeof words;

export function menuTemplate(wishes: MenuWishes): MenuItemConstructorOptions[] {
  const { language, mac, connected } = wishes;
  const say = speaker(words, language);
  const roles = (...names: Role[]): MenuItemConstructorOptions[] =>
    names.map((role) => ({ role, label: say(role) }));

  const item = (id: CommandId): MenuItemConstructorOptions => {
    const { label, keys } = commandOf(id);
    return {
      id,
      label: label[language],
      ...(keys !== undefined && isShown(keys, mac) && { accelerator: accelerator(keys) }),
      // The page hears its own keys: it knows whether somebody is typing.
      registerAccelerator: isByWindow(id),
      click: () => wishes.perform(id),
    };
  };
  const isThere = (id: CommandId): boolean => {
    const { goesTo } = commandOf(id);
    return goesTo === undefined || hasScreen(connected, goesTo);
  };
  const commands = (menu: MenuName): MenuItemConstructorOptions[] =>
    COMMAND_IDS.filter((id) => commandOf(id).menu === menu && isThere(id)).map(item);

  const there = wishes.recent.filter((site) => site.there);
  const recent: MenuItemConstructorOptions = {
    label: say('recent'),
    submenu:
      there.length === 0
        ? [{ label: say('recent.none'), enabled: false }]
        : there.map(({ name, path }) => ({ label: name, sublabel: path, click: () => wishes.open(path) })),
  };

  return [
    ...(mac
      ? [
          {
            label: 'Switchbook',
            submenu: [
              ...roles('about'),
              SEPARATOR,
              ...roles('services'),
              SEPARATOR,
              ...roles('hide', 'hideOthers', 'unhide'),
              SEPARATOR,
              ...roles('quit'),
            ],
          },
        ]
      : []),
    {
      label: say('menu.file'),
      submenu: [
        ...commands('file'),
        SEPARATOR,
        recent,
        SEPARATOR,
        ...roles('close', ...(mac ? [] : (['quit'] as const))),
      ],
    },
    {
      label: say('menu.edit'),
      submenu: [...commands('edit'), SEPARATOR, ...roles('cut', 'copy', 'paste', 'selectAll')],
    },
    {
      label: say('menu.view'),
      submenu: [...roles('resetZoom', 'zoomIn', 'zoomOut'), SEPARATOR, ...roles('togglefullscreen')],
    },
    { label: say('menu.go'), submenu: commands('go') },
    {
      label: say('menu.window'),
      role: 'windowMenu',
      submenu: roles('minimize', ...(mac ? (['front'] as const) : [])),
    },
    {
      label: say('menu.help'),
      role: 'help',
      submenu: [...commands('help'), ...(mac ? [] : roles('about'))],
    },
  ];
}
