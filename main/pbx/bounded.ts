/** What an answer may at most hold. */
import { SwitchbookError } from '../../core/problem/problem.ts';

/** Far above 2000 contacts of any size: beyond it, somebody else is answering. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

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
