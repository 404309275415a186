/** What the API refuses, in sentences that say what to do. It answers in two shapes, and in HTML at times. */
import { z } from 'zod';
import type { ProblemCode } from '../../../core/problem/problem.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';

/** A refusal of the API, with its HTTP status for whoever knows what it means there. */
export class OvhRefusal extends SwitchbookError {
  readonly status: number;

  constructor(code: ProblemCode, status: number, value: string, detail: string) {
    super(code, { value: value.slice(0, 200), params: { status, detail: detail.slice(0, 200) } });
    this.status = status;
  }
}

const text = z.string().optional().catch(undefined);
const shape = z.object({
  errorCode: text,
  class: text,
  message: text,
  details: z
    .object({ unauthorizedActionsByAuthentication: text, unauthorizedActionsByIAM: text })
    .optional()
    .catch(undefined),
});

const BY_CODE: Readonly<Record<string, ProblemCode>> = {
  QUERY_TIME_OUT: 'ovh-clock',
  INVALID_SIGNATURE: 'ovh-signature',
  INVALID_KEY: 'ovh-application-key',
  NOT_CREDENTIAL: 'ovh-key-invalid',
  INVALID_CREDENTIAL: 'ovh-key-invalid',
  NOT_GRANTED_CALL: 'ovh-not-granted',
};

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  404: 'ovh-not-found',
  429: 'ovh-too-fast',
  460: 'ovh-expired',
  501: 'ovh-phone-unsupported',
};

/** @param asked Method and path, as access rules name them. */
export function refusalOf(status: number, body: unknown, asked: string): OvhRefusal {
  const { errorCode = '', message = '', details, class: kind } = shape.safeParse(body).data ?? {};
  const unauthorized =
    details?.unauthorizedActionsByAuthentication || details?.unauthorizedActionsByIAM || '';
  const code =
    BY_CODE[errorCode] ??
    (unauthorized === '' ? undefined : 'ovh-not-granted') ??
    BY_STATUS[status] ??
    (status === 403 ? 'ovh-forbidden' : 'ovh-refused');
  return new OvhRefusal(code, status, asked, unauthorized || message || kind || errorCode);
}

/** Whether an error is the API's refusal with this status. */
export const isRefused = (error: unknown, status: number): boolean =>
  error instanceof OvhRefusal && error.status === status;
