/**
 * A telephone of the D series dials: its command API, `docs/protocols/commander.md` section 5e. The
 * certificate is pinned as that of a PBX is.
 */
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Certificate } from '../pin.ts';
import { certificateOf, pinnedAgent, readFingerprint } from '../pin.ts';

/** Milliseconds of silence after which the telephone counts as gone. */
const PATIENCE = 15_000;

export interface PhoneTarget {
  url: string;
  fingerprint: string | null;
  token: string;
}

/** Nothing secret leaves this machine. Errors: `phone-address-invalid`, `phone-unreachable`. */
export async function probePhone(typed: string): Promise<Certificate> {
  return look(readPhoneAddress(typed));
}

/**
 * Errors: `phone-certificate-unknown` and `phone-certificate-changed` before the token is sent,
 * `phone-token-wrong`, `call-refused`, `phone-unreachable`, `phone-address-invalid`.
 */
export async function dialByPhone(target: PhoneTarget, number: string, signal: AbortSignal): Promise<void> {
  const url = readPhoneAddress(target.url);
  const fingerprint = target.fingerprint === null ? await trusted(url) : readFingerprint(target.fingerprint);
  const agent = pinnedAgent(fingerprint, PATIENCE);
  try {
    const { statusCode, body } = await agent.request({
      origin: url.origin,
      method: 'GET',
      path: `/api/v1/exec/command?action=call&number=${encodeURIComponent(number)}`,
      headers: { authorization: `Bearer ${target.token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(2 * PATIENCE)]),
    });
    // Whatever the telephone says beside its status is not read.
    await body.dump({ limit: 65_536 }).catch(() => undefined);
    if (statusCode >= 200 && statusCode < 300) return;
    if (statusCode === 401 || statusCode === 403) {
      throw new SwitchbookError('phone-token-wrong', { value: url.host });
    }
    throw new SwitchbookError('call-refused', { value: number, params: { detail: `HTTP ${statusCode}` } });
  } catch (error) {
    if (signal.aborted) throw new SwitchbookError('cancelled', {}, { cause: error });
    throw phoneProblem(error, url);
  } finally {
    await agent.destroy().catch(() => undefined);
  }
}

async function trusted(url: URL): Promise<string> {
  const { fingerprint, trusted: known } = await look(url);
  if (!known) throw new SwitchbookError('phone-certificate-unknown', { value: fingerprint });
  return fingerprint;
}

async function look(url: URL): Promise<Certificate> {
  try {
    return await certificateOf(url, PATIENCE);
  } catch (error) {
    throw phoneProblem(error, url);
  }
}

function phoneProblem(error: unknown, url: URL): SwitchbookError {
  if (!(error instanceof SwitchbookError)) {
    return new SwitchbookError('phone-unreachable', { value: url.host }, { cause: error });
  }
  // The agent speaks of PBXs.
  const { code, value = '' } = error.problem;
  return code === 'pbx-certificate-changed'
    ? new SwitchbookError('phone-certificate-changed', { value }, { cause: error })
    : error;
}

/** Errors: `phone-address-invalid`. */
export function readPhoneAddress(typed: string): URL {
  const text = typed.trim();
  const full = text.includes('://') ? text : `https://${text}`;
  const address = URL.canParse(full) ? new URL(full) : null;
  if (address?.protocol === 'https:' && address.hostname !== '' && address.username === '') return address;
  throw new SwitchbookError('phone-address-invalid', { value: text.slice(0, 80) });
}
