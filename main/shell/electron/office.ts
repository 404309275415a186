/** One window and the site behind it: an application host of its own, so that nobody steps on another window's work. */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { z } from 'zod';
import { CONNECTORS } from '../../../core/api/upload.ts';
import { isWindowCall, type HandedOver, type WindowEvents } from '../../../core/api/window.ts';
import { isByWindow, type CommandId } from '../../../core/commands/commands.ts';
import type { Connected } from '../../../core/commands/screens.ts';
import type { Language } from '../../../core/language/text.ts';
import { ApplicationHost } from '../../api/host.ts';
import type { RecentSites } from '../../api/recent.ts';
import type { Log } from '../../log/log.ts';
import { isJob, isOperation } from '../../api/services.ts';
import { isDemonstration } from '../demo/demonstration.ts';
import { openWorkplace, type Workplace } from '../workplace.ts';
import type { Answering } from './bridge.ts';
import { Calls } from './calls.ts';
import { Dialogs } from './dialogs.ts';
import { LongWork } from './long-work.ts';
import { answerWindowCall, performByWindow, type WindowWishes } from './wishes.ts';

const siteShape = z.object({ path: z.string() }).nullable();
const connectionShape = z.object({ connector: z.enum(CONNECTORS) }).nullable();
const fileShape = z.object({ file: z.string() });

/** Bytes of one `files.append`. */
const PIECE = 768 * 1024;

export interface OfficeOptions {
  recent: RecentSites;
  log: Log | undefined;
  language: () => Language;
  wishes: WindowWishes;
  /** A site was opened or changed here. */
  changed: (office: Office) => void;
  /** It has another site, or its site another connection. */
  learnt: () => void;
}

export class Office implements Answering {
  readonly window: BrowserWindow;
  readonly host: ApplicationHost;
  readonly dialogs: Dialogs;
  readonly #calls: Calls;
  readonly #options: OfficeOptions;
  #workplace: Workplace | null = null;
  #handedOver: HandedOver[] = [];
  #sitePath: string | null = null;
  #connected: Connected = null;

  constructor(window: BrowserWindow, options: OfficeOptions) {
    this.window = window;
    this.#options = options;
    this.host = new ApplicationHost('electron', { recent: options.recent, log: options.log });
    this.dialogs = new Dialogs(window, options.language);
    this.#calls = new Calls(
      (name, input, context) => this.host.call(name, input, context),
      (name) => isOperation(name) && isJob(name),
      new LongWork(window, options.language),
    );
    this.host.onEvent((event, data) => {
      this.#push(event, data);
      options.changed(this);
    });
  }

  /** The site that is open here; null without one. */
  get sitePath(): string | null {
    return this.#sitePath;
  }

  /** How the site is connected, as far as its page has heard. */
  get connected(): Connected {
    return this.#connected;
  }

  get jobs(): number {
    return this.#calls.jobs;
  }

  /** The site file, or the demonstration. Errors: as `site.open`. */
  async open(file: string | undefined): Promise<void> {
    this.#workplace = await openWorkplace(this.host, file);
    await this.#opened();
  }

  async call(call: number, name: string, input: unknown): Promise<unknown> {
    if (isWindowCall(name)) return answerWindowCall(name, input, this, this.#options.wishes);
    const reply = await this.#calls.run(call, name, input, (progress) =>
      this.#push('progress', { call, progress }),
    );
    if ('ok' in reply) await this.#learn(name, reply.ok);
    return reply;
  }

  cancel(call: number): void {
    this.#calls.cancel(call);
  }

  /** Chosen in the menu. */
  perform(command: CommandId): void {
    if (!isByWindow(command)) this.#tell('command', { command });
    else {
      performByWindow(command, this, this.#options.wishes).catch((error: unknown) =>
        this.dialogs.failed(error),
      );
    }
  }

  #tell<E extends keyof WindowEvents>(event: E, data: WindowEvents[E]): void {
    this.#push(event, data);
  }

  /** A file for the import: its bytes go the way that those of a dropped file go. Errors: those of the file system. */
  async give(path: string): Promise<void> {
    const name = basename(path);
    const { file } = fileShape.parse(await this.host.call('files.begin', { name }));
    const bytes: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: PIECE });
    for await (const piece of bytes) {
      await this.host.call('files.append', { file, piece: piece.toString('base64') });
    }
    this.#handedOver.push({ file, name });
    this.#tell('files-handed-over', {});
  }

  /** Each file is handed over once. */
  takeHandedOver(): HandedOver[] {
    const files = this.#handedOver;
    this.#handedOver = [];
    return files;
  }

  /** Reads again what another window has changed in the same site. */
  async refresh(): Promise<void> {
    await this.host.call('site.info', {});
  }

  async close(): Promise<void> {
    await this.#calls.stop();
    await this.#workplace?.close();
    await this.host.close();
  }

  /** What its page is told, and the window must know too. */
  async #learn(name: string, told: unknown): Promise<void> {
    if (name === 'site.open' || name === 'site.create') await this.#opened();
    else if (name === 'connection.get' || name === 'connection.save') {
      this.#connected = connectionShape.parse(told)?.connector ?? null;
      this.#options.learnt();
    }
  }

  async #opened(): Promise<void> {
    const site = siteShape.parse(await this.host.call('site.info', {}));
    this.#sitePath = site?.path ?? null;
    this.#connected = null;
    if (site !== null) {
      if (!isDemonstration(site.path)) app.addRecentDocument(site.path);
      if (!this.window.isDestroyed()) this.window.setRepresentedFilename(site.path);
    }
    this.#options.changed(this);
    this.#options.learnt();
  }

  #push(event: string, data: unknown): void {
    if (!this.window.isDestroyed()) this.window.webContents.send(event, data);
  }
}
