/**
 * What a page asks of the window around it, where that is Electron's: dialogs, paper, the look of menus. Not part
 * of the contract: a browser answers the same wishes in its own way, see `renderer/host/surroundings.ts`.
 */
import { z } from 'zod';
import { BY_WINDOW, isCommand, type CommandId } from '../commands/commands.ts';
import { LANGUAGES } from '../language/text.ts';
import { UPDATE_STEPS, updateState } from './update.ts';

export const LOOKS = ['auto', 'light', 'dark'] as const;

/** For what is outside of the page: menus and dialogs, and the system's own colours. */
export const appearance = z.object({ language: z.enum(LANGUAGES), look: z.enum(LOOKS) });
export type Appearance = z.infer<typeof appearance>;

const none = z.object({});
const handedOver = z.object({ file: z.string(), name: z.string() });
const fileId = z.string().max(100);

/** A file that the system has handed to this window; `file` is its id for `import.inspect`. */
export type HandedOver = z.infer<typeof handedOver>;

/** Each wish with what it takes and what comes back. */
export const windowCalls = {
  /** Null when the person thought better of it. */
  'window.chooseSite': { input: none, output: z.object({ path: z.string().nullable() }) },
  'window.chooseNewSite': { input: none, output: z.object({ path: z.string().nullable() }) },
  /** Asks where to, and writes a finished file of the services there. */
  'window.save': {
    input: z.object({ file: fileId, fileName: z.string().max(300) }),
    output: z.object({ saved: z.boolean() }),
  },
  'window.appearance': { input: appearance, output: none },
  /** How it stands after the step. */
  'window.update': { input: z.object({ step: z.enum(UPDATE_STEPS) }), output: updateState },
  'window.perform': {
    input: z.object({ command: z.enum(BY_WINDOW) }),
    output: none,
  },
  /** What was handed over since it was last asked. */
  'window.files': { input: none, output: z.object({ files: z.array(handedOver) }) },
  /** While the mouse drags contacts out of the page: they go on as one vCard file. */
  'window.drag': {
    input: z.object({
      ids: z.array(z.number().int().positive()).min(1).max(1000),
      /** As for `export.run`. */
      privacyNoticeAccepted: z.boolean(),
    }),
    output: none,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type WindowCalls = typeof windowCalls;
export type WindowCallName = keyof WindowCalls;
export type WindowInput<N extends WindowCallName> = z.input<WindowCalls[N]['input']>;
export type WindowOutput<N extends WindowCallName> = z.output<WindowCalls[N]['output']>;

export const isWindowCall = (name: string): name is WindowCallName => Object.hasOwn(windowCalls, name);

/** What a window pushes to its page. */
const windowEvents = {
  /** Chosen in the menu. */
  command: z.object({ command: z.custom<CommandId>((id) => typeof id === 'string' && isCommand(id)) }),
  /** Something was handed over: `window.files`. */
  'files-handed-over': none,
};

export type WindowEvents = { [E in keyof typeof windowEvents]: z.output<(typeof windowEvents)[E]> };

export const WINDOW_EVENTS: readonly string[] = Object.keys(windowEvents);

export const isWindowEvent = <E extends keyof WindowEvents>(
  event: E,
  data: unknown,
): data is WindowEvents[E] => windowEvents[event].safeParse(data).success;
