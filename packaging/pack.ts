/** One run of electron-builder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { parse } from 'yaml';
import { z } from 'zod';
import { fuseSettings, type FuseSettings } from './fuses.ts';
import type { System } from './layout.ts';

const PLATFORMS = { linux: Platform.LINUX, win32: Platform.WINDOWS, darwin: Platform.MAC } as const;

/** What is packed where only a folder is wanted: on a Mac for its own processor, else as it is released. */
const isAppleSilicon = process.platform === 'darwin' && process.arch === 'arm64';

/** The folder in `output` that electron-builder fills. */
function folderOf(system: System, isRelease: boolean): string {
  if (system !== 'darwin') return system === 'linux' ? 'linux-unpacked' : 'win-unpacked';
  return isRelease ? 'mac-universal' : isAppleSilicon ? 'mac-arm64' : 'mac';
}

export interface Packed {
  system: System;
  folder: string;
  /** Installers and archives, none where only the folder was made. */
  artifacts: readonly string[];
}

interface Order {
  project: string;
  output: string;
  system: System;
  /** A folder with Electron's runtime for this system; null to have installers made with runtimes that are fetched. */
  runtime: string | null;
  /** Linux has no such signature. */
  mustBeSigned: boolean;
}

const configuration = z.object({ electronFuses: fuseSettings });

/** The fuses as `electron-builder.yml` has them. */
export const configuredFuses = (project: string): FuseSettings =>
  configuration.parse(parse(readFileSync(join(project, 'electron-builder.yml'), 'utf8'))).electronFuses;

/** Where updates come from is the publisher's business: without an address none are looked for. */
const feed = (): { provider: 'generic'; url: string } | null => {
  const url = process.env['SWITCHBOOK_UPDATES'];
  return url === undefined || url === '' ? null : { provider: 'generic', url };
};

export async function pack({ project, output, system, runtime, mustBeSigned }: Order): Promise<Packed> {
  const platform = PLATFORMS[system];
  const arch = system === 'darwin' && isAppleSilicon ? Arch.arm64 : Arch.x64;
  const artifacts = await build({
    projectDir: project,
    targets: runtime === null ? platform.createTarget() : platform.createTarget('dir', arch),
    publish: 'never',
    config: {
      extends: join(project, 'electron-builder.yml'),
      directories: { output },
      publish: feed(),
      forceCodeSigning: mustBeSigned && system !== 'linux',
      ...(runtime !== null && { electronDist: runtime }),
    },
  });
  return { system, folder: join(output, folderOf(system, runtime === null)), artifacts };
}
