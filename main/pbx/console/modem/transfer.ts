/** What sending and receiving a file have in common. */
export const TRANSFER_PROTOCOLS = ['xmodem', 'xmodem-1k', 'ymodem'] as const;
export type TransferProtocol = (typeof TRANSFER_PROTOCOLS)[number];

/** Bytes of the file that the other side holds for certain, of how many; null where the length is not known. */
export interface TransferProgress {
  (done: number, total: number | null): void;
}

export interface OutgoingFile {
  protocol: TransferProtocol;
  /** Travels with YMODEM only. */
  name: string;
  bytes: Uint8Array;
}

export interface Expected {
  protocol: TransferProtocol;
  /** A file that grows beyond it is refused (`transfer-too-large`). */
  maxBytes: number;
  /** Where it was said before: XMODEM itself fills the last block and does not say with how much. */
  length?: number;
}

export interface ReceivedFile {
  /** As YMODEM says it, null with XMODEM. Untrusted: not a path. */
  name: string | null;
  bytes: Uint8Array;
}
