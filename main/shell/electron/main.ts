/** The Electron shell: a sandboxed window on the page, and the contract over inter-process calls. */
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, protocol, session, shell, webContents } from 'electron';
import { ApplicationHost } from '../../api/host.ts';
import { recentSites } from '../folders.ts';
import { openWorkplace } from '../workplace.ts';
import { Page } from '../page.ts';
import { PAGE } from './address.ts';
import { bridge } from './bridge.ts';
import { guardContents, guardSession } from './guard.ts';
import { windowOptions } from './window.ts';

app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.on('web-contents-created', (_event, contents) =>
  guardContents(contents, (address) => void shell.openExternal(address)),
);

const bundle = import.meta.dirname;

async function start(): Promise<void> {
  const host = new ApplicationHost('electron', { recent: recentSites() });
  const page = new Page(join(bundle, '..', 'renderer'));
  protocol.handle('app', (request) => {
    const { status, headers, body } = page.answer(new URL(request.url).pathname);
    return new Response(Buffer.from(body), { status, headers });
  });
  guardSession(session.defaultSession);
  bridge(ipcMain, host, () => webContents.getAllWebContents());
  const workplace = await openWorkplace(
    host,
    process.argv.find((word) => word.endsWith('.switchbook')),
  );
  const window = new BrowserWindow(windowOptions(join(bundle, '..', 'preload', 'preload.cjs')));
  window.once('ready-to-show', () => window.show());
  await window.loadURL(PAGE);
  app.on('window-all-closed', () => {
    void workplace
      .close()
      .then(() => host.close())
      .finally(() => app.quit());
  });
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  void app.whenReady().then(start);
} else {
  app.quit();
}
