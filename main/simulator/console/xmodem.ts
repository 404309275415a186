/**
 * What both ends of XMODEM and YMODEM share: Chuck Forsberg, XMODEM/YMODEM Protocol Reference (1988).
 * Only the CRC-16 kind; docs/protocols/console.md, section 3.
 */
import type { Line } from './line.ts';

export const TRANSFERS = ['xmodem', 'xmodem-1k', 'ymodem'] as const;
export type Transfer = (typeof TRANSFERS)[number];

export const SOH = 0x01;
export const STX = 0x02;
export const EOT = 0x04;
export const ACK = 0x06;
export const NAK = 0x15;
export const CAN = 0x18;
export const SUB = 0x1a;
/** The receiver's `C`: send, with CRC. */
export const CRC = 0x43;

export const SHORT_BLOCK = 128;
export const LONG_BLOCK = 1024;

/** How often one block is tried: a line that spoils one byte in 500 spoils 7 of 8 long blocks. */
export const MOST_TRIES = 60;
/** The receiver drives; the sender waits a minute (Forsberg, 7.3.2). */
export const SENDER_WAIT = 60_000;

/** Why a transfer ended early. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
}

/** CRC-16 with the polynomial 0x1021, started at 0, nothing reflected. */
export function crc16(data: Uint8Array): number {
  let crc = 0;
  for (const byte of data) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    crc &= 0xffff;
  }
  return crc;
}

/** Two CAN end a transfer; more of them, because the line may spoil some. */
export async function cancel(line: Line, why: string): Promise<never> {
  await line.write(Buffer.alloc(5, CAN));
  throw new TransferError(why);
}
