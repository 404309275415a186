/** Electron's fuses: what the packed runtime can never be talked into again. */
import type { Configuration } from 'electron-builder';
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

type Settings = NonNullable<Configuration['electronFuses']>;

/** The names of electron-builder's configuration, each with its place on the wire. */
const PLACES = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
} as const satisfies Partial<Record<keyof Settings, FuseV1Options>>;

/** Left as Electron ships it: off would only make WebAssembly slower, which the page has none of. */
const WASM_TRAP_HANDLERS = true;

const STATES = new Map<number, boolean>([
  [FuseState.DISABLE, false],
  [FuseState.ENABLE, true],
]);

export interface Fuse {
  name: string;
  on: boolean;
}

function wanted(settings: Settings | null | undefined): [FuseV1Options, Fuse][] {
  const fuses = Object.entries(PLACES).map(([name, place]): [FuseV1Options, Fuse] => {
    const on = Object.entries(settings ?? {}).find(([key]) => key === name)?.[1];
    if (on === undefined) throw new Error(`electronFuses: ${name} is not set`);
    return [place, { name, on }];
  });
  return [...fuses, [FuseV1Options.WasmTrapHandlers, { name: 'wasmTrapHandlers', on: WASM_TRAP_HANDLERS }]];
}

/**
 * Sets every fuse and reads all of them back. A fuse that a newer Electron brings breaks the build until it is
 * decided about (`strictlyRequireAllFuses`).
 */
export async function closeFuses(
  executable: string,
  settings: Settings | null | undefined,
): Promise<readonly Fuse[]> {
  const fuses = wanted(settings);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    ...Object.fromEntries(fuses.map(([place, { on }]) => [place, on])),
  });
  return checkFuses(executable, settings);
}

/** The fuses as they are in the file; an error where one is not as it is configured. */
export async function checkFuses(
  executable: string,
  settings: Settings | null | undefined,
): Promise<readonly Fuse[]> {
  const wire = new Map(
    Object.entries(await getCurrentFuseWire(executable)).map(([place, state]) => [place, Number(state)]),
  );
  return wanted(settings).map(([place, fuse]) => {
    const on = STATES.get(wire.get(String(place)) ?? -1);
    if (on !== fuse.on) throw new Error(`Fuse ${fuse.name} should be ${onOff(fuse.on)} and is ${onOff(on)}`);
    return fuse;
  });
}

const onOff = (on: boolean | undefined): string => (on === undefined ? 'absent' : on ? 'on' : 'off');
