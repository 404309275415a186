/**
 * A folder with the shape of Electron's runtime and nothing in it that runs, so that everything about packing
 * can be done and checked on a machine without network: fuses are flipped and read back, languages are dropped,
 * bundles renamed, the archive's checksum written into the executable.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import electron from 'electron/package.json' with { type: 'json' };
import type { System } from './layout.ts';

/** As Electron 45 has it: its marker, version 1, nine fuses, all as they are shipped. */
const WIRE = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'latin1'),
  Buffer.from([1, 9]),
  Buffer.from('101100011', 'latin1'),
]);

/** A 64-bit ELF program of one load segment that ends at once with 0. */
function elf(): Buffer {
  const code = Buffer.from([0xb8, 0x3c, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05]);
  const at = 0x400000n;
  const head = Buffer.alloc(120);
  head.write('\x7fELF\x02\x01\x01', 'latin1');
  head.writeUInt16LE(2, 16);
  head.writeUInt16LE(62, 18);
  head.writeUInt32LE(1, 20);
  head.writeBigUInt64LE(at + 120n, 24);
  head.writeBigUInt64LE(64n, 32);
  head.writeUInt16LE(64, 52);
  head.writeUInt16LE(56, 54);
  head.writeUInt16LE(1, 56);
  head.writeUInt32LE(1, 64);
  head.writeUInt32LE(5, 68);
  head.writeBigUInt64LE(at, 80);
  head.writeBigUInt64LE(at, 88);
  const size = BigInt(head.length + code.length + WIRE.length);
  head.writeBigUInt64LE(size, 96);
  head.writeBigUInt64LE(size, 104);
  head.writeBigUInt64LE(0x1000n, 112);
  return Buffer.concat([head, code, WIRE]);
}

/** A program for Windows with a version resource, as the checksum of the archive is written beside it. */
async function portableExecutable(): Promise<Buffer> {
  const { NtExecutable, NtExecutableResource, Resource } = await import('resedit');
  const program = NtExecutable.createEmpty(false, false);
  const resource = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resource.entries);
  resource.outputResource(program);
  return Buffer.concat([Buffer.from(program.generate()), WIRE]);
}

function put(folder: string, name: string, content: string | Buffer): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode: 0o755 });
}

const plist = (entries: Record<string, string>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>${Object.entries(entries)
    .map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
    .join('')}</dict></plist>
`;

/** The languages that are wanted, and two that are not. */
const LOCALES = ['de', 'en-US', 'es', 'fr', 'ja'];

function bundle(folder: string, name: string, identifier: string): void {
  put(
    folder,
    `${name}.app/Contents/Info.plist`,
    plist({ CFBundleExecutable: name, CFBundleIdentifier: identifier, CFBundlePackageType: 'APPL' }),
  );
  put(folder, `${name}.app/Contents/MacOS/${name}`, elf());
}

function macRuntime(folder: string): void {
  bundle(folder, 'Electron', 'com.github.Electron');
  const contents = join(folder, 'Electron.app', 'Contents');
  const frameworks = join(contents, 'Frameworks');
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)'])
    bundle(frameworks, `Electron Helper${kind}`, 'com.github.Electron.helper');
  put(frameworks, 'Electron Framework.framework/Electron Framework', WIRE);
  for (const locale of LOCALES) {
    put(contents, `Resources/${locale}.lproj/locale.pak`, locale);
    put(frameworks, `Electron Framework.framework/Versions/A/Resources/${locale}.lproj/locale.pak`, locale);
  }
}

/** Fills `folder`, which is what electron-builder's `electronDist` wants. */
export async function standIn(folder: string, system: System): Promise<void> {
  put(folder, 'version', electron.version);
  if (system === 'darwin') {
    macRuntime(folder);
    return;
  }
  if (system === 'linux') put(folder, 'electron', elf());
  else put(folder, 'electron.exe', await portableExecutable());
  for (const locale of LOCALES) put(folder, `locales/${locale}.pak`, locale);
  mkdirSync(join(folder, 'resources'), { recursive: true });
}
