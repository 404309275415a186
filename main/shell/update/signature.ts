/**
 * Who signed an installer, as the system itself says. Windows is asked here, because it would only warn; macOS
 * refuses what is not notarised when it is opened; Linux has nothing of the kind, there the manifest has to come
 * from a place that is trusted.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

export interface Signature {
  status: 'valid' | 'invalid' | 'left-to-system' | 'none';
  /** The certificate's subject. */
  signer: string | null;
}

/** Runs PowerShell with these variables and gives what it prints. */
export type PowerShell = (script: string, variables: Record<string, string>) => Promise<string>;

/** Milliseconds: revocation lists are asked for over a line that may not be there. */
const PATIENCE = 60_000;

const runPowerShell: PowerShell = async (script, variables) => {
  const { stdout } = await promisify(execFile)(
    'powershell.exe',
    ['-NoProfile', '-NonInteractive', '-Command', script],
    { env: { ...process.env, ...variables }, timeout: PATIENCE, windowsHide: true },
  );
  return stdout;
};

/** The path goes by the environment: nothing in a file's name can become a command. */
const ASK = `$s = Get-AuthenticodeSignature -LiteralPath $env:SWITCHBOOK_UPDATE_FILE
@{ status = [string]$s.Status; signer = [string]$s.SignerCertificate.Subject } | ConvertTo-Json -Compress`;

const answer = z.object({ status: z.string(), signer: z.string() });

async function asked(path: string, powerShell: PowerShell): Promise<z.infer<typeof answer>> {
  return answer.parse(JSON.parse(await powerShell(ASK, { SWITCHBOOK_UPDATE_FILE: path })));
}

/**
 * On Windows: valid when the file's signature is, and its signer is the one of this very program; where this
 * program is not signed (a checkout), any valid one.
 */
export async function windowsSignature(
  path: string,
  program: string,
  powerShell: PowerShell,
): Promise<Signature> {
  const theirs = await asked(path, powerShell);
  const ours = await asked(program, powerShell);
  const isSame = ours.status !== 'Valid' || ours.signer === theirs.signer;
  return {
    status: theirs.status === 'Valid' && isSame ? 'valid' : 'invalid',
    signer: theirs.signer === '' ? null : theirs.signer,
  };
}

export async function signatureOf(path: string): Promise<Signature> {
  if (process.platform === 'win32') return windowsSignature(path, process.execPath, runPowerShell);
  return { status: process.platform === 'darwin' ? 'left-to-system' : 'none', signer: null };
}
