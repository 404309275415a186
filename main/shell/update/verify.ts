/** Whether a file that somebody brought is the one that was published, unchanged, and worth installing. */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { VERSION } from '../../api/version.ts';
import { compareVersions, readManifest, releasedFile } from './manifest.ts';
import { signatureOf, type Signature } from './signature.ts';

export interface VerifiedUpdate {
  path: string;
  version: string;
  /** Bytes. */
  size: number;
  /** Base64, as the manifest has it. */
  sha512: string;
  isNewer: boolean;
  signature: { status: Exclude<Signature['status'], 'invalid'>; signer: string | null };
}

function existing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SwitchbookError('file-missing', { value: path }, { cause: error });
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    throw new SwitchbookError('file-missing', { value: path }, { cause: error });
  }
}

/**
 * The name decides which line of the manifest is meant, size and SHA-512 whether it is that file, and the system's
 * own signature who made it.
 *
 * Errors: `file-missing`, `update-manifest`, `update-not-listed`, `update-damaged`, `update-signature`.
 */
export async function verifyUpdate(
  path: string,
  manifestPath: string,
  signature: (path: string) => Promise<Signature> = signatureOf,
): Promise<VerifiedUpdate> {
  const manifest = readManifest(existing(manifestPath), manifestPath);
  const listed = releasedFile(manifest, path);
  const size = sizeOf(path);
  const damaged = (detail: string): SwitchbookError =>
    new SwitchbookError('update-damaged', { value: basename(path), params: { detail } });
  // A file of another size need not be read to know that it is another one.
  if (size !== listed.size) throw damaged(`${size} ≠ ${listed.size}`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  const sha512 = hash.digest('base64');
  if (sha512 !== listed.sha512)
    throw damaged(`SHA-512 ${sha512.slice(0, 12)}… ≠ ${listed.sha512.slice(0, 12)}…`);
  const { status, signer } = await signature(path);
  if (status === 'invalid')
    throw new SwitchbookError('update-signature', {
      value: basename(path),
      params: { signer: signer ?? '?' },
    });
  const { version } = manifest;
  return {
    path,
    version,
    size,
    sha512,
    isNewer: compareVersions(version, VERSION) > 0,
    signature: { status, signer },
  };
}
