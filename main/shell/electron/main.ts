/** The Electron shell: one running instance, sandboxed windows on the page, the contract over inter-process calls. */
import { join } from 'node:path';
import { app, dialog, Menu, nativeTheme, session } from 'electron';
import { z } from 'zod';
import { languageOf } from '../../../core/language/text.ts';
import { problemLine } from '../../../core/problem/problem.ts';
import { problemOf } from '../../api/problem-of.ts';
import { isDemonstration } from '../demo/demonstration.ts';
import { recentSites, windowLog } from '../folders.ts';
import { Page } from '../page.ts';
import { bridge } from './bridge.ts';
import { documentOf, documentsIn, type Document } from './documents.ts';
import { guardContents, guardSession } from './guard.ts';
import { menuTemplate } from './menu.ts';
import { registerScheme, servePage } from './protocol.ts';
import { Settings } from './settings.ts';
import { applicationUpdates } from './updater.ts';
import { Windows, type Shown } from './windows.ts';

const bundle = import.meta.dirname;
const recent = recentSites();
const handedOver = z.object({
  documents: z.array(z.object({ kind: z.enum(['site', 'import']), path: z.string() })),
});

app.enableSandbox();
registerScheme();
app.on('session-created', guardSession);
app.on('web-contents-created', (_event, contents) => guardContents(contents));

/** What an ordinary start shows: the site that was opened last, else the demonstration. */
function first(): Shown {
  const [last] = recent.list();
  return last?.there === true && !isDemonstration(last.path) ? { site: last.path } : 'demonstration';
}

async function start(documents: readonly Document[]): Promise<void> {
  const settings = new Settings(join(app.getPath('userData'), 'window.json'));
  const windows: Windows = new Windows({
    files: {
      preload: join(bundle, '..', 'preload', 'preload.cjs'),
      icon: join(bundle, '..', '..', 'packaging', 'resources', 'icons', '256x256.png'),
    },
    recent,
    log: windowLog('electron'),
    settings,
    updates: applicationUpdates(),
    locale: () => app.getLocale(),
    changed: () => dress(),
  });
  const openDocuments = (files: readonly Document[]): void => void windows.openDocuments(files);

  function dress(): void {
    const look = settings.known.appearance?.look ?? 'auto';
    nativeTheme.themeSource = look === 'auto' ? 'system' : look;
    const template = menuTemplate({
      language: windows.language,
      mac: process.platform === 'darwin',
      recent: recent.list(),
      connected: windows.connected,
      perform: (command) => windows.perform(command),
      open: (path) => openDocuments([{ kind: 'site', path }]),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  guardSession(session.defaultSession);
  servePage(new Page(join(bundle, '..', 'renderer')));
  bridge((contents) => windows.answering(contents));
  dress();

  app.removeListener('open-file', queueFile);
  app.on('open-file', (event, path) => {
    event.preventDefault();
    const document = documentOf(path);
    if (document !== null) openDocuments([document]);
  });
  app.on('second-instance', (_event, _words, _folder, data) => {
    const files = handedOver.safeParse(data).data?.documents ?? [];
    if (files.length === 0) windows.bringForward();
    else openDocuments(files);
  });
  app.on('activate', (_event, hasVisibleWindows) => {
    if (!hasVisibleWindows) void windows.open(first());
  });
  app.on('window-all-closed', () => {
    // On a Mac a program stays when its windows are gone.
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (windows.putAway) return;
    event.preventDefault();
    void windows.settled().then(() => app.quit());
  });

  const all = [...documents, ...queued];
  if (!all.some(({ kind }) => kind === 'site')) await windows.open(first());
  await windows.openDocuments(all);
}

/** A program that stayed without a window would silently take the place of every later start. */
function failed(error: unknown): void {
  dialog.showErrorBox('Switchbook', problemLine(problemOf(error), languageOf(app.getLocale())));
  app.exit(1);
}

/** A Mac names files before the program is ready. */
const queued: Document[] = [];
function queueFile(event: Electron.Event, path: string): void {
  event.preventDefault();
  const document = documentOf(path);
  if (document !== null) queued.push(document);
}

// The words before the files are the program, and in a checkout its entry.
const documents = documentsIn(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
if (app.requestSingleInstanceLock({ documents })) {
  app.on('open-file', queueFile);
  void app
    .whenReady()
    .then(() => start(documents))
    .catch(failed);
} else {
  app.quit();
}
