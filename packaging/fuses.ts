/** Electron's fuses: what the packed runtime can never be talked into again. */
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { z } from 'zod';

/** All that electron-builder's configuration knows, and none of them left to Electron. */
export const fuseSettings = z.strictObject({
  runAsNode: z.boolean(),
  enableCookieEncryption: z.boolean(),
  enableNodeOptionsEnvironmentVariable: z.boolean(),
  enableNodeCliInspectArguments: z.boolean(),
  enableEmbeddedAsarIntegrityValidation: z.boolean(),
  onlyLoadAppFromAsar: z.boolean(),
  loadBrowserProcessSpecificV8Snapshot: z.boolean(),
  grantFileProtocolExtraPrivileges: z.boolean(),
});
export type FuseSettings = z.infer<typeof fuseSettings>;

const STATES = new Map<number, boolean>([
  [FuseState.DISABLE, false],
  [FuseState.ENABLE, true],
]);

/** Every place of the wire. WebAssembly, of which the page has none, keeps the ninth as Electron ships it. */
const wireOf = (settings: FuseSettings) => ({
  [FuseV1Options.RunAsNode]: settings.runAsNode,
  [FuseV1Options.EnableCookieEncryption]: settings.enableCookieEncryption,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: settings.enableNodeOptionsEnvironmentVariable,
  [FuseV1Options.EnableNodeCliInspectArguments]: settings.enableNodeCliInspectArguments,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: settings.enableEmbeddedAsarIntegrityValidation,
  [FuseV1Options.OnlyLoadAppFromAsar]: settings.onlyLoadAppFromAsar,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: settings.loadBrowserProcessSpecificV8Snapshot,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: settings.grantFileProtocolExtraPrivileges,
  [FuseV1Options.WasmTrapHandlers]: true,
});

/**
 * Sets every fuse and reads all of them back. A fuse that a newer Electron brings breaks the build until it is
 * decided about (`strictlyRequireAllFuses`).
 */
export async function closeFuses(executable: string, settings: FuseSettings): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...wireOf(settings),
  });
  await readFuses(executable, settings);
}

/** The fuses as they are in the file, by Electron's names; an error where one is not as it is configured. */
export async function readFuses(
  executable: string,
  settings: FuseSettings,
): Promise<ReadonlyMap<string, boolean>> {
  const states = new Map(Object.entries(await getCurrentFuseWire(executable)));
  return new Map(
    Object.entries(wireOf(settings)).map(([place, wanted]): [string, boolean] => {
      const name = FuseV1Options[Number(place)] ?? place;
      const on = STATES.get(Number(states.get(place)));
      if (on !== wanted) throw new Error(`Fuse ${name} should be ${onOff(wanted)} and is ${onOff(on)}`);
      return [name, on];
    }),
  );
}

const onOff = (on: boolean | undefined): string => (on === undefined ? 'absent' : on ? 'on' : 'off');
