import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { recentSites, windowLog } from '../../folders.ts';
import { electronRuntime } from '../../electron/runtime.ts';
import type { Act } from '../program.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { pathOf } from './options.ts';

interface OpenWords {
  browser?: true;
  port?: number;
}

const bundle = import.meta.dirname;

/** With a screen, the system shows the page by itself; the address is printed in any case. */
function showInBrowser(address: string): void {
  const onScreen =
    process.platform !== 'linux' || (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']) !== undefined;
  if (!onScreen || process.env['CI'] !== undefined) return;
  const [command, ...words] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '']
      : process.platform === 'darwin'
        ? ['open']
        : ['xdg-open'];
  if (command === undefined) return;
  const child = spawn(command, [...words, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

async function inElectron(runtime: string, file: string | undefined): Promise<number> {
  const child = spawn(runtime, [join(bundle, 'electron.js'), ...(file === undefined ? [] : [file])], {
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? EXIT.failed));
  });
}

async function inBrowser(
  terminal: Terminal,
  file: string | undefined,
  port: number | undefined,
): Promise<void> {
  const page = join(bundle, '..', 'renderer');
  if (!existsSync(join(page, 'index.html'))) throw new SwitchbookError('page-missing');
  // Only this command needs servers and the simulator: the others start faster without them.
  const [{ ApplicationHost }, { startBrowserShell }, { openWorkplace }] = await Promise.all([
    import('../../../api/host.ts'),
    import('../../browser/server.ts'),
    import('../../workplace.ts'),
  ]);
  const host = new ApplicationHost('browser', { recent: recentSites(), log: windowLog('browser') });
  const workplace = await openWorkplace(host, file);
  const shell = await startBrowserShell(host, page, port);
  terminal.result({ address: shell.address, simulatedPbx: workplace.simulatedPbx }, () => [
    terminal.text('opened-browser', { address: shell.address }),
    ...(workplace.simulatedPbx === null
      ? []
      : [terminal.text('opened-pbx', { address: workplace.simulatedPbx })]),
    terminal.text('opened-stop'),
  ]);
  showInBrowser(shell.address);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await shell.close();
  await workplace.close();
}

export function openCommand(program: Command, act: Act): void {
  program
    .command('open')
    .description('the window, or the same application in the browser where there is no window')
    .argument('[file]', 'a site file; the demonstration when absent', pathOf)
    .option('--browser', 'in the browser even where a window is to be had')
    .option('--port <number>', 'the browser’s port on this machine; any free one when absent', Number)
    .option('--json', 'print one JSON document as soon as it is open')
    .action((file: string | undefined, { browser, port, ...options }: OpenWords & { json?: boolean }) =>
      act(options, async (terminal) => {
        const runtime = browser === true ? null : electronRuntime();
        if (runtime !== null) return (await inElectron(runtime, file)) === 0 ? EXIT.done : EXIT.failed;
        await inBrowser(terminal, file, port);
        return EXIT.done;
      }),
    );
}
