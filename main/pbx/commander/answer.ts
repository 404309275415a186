/** An answer of the PBX: bounded, and read as what it claims to be. */
import { decodeUtf8Strictly } from '../../../core/formats/charset.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Charset } from './form.ts';

/** Far above 2000 contacts of any size: beyond it, somebody else is answering. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

export interface Answer {
  status: number;
  challenge: string;
  body: Uint8Array;
}

/** Errors: `pbx-answer-too-large`. */
export async function bounded(body: AsyncIterable<Uint8Array>, path: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > LARGEST_ANSWER) throw new SwitchbookError('pbx-answer-too-large', { value: path });
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}

/** How the older generation turns away who is not logged in, or no longer: a page, and the status of success. */
export const isForbiddenPage = ({ status, body }: Answer): boolean =>
  status === 200 &&
  Buffer.from(body.subarray(0, 4096)).toString('latin1').includes('Access Error: Forbidden') &&
  !isJson(body);

const isJson = (body: Uint8Array): boolean =>
  /^\s*[[{"]/.test(Buffer.from(body.subarray(0, 64)).toString('latin1'));

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

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
