/** What is around the page: the system's dialogs, paper and menus, or what a browser has in their place. */
import type { Appearance, HandedOver } from '../../core/api/window.ts';
import type { UpdateState, UpdateStep } from '../../core/api/update.ts';
import type { CommandId, WindowCommandId } from '../../core/commands/commands.ts';
import { fetchFile, saveBlob } from './files.ts';
import type { Call } from './host.ts';

/** Ends a subscription. */
type End = () => void;

export interface Surroundings {
  /** A newer version of the application, one step at a time; absent where it does not install itself. */
  update?: (step: UpdateStep) => Promise<UpdateState>;
  /** The path that the person has chosen, null for none; absent where a path has to be typed. */
  chooseSite?: () => Promise<string | null>;
  chooseNewSite?: () => Promise<string | null>;
  /** Hands a file of the services to the person. */
  save(file: string, fileName: string): Promise<void>;
  /** Menus, dialogs and the system's own colours follow the page. */
  dress(appearance: Appearance): void;
  /** What is around the page does these; absent are those that it cannot do. */
  perform: { readonly [C in WindowCommandId]?: () => void };
  /** Commands chosen outside of the page. */
  onCommand(listener: (command: CommandId) => void): End;
  /** Files that the system has handed over. */
  onFile(listener: (file: HandedOver) => void): End;
  /** Contacts that the mouse has begun to drag leave the page as a vCard file; absent where they cannot. */
  dragOut?: (ids: readonly number[], privacyNoticeAccepted: boolean) => Promise<void>;
}

const never: End = () => undefined;

/** A browser keeps downloads itself, and has menus of its own. */
export const browserSurroundings = (call: Call): Surroundings => ({
  save: async (file, fileName) => saveBlob(await fetchFile(call, file), fileName),
  dress: () => undefined,
  perform: { print: () => window.print() },
  onCommand: () => never,
  onFile: () => never,
});
