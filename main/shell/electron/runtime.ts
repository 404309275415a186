/** Where Electron's own runtime is, or whether it can be had within a short time. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Long enough for an ordinary line to bring some 100 MB; on site there is no line at all and it fails at once. */
const PATIENCE = 45_000;

function executable(folder: string): string | null {
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

const folder = (): string => dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** The executable's path where the runtime has been fetched already. */
export function presentRuntime(): string | null {
  try {
    return executable(folder());
  } catch {
    return null;
  }
}

/** The executable's path, or null where no window can be opened. */
export function electronRuntime(): string | null {
  const screen =
    process.platform !== 'linux' || (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']) !== undefined;
  if (!screen) return null;
  const present = presentRuntime();
  if (present !== null) return present;
  try {
    process.stderr.write('Fetching the window’s runtime …\n');
    spawnSync(process.execPath, [join(folder(), 'install.js')], { stdio: 'ignore', timeout: PATIENCE });
  } catch {
    return null;
  }
  return presentRuntime();
}
