/** The sender of XMODEM-CRC, XMODEM-1K and YMODEM. */
import { LineGone } from './line.ts';
import type { Line } from './line.ts';
import {
  ACK,
  CAN,
  cancel,
  CRC,
  crc16,
  EOT,
  LONG_BLOCK,
  MOST_TRIES,
  NAK,
  SENDER_WAIT,
  SHORT_BLOCK,
  SOH,
  STX,
  SUB,
  TransferError,
} from './xmodem.ts';
import type { Transfer } from './xmodem.ts';

/**
 * Long blocks are for a line that has carried so many short ones at the first try, and for as long as it does.
 * Never is a long block tried again in short ones: a receiver whose acknowledgement was lost has it already,
 * takes the first short one for its repetition, and the file is spoilt without anybody's notice.
 */
const PROOF = 16;
/** A rest of more than seven short blocks goes as one long block. */
const WORTH_LONG = 7 * SHORT_BLOCK;
const LAST_WAIT = 10_000;

/** Waits for one of `wanted`; everything else is noise or a late `C`. Throws `TransferError`. */
async function answer(line: Line, wanted: readonly number[], wait = SENDER_WAIT): Promise<number> {
  const end = performance.now() + wait;
  let last: number | null = null;
  while (performance.now() < end) {
    const byte = await line.byte(wait);
    if (byte === null) break;
    if (byte === CAN && last === CAN) throw new TransferError('cancelled by the receiver');
    if (wanted.includes(byte)) return byte;
    last = byte;
  }
  throw new TransferError('the receiver does not answer');
}

/** Sends one block until it is acknowledged. Returns how often it was sent. */
async function sendBlock(line: Line, number: number, data: Buffer, wait = SENDER_WAIT): Promise<number> {
  if (line.trouble.cutsBlock()) throw new LineGone();
  const head = [data.length === LONG_BLOCK ? STX : SOH, number & 0xff, ~number & 0xff];
  const crc = crc16(data);
  const frame = Buffer.concat([Buffer.from(head), data, Buffer.from([crc >> 8, crc & 0xff])]);
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    // An answer that came twice must not count for this block.
    line.discard();
    await line.write(frame);
    // A receiver that has got nothing yet asks for the first block in the way it began.
    const wanted = number < 2 ? [ACK, NAK, CRC] : [ACK, NAK];
    if ((await answer(line, wanted, wait)) === ACK) return tries;
  }
  return await cancel(line, `block ${number} does not arrive`);
}

async function sendEnd(line: Line): Promise<void> {
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    line.discard();
    await line.write(Buffer.from([EOT]));
    if ((await answer(line, [ACK, NAK])) === ACK) return;
  }
  await cancel(line, 'the end of the file does not arrive');
}

/** Block 0 of YMODEM: the name, NUL, the length; all NUL ends the batch. */
async function sendHeader(line: Line, text: string, wait = SENDER_WAIT): Promise<void> {
  await answer(line, [CRC], wait);
  const data = Buffer.alloc(SHORT_BLOCK);
  data.write(text, 'latin1');
  await sendBlock(line, 0, data, wait);
}

/**
 * `said`: the length that YMODEM's block 0 gives. Throws `TransferError` when the receiver gives up or is
 * silent for a minute, `LineGone`.
 */
export async function sendFile(line: Line, file: Buffer, transfer: Transfer, said: number): Promise<void> {
  if (transfer === 'ymodem') await sendHeader(line, `contacts.csv\0${said}`);
  await answer(line, [CRC]);
  let clean = 0;
  for (let at = 0, number = 1; at < file.length; number++) {
    const long = transfer !== 'xmodem' && clean >= PROOF;
    const size = long && file.length - at > WORTH_LONG ? LONG_BLOCK : SHORT_BLOCK;
    const data = Buffer.alloc(size, SUB);
    file.copy(data, 0, at, at + size);
    clean = (await sendBlock(line, number, data)) === 1 ? clean + 1 : 0;
    at += size;
  }
  await sendEnd(line);
  if (transfer !== 'ymodem') return;
  await sendHeader(line, '', LAST_WAIT).catch((error: unknown) => {
    // The file has arrived: whoever says nothing more has what it wanted.
    if (!(error instanceof TransferError)) throw error;
  });
}
