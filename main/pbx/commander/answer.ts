/** An answer of the PBX, read as what it claims to be. */
import { decodeUtf8Strictly } from '../../../core/formats/charset.ts';
import type { Charset } from './form.ts';

export interface Answer {
  status: number;
  challenge: string;
  body: Uint8Array;
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** How the older generation turns away who is not logged in, or no longer: a page, and the status of success. */
export const isForbiddenPage = ({ status, body }: Answer): boolean =>
  status === 200 && latin1(body.subarray(0, 4096)).includes('Access Error: Forbidden') && !isJson(body);

const isJson = (body: Uint8Array): boolean => /^\s*[[{"]/.test(latin1(body.subarray(0, 64)));

/** Undefined when the bytes are no JSON. A charset of null: what is not UTF-8 is ISO-8859-1. */
export function readJson(bytes: Uint8Array, charset: Charset | null): unknown {
  const utf8 = charset === 'iso-8859-1' ? null : decodeUtf8Strictly(bytes);
  const text = utf8 ?? (charset === 'utf-8' ? null : latin1(bytes));
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
