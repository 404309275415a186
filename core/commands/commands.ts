/** What a person can ask the application for, wherever they ask: in its menus, its palette or by keys. */
import words from '../../resources/translations/commands.json' with { type: 'json' };
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import type { Sentence } from '../language/text.ts';
import type { ScreenId } from './screens.ts';

export const MENUS = ['file', 'edit', 'go', 'help'] as const;
export type MenuName = (typeof MENUS)[number];

export interface Command {
  label: Sentence;
  /** Of the window; absent for what is offered on its screen only. */
  menu?: MenuName;
  /** As `core/commands/keys.ts` reads them: `mod+shift+Z`. */
  keys?: string;
  /** The screen whose work it is; of no screen in particular where absent. */
  screen?: ScreenId;
  /** The screen that it shows. */
  goesTo?: ScreenId;
}

const COMMANDS = {
  'new-window': { label: words['new-window'], menu: 'file', keys: 'mod+shift+N' },
  'new-site': { label: words['new-site'], menu: 'file' },
  'open-site': { label: words['open-site'], menu: 'file', keys: 'mod+O' },
  import: { label: words['import'], menu: 'file', keys: 'mod+I', goesTo: 'import' },
  export: { label: words['export'], menu: 'file', keys: 'mod+E', screen: 'contacts' },
  'print-directory': { label: words['print-directory'], menu: 'file', screen: 'contacts' },
  'print-contact': { label: words['print-contact'], screen: 'contacts' },
  print: { label: words['print'], menu: 'file', keys: 'mod+P' },
  'print-pdf': { label: words['print-pdf'], menu: 'file' },
  undo: { label: words['undo'], menu: 'edit', keys: 'mod+Z' },
  redo: { label: words['redo'], menu: 'edit', keys: 'mod+shift+Z' },
  'new-contact': { label: words['new-contact'], menu: 'edit', keys: 'N', screen: 'contacts' },
  'edit-contact': { label: words['edit-contact'], keys: 'E', screen: 'contacts' },
  save: { label: words['save'], keys: 'mod+S', screen: 'contacts' },
  find: { label: words['find'], menu: 'edit', keys: 'mod+F', screen: 'contacts' },
  filter: { label: words['filter'], keys: 'F', screen: 'contacts' },
  'change-many': { label: words['change-many'], screen: 'contacts' },
  delete: { label: words['delete'], screen: 'contacts' },
  'new-group': { label: frame['group.new'] },
  merge: { label: words['merge'], keys: 'mod+Enter', screen: 'duplicates' },
  'not-the-same': { label: words['not-the-same'], keys: 'mod+Backspace', screen: 'duplicates' },
  'new-subscriber': { label: words['new-subscriber'], screen: 'permissions' },
  'import-rights': { label: words['import-rights'], screen: 'permissions' },
  'export-rights': { label: words['export-rights'], screen: 'permissions' },
  'fetch-calls': { label: words['fetch-calls'], screen: 'calls' },
  compare: { label: words['compare'], screen: 'changes' },
  upload: { label: words['upload'], screen: 'changes' },
  'connection-settings': { label: words['connection-settings'], screen: 'changes' },
  'read-services': { label: words['read-services'], screen: 'services' },
  'read-books': { label: words['read-books'], screen: 'books' },
  settings: { label: words['settings'], menu: 'edit', keys: 'mod+,' },
  palette: { label: words['palette'], menu: 'go', keys: 'mod+K' },
  'next-pane': { label: words['next-pane'], menu: 'go', keys: 'F6' },
  'previous-pane': { label: words['previous-pane'], menu: 'go', keys: 'shift+F6' },
  'go-contacts': { label: frame['screen.contacts'], menu: 'go', keys: 'mod+1', goesTo: 'contacts' },
  'go-calls': { label: frame['screen.calls'], menu: 'go', keys: 'mod+2', goesTo: 'calls' },
  'go-duplicates': { label: frame['screen.duplicates'], menu: 'go', keys: 'mod+3', goesTo: 'duplicates' },
  'go-permissions': { label: frame['screen.permissions'], menu: 'go', keys: 'mod+4', goesTo: 'permissions' },
  'go-changes': { label: frame['screen.changes'], menu: 'go', keys: 'mod+5', goesTo: 'changes' },
  'go-check': { label: frame['screen.check'], menu: 'go', keys: 'mod+6', goesTo: 'check' },
  'go-books': { label: frame['screen.books'], menu: 'go', keys: 'mod+7', goesTo: 'books' },
  'go-services': { label: frame['screen.services'], menu: 'go', keys: 'mod+8', goesTo: 'services' },
  'go-history': { label: frame['screen.history'], menu: 'go', keys: 'mod+9', goesTo: 'history' },
  'go-file': { label: frame['screen.file'], menu: 'go', goesTo: 'file' },
  guide: { label: words['guide'], menu: 'help', keys: 'F1' },
  tour: { label: words['tour'], menu: 'help' },
  shortcuts: { label: words['shortcuts'], menu: 'help', keys: '?' },
} satisfies Record<string, Command>;

export type CommandId = keyof typeof COMMANDS;

const entries: Record<CommandId, Command> = COMMANDS;
export const commandOf = (id: CommandId): Command => entries[id];
export const isCommand = (id: string): id is CommandId => Object.hasOwn(entries, id);
export const COMMAND_IDS: readonly CommandId[] = Object.keys(entries).filter(isCommand);

/** Carried out by the window around the page, where there is one; all others by the page. */
export const BY_WINDOW = ['new-window', 'print', 'print-pdf'] as const satisfies readonly CommandId[];
export type WindowCommandId = (typeof BY_WINDOW)[number];
export const isByWindow = (id: CommandId): id is WindowCommandId => BY_WINDOW.some((known) => known === id);

/** Those that show a screen. */
export const isGoing = (id: CommandId): boolean => entries[id].goesTo !== undefined;
export const commandTo = (screen: ScreenId): CommandId | undefined =>
  COMMAND_IDS.find((id) => entries[id].goesTo === screen);
