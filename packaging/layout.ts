/** Where things lie in an unpacked application, on each system. */
import { join } from 'node:path';
import { z } from 'zod';

const systems = z.enum(['linux', 'win32', 'darwin']);
export type System = z.infer<typeof systems>;
export const systemOf = (name: string): System => systems.parse(name);

const EXECUTABLES = {
  linux: 'switchbook-desktop',
  win32: 'Switchbook.exe',
  darwin: 'Switchbook.app',
} as const satisfies Record<System, string>;

/** What the fuses are in; on macOS the bundle, in which @electron/fuses finds the framework. */
export const executableIn = (folder: string, system: string): string =>
  join(folder, EXECUTABLES[systemOf(system)]);

export const resourcesIn = (folder: string, system: System): string =>
  system === 'darwin' ? join(folder, EXECUTABLES.darwin, 'Contents', 'Resources') : join(folder, 'resources');
