/** What a page asks of the window around it, carried out. */
import { readFileSync } from 'node:fs';
import { app, type BrowserWindow } from 'electron';
import { z } from 'zod';
import type { WindowCommandId } from '../../../core/commands/commands.ts';
import {
  windowCalls,
  type Appearance,
  type HandedOver,
  type WindowCallName,
  type WindowOutput,
} from '../../../core/api/window.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { ApplicationHost } from '../../api/host.ts';
import { problemOf } from '../../api/problem-of.ts';
import { writeSafely } from '../../api/safe-file.ts';
import type { Dialogs } from './dialogs.ts';
import type { Updates } from './update.ts';
import { installFile } from './updater.ts';

/** What concerns more than the window that asks. */
export interface WindowWishes {
  appearance(appearance: Appearance): void;
  newWindow(): void;
  readonly updates: Updates;
}

/** The window that asks. */
export interface Asking {
  readonly window: BrowserWindow;
  readonly host: ApplicationHost;
  readonly dialogs: Dialogs;
  takeHandedOver(): HandedOver[];
}

interface Answer<O> {
  run(raw: unknown, asking: Asking, wishes: WindowWishes): Promise<O>;
}

const answer = <I extends z.ZodType, O>(
  { input }: { input: I; output: z.ZodType<O> },
  handle: (asked: z.output<I>, asking: Asking, wishes: WindowWishes) => O | Promise<O>,
): Answer<O> => ({
  async run(raw, asking, wishes) {
    const checked = input.safeParse(raw);
    if (!checked.success)
      throw new SwitchbookError('bad-request', { params: { detail: z.prettifyError(checked.error) } });
    return handle(checked.data, asking, wishes);
  },
});

const exported = z.object({ file: z.string() });

/** Nobody is asked: what the camera knew stays here, and a card is no larger than a mail takes. */
const HANDED_PHOTOS = { plainPhotos: true, photoSide: 512 };

/** Saves what `bytes` makes under a name that the person chooses. */
async function saveAs(
  { dialogs }: Asking,
  fileName: string,
  bytes: () => Uint8Array | Promise<Uint8Array>,
): Promise<boolean> {
  const path = await dialogs.save(fileName);
  if (path === null) return false;
  writeSafely(path, await bytes());
  return true;
}

export async function performByWindow(
  command: WindowCommandId,
  asking: Asking,
  wishes: WindowWishes,
): Promise<void> {
  const { webContents } = asking.window;
  if (command === 'new-window') wishes.newWindow();
  else if (command === 'print') webContents.print();
  else {
    await saveAs(asking, `${asking.window.getTitle()}.pdf`, () =>
      webContents.printToPDF({ pageSize: 'A4', printBackground: true, generateTaggedPDF: true }),
    );
  }
}

const ANSWERS: { [N in WindowCallName]: Answer<WindowOutput<N>> } = {
  'window.chooseSite': answer(windowCalls['window.chooseSite'], async (_input, { dialogs }) => ({
    path: await dialogs.site(),
  })),
  'window.chooseNewSite': answer(windowCalls['window.chooseNewSite'], async (_input, { dialogs }) => ({
    path: await dialogs.newSite(),
  })),
  'window.save': answer(windowCalls['window.save'], async ({ file, fileName }, asking) => ({
    saved: await saveAs(asking, fileName, () => readFileSync(asking.host.filePath(file))),
  })),
  'window.appearance': answer(windowCalls['window.appearance'], (input, _asking, wishes) => {
    wishes.appearance(input);
    return {};
  }),
  'window.update': answer(windowCalls['window.update'], ({ step }, { dialogs }, { updates }) =>
    updates.take(step, () => installFile(dialogs)),
  ),
  'window.perform': answer(windowCalls['window.perform'], async ({ command }, asking, wishes) => {
    await performByWindow(command, asking, wishes);
    return {};
  }),
  'window.files': answer(windowCalls['window.files'], (_input, asking) => ({
    files: asking.takeHandedOver(),
  })),
  'window.drag': answer(windowCalls['window.drag'], async ({ ids, privacyNoticeAccepted }, asking) => {
    const { window, host } = asking;
    const made = await host.call('export.run', {
      ...HANDED_PHOTOS,
      format: 'vcard-4.0',
      ids,
      privacyNoticeAccepted,
    });
    // The file stays until the window closes: whoever it is dropped on may read it late.
    const file = host.filePath(exported.parse(made).file);
    const icon = await app.getFileIcon(file);
    if (!window.isDestroyed()) window.webContents.startDrag({ file, icon });
    return {};
  }),
};

/** The reply to a page: `{ok}` or `{error: Problem}`. */
export async function answerWindowCall(
  name: WindowCallName,
  input: unknown,
  asking: Asking,
  wishes: WindowWishes,
): Promise<{ ok: unknown } | { error: unknown }> {
  try {
    return { ok: await ANSWERS[name].run(input, asking, wishes) };
  } catch (error) {
    return { error: problemOf(error) };
  }
}
