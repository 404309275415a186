/** Hands a verified update over to the system. */
import { spawn } from 'node:child_process';
import { chmodSync, constants, copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { verifyUpdate, type VerifiedUpdate } from './verify.ts';

/** What installs a file, and whether it stays the same program that goes on. */
interface Step {
  command: string;
  words: string[];
}

/** Errors: `update-kind`. */
export function installStep(path: string, system: NodeJS.Platform, isRoot: boolean): Step {
  if (system === 'win32' && path.endsWith('.exe')) return { command: path, words: [] };
  if (system === 'darwin' && /\.(?:dmg|zip)$/.test(path)) return { command: 'open', words: [path] };
  if (system === 'linux' && path.endsWith('.deb'))
    return isRoot
      ? { command: 'dpkg', words: ['--install', path] }
      : { command: 'pkexec', words: ['dpkg', '--install', path] };
  throw new SwitchbookError('update-kind', { value: basename(path) });
}

/** An AppImage is one file, which takes the place of the one that runs. */
function replaceAppImage(update: string, running: string): void {
  const beside = join(dirname(running), `.${basename(running)}.new`);
  copyFileSync(update, beside);
  chmodSync(beside, 0o755);
  renameSync(beside, running);
}

type Run = (command: string, words: readonly string[]) => Promise<void>;

/** On Windows nobody waits: the installer wants to replace this very program. */
const ran: Run = (command, words) =>
  new Promise((resolve, reject) => {
    const isWindows = process.platform === 'win32';
    const child = spawn(command, words, {
      stdio: isWindows ? 'ignore' : ['inherit', process.stderr, 'inherit'],
      detached: isWindows,
    });
    child.once('error', reject);
    if (isWindows) {
      child.unref();
      child.once('spawn', resolve);
    } else {
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command}: ${code}`))));
    }
  });

/**
 * Verifies a copy in a folder of its own and installs that copy: what was looked at cannot be exchanged meanwhile.
 *
 * Errors: as `verifyUpdate`, `update-older`, `update-kind`, `update-install`.
 */
export async function installUpdate(
  path: string,
  manifestPath: string,
  run: Run = ran,
): Promise<VerifiedUpdate> {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-update-'));
  const copy = join(folder, basename(path));
  try {
    copyFileSync(path, copy, constants.COPYFILE_FICLONE);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new SwitchbookError('file-missing', { value: path }, { cause: error });
  }
  try {
    const update = await verifyUpdate(copy, manifestPath);
    if (!update.isNewer) throw new SwitchbookError('update-older', { params: { version: update.version } });
    const running = process.env['APPIMAGE'];
    if (copy.endsWith('.AppImage') && running !== undefined) {
      replaceAppImage(copy, running);
    } else {
      const { command, words } = installStep(copy, process.platform, process.getuid?.() === 0);
      await run(command, words).catch((error: unknown) => {
        throw new SwitchbookError('update-install', { params: { detail: String(error) } }, { cause: error });
      });
    }
    return { ...update, path };
  } finally {
    // Elsewhere the file is read on; the system clears its folder of temporary files itself.
    if (process.platform === 'linux') rmSync(folder, { recursive: true, force: true });
  }
}
