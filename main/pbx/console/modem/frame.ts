/**
 * What stands on the line: Chuck Forsberg, "XMODEM/YMODEM Protocol Reference" (1988), chapters 6 and 7.
 */
export const SOH = 0x01;
export const STX = 0x02;
export const EOT = 0x04;
export const ACK = 0x06;
export const NAK = 0x15;
export const CAN = 0x18;
export const SUB = 0x1a;
/** The receiver begins with it and so asks for a CRC instead of a checksum. */
export const WANT_CRC = 0x43;

export const SMALL = 128;
export const LARGE = 1024;

/** Ends a transfer. The backspaces clear what a shell on the other side would take for typed text. */
export const CANCEL = Uint8Array.from([...Array<number>(8).fill(CAN), ...Array<number>(8).fill(0x08)]);

/** CRC-16 of the polynomial 0x1021, beginning with 0, high bit first. */
const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, high) => {
  let crc = high << 8;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  return crc;
});

export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (CRC_TABLE[(crc >> 8) ^ byte] ?? 0);
  return crc;
}

/** A block of 128 or 1024 bytes as it travels; what the data does not fill is filled with `filler`. */
export function block(number: number, data: Uint8Array, size: number, filler: number): Uint8Array {
  const whole = new Uint8Array(3 + size + 2).fill(filler);
  whole.set([size === LARGE ? STX : SOH, number, 255 - number]);
  whole.set(data, 3);
  const crc = crc16(whole.subarray(3, 3 + size));
  whole.set([crc >> 8, crc & 255], 3 + size);
  return whole;
}
