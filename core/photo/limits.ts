/** Which pictures are taken: what is beyond is no portrait, and would cost memory that the work has no use for. */
import { errorOf, type Problem, SwitchbookError } from '../problem/problem.ts';
import { type Header, readHeader } from './header.ts';

const MEBIBYTE = 1024 * 1024;
export const MOST_BYTES = 16 * MEBIBYTE;
/** What a telephone's camera takes at full size; decoded it is 100 MB. */
const MOST_PIXELS = 25_000_000;

/** Why a picture is too large; null where it is not. `name`: what it is called in the sentence. */
export function tooLarge(data: Uint8Array, name: string): Problem | null {
  const problem = { severity: 'error' as const, value: name };
  if (data.length > MOST_BYTES) {
    const params = { size: Math.ceil(data.length / MEBIBYTE), most: MOST_BYTES / MEBIBYTE };
    return { ...problem, code: 'photo-bytes', params };
  }
  const header = readHeader(data);
  if (header === null || header.width * header.height <= MOST_PIXELS) return null;
  const { width, height } = header;
  return { ...problem, code: 'photo-pixels', params: { width, height, most: MOST_PIXELS / 1_000_000 } };
}

/** What the picture says of itself. Errors: `photo-bytes`, `photo-pixels`, `photo-kind`. */
export function checkedHeader(data: Uint8Array, name: string): Header {
  const problem = tooLarge(data, name);
  if (problem !== null) throw errorOf(problem);
  const header = readHeader(data);
  if (header === null) throw new SwitchbookError('photo-kind', { value: name });
  return header;
}
