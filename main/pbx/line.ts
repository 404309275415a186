/** What goes wrong on the way to a device, in the words of `resources/problems/pbx.json`. */
import { SwitchbookError } from '../../core/problem/problem.ts';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const SLOW = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT', 'TimeoutError']);
const NOT_TLS = /^(EPROTO|ERR_SSL_)/;

/** The understandable form of an error that a socket or `undici` threw. */
export function lineProblem(error: unknown, address: string): SwitchbookError {
  if (error instanceof SwitchbookError) return error;
  const code = codeOf(error);
  const details = { value: address };
  const options = { cause: error };
  if (UNREACHABLE.has(code)) return new SwitchbookError('pbx-unreachable', details, options);
  if (SLOW.has(code)) return new SwitchbookError('pbx-timeout', details, options);
  if (NOT_TLS.test(code)) return new SwitchbookError('pbx-not-secure', details, options);
  return new SwitchbookError('pbx-line-dropped', details, options);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  // A host with several addresses fails with one error for each of them.
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code;
  return error.name;
}
