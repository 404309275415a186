/** What a person can ask the application for, wherever they ask: in its menus, its palette or by keys. */
import words from '../../resources/translations/commands.json' with { type: 'json' };
import frame from '../../resources/translations/renderer-frame.json' with { type: 'json' };
import type { Sentence } from '../language/text.ts';

export const MENUS = ['file', 'edit', 'go'] as const;
export type MenuName = (typeof MENUS)[number];

export interface Command {
  label: Sentence;
  menu: MenuName;
  /** `mod` is Ctrl, and ⌘ on a Mac: `mod+shift+Z`. */
  keys?: string;
  /** Carried out by the window around the page, where there is one; by the page where absent. */
  byWindow?: true;
}

const COMMANDS = {
  'new-window': { label: words['new-window'], menu: 'file', keys: 'mod+shift+N', byWindow: true },
  'open-site': { label: words['open-site'], menu: 'file', keys: 'mod+O' },
  import: { label: words['import'], menu: 'file', keys: 'mod+I' },
  export: { label: words['export'], menu: 'file', keys: 'mod+E' },
  print: { label: words['print'], menu: 'file', keys: 'mod+P', byWindow: true },
  'print-pdf': { label: words['print-pdf'], menu: 'file', byWindow: true },
  undo: { label: words['undo'], menu: 'edit', keys: 'mod+Z' },
  redo: { label: words['redo'], menu: 'edit', keys: 'mod+shift+Z' },
  'new-contact': { label: words['new-contact'], menu: 'edit', keys: 'N' },
  find: { label: words['find'], menu: 'edit', keys: 'mod+F' },
  'go-contacts': { label: frame['screen.contacts'], menu: 'go', keys: 'mod+1' },
  'go-calls': { label: frame['screen.calls'], menu: 'go', keys: 'mod+2' },
  'go-duplicates': { label: frame['screen.duplicates'], menu: 'go', keys: 'mod+3' },
  'go-permissions': { label: frame['screen.permissions'], menu: 'go', keys: 'mod+4' },
  'go-changes': { label: frame['screen.changes'], menu: 'go', keys: 'mod+5' },
  'go-check': { label: frame['screen.check'], menu: 'go', keys: 'mod+6' },
  'go-books': { label: frame['screen.books'], menu: 'go', keys: 'mod+7' },
  'go-services': { label: frame['screen.services'], menu: 'go', keys: 'mod+8' },
  'go-history': { label: frame['screen.history'], menu: 'go', keys: 'mod+9' },
} satisfies Record<string, Command>;

export type CommandId = keyof typeof COMMANDS;

const entries: Record<CommandId, Command> = COMMANDS;
export const commandOf = (id: CommandId): Command => entries[id];
export const isCommand = (id: string): id is CommandId => Object.hasOwn(entries, id);
export const COMMAND_IDS: readonly CommandId[] = Object.keys(entries).filter(isCommand);
