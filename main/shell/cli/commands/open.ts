import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { SwitchbookError } from '../../../../core/problem/problem.ts';
import { launchOf } from '../../browser/launch.ts';
import type { BrowserShell } from '../../browser/server.ts';
import { recentSites, windowLog } from '../../folders.ts';
import { electronRuntime } from '../../electron/runtime.ts';
import type { Workplace } from '../../workplace.ts';
import type { Act } from '../program.ts';
import { untilStopped } from '../signals.ts';
import { EXIT, type Terminal } from '../terminal.ts';
import { portOption, wholeNumber } from './choice.ts';
import { pathOf } from './options.ts';

interface OpenWords {
  browser?: true;
  port?: number | undefined;
  lockAfter: number;
}

const bundle = import.meta.dirname;

/** Minutes of a day: what is longer means never, and fits no timer. */
const LONGEST_IDLE = 24 * 60;

/** With a screen, the system shows the page by itself; the address is printed in any case. */
function show(address: string): void {
  const { platform, env } = process;
  const launch = env['CI'] === undefined ? launchOf({ platform, env, exists: existsSync }, address) : null;
  if (launch === null) return;
  const child = spawn(launch.program, launch.words, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

/** The person at the terminal asks for a new address by pressing Enter. The function that comes back ends it. */
function onEnter(act: () => void): () => void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', act);
  return () => lines.close();
}

async function inElectron(runtime: string, file: string | undefined): Promise<number> {
  const child = spawn(runtime, [join(bundle, 'electron.js'), ...(file === undefined ? [] : [file])], {
    stdio: 'inherit',
  });
  void untilStopped().then(() => child.kill());
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? EXIT.failed));
  });
}

async function inBrowser(
  terminal: Terminal,
  file: string | undefined,
  { port, lockAfter }: Pick<OpenWords, 'port' | 'lockAfter'>,
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
  try {
    const workplace = await openWorkplace(host, file);
    try {
      const idleLimit = lockAfter === 0 ? Infinity : lockAfter * 60_000;
      const shell = await startBrowserShell(host, page, { port, idleLimit });
      await untilLeft(terminal, shell, workplace);
      await shell.close();
    } finally {
      await workplace.close();
    }
  } finally {
    // What works in it would keep the program running, also where there is nothing to open.
    await host.close();
  }
}

/** Says where it is, and where anew as often as somebody asks, until it is stopped. */
async function untilLeft(
  terminal: Terminal,
  shell: BrowserShell,
  { simulatedPbx }: Workplace,
): Promise<void> {
  terminal.result({ address: shell.address, simulatedPbx }, () => [
    terminal.text('opened-browser', { address: shell.address }),
    ...(simulatedPbx === null ? [] : [terminal.text('opened-pbx', { address: simulatedPbx })]),
    terminal.text('opened-enter'),
    terminal.text('opened-stop'),
  ]);
  show(shell.address);
  const leave = onEnter(() => {
    const address = shell.newAddress();
    terminal.result({ address }, () => [terminal.text('opened-browser', { address })]);
    show(address);
  });
  await untilStopped();
  leave();
}

export function openCommand(program: Command, act: Act): void {
  program
    .command('open')
    .description('the window, or the same application in the browser where there is no window')
    .argument('[file]', 'a site file; the demonstration when absent', pathOf)
    .option('--browser', 'in the browser even where a window is to be had')
    .addOption(
      portOption(
        '--port <number>',
        'the browser’s port on this machine; the usual one when absent, or any free one where that is taken',
      ),
    )
    .addOption(
      wholeNumber(
        '--lock-after <minutes>',
        'lock pages in the browser that nobody has used for so long; 0: never',
        0,
        LONGEST_IDLE,
      ).default(15),
    )
    .option('--json', 'print one JSON document as soon as it is open')
    .action(
      (file: string | undefined, { browser, port, lockAfter, ...options }: OpenWords & { json?: boolean }) =>
        act(options, async (terminal) => {
          const runtime = browser === true ? null : electronRuntime();
          if (runtime !== null) return (await inElectron(runtime, file)) === 0 ? EXIT.done : EXIT.failed;
          await inBrowser(terminal, file, { port, lockAfter });
          return EXIT.done;
        }),
    );
}
