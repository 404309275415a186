/**
 * The port to a line of bytes: a serial cable, a raw TCP connection, a device server that speaks telnet.
 * What is built on it (dialogue, file transfer) knows neither.
 *
 * Errors: `SwitchbookError` with codes of `resources/problems/console.json` and `pbx.json`; an aborted signal
 * throws its reason.
 */
export interface ByteLine {
  /** As the user wrote it, for complaints. */
  readonly address: string;
  /**
   * Whatever has arrived, or arrives first within the time; null when nothing did. Once the line has
   * dropped, what had arrived before is still handed out, then `pbx-line-dropped` is thrown.
   */
  read(timeoutMs: number, signal?: AbortSignal): Promise<Uint8Array | null>;
  /** Puts bytes back in front of what has arrived: a file transfer leaves what follows it to the dialogue. */
  unread(bytes: Uint8Array): void;
  /**
   * Resolves when the bytes have left this machine: on a serial port they are on the wire, on a network
   * they are the kernel's. A line that takes none for a minute is given up (`line-stalled`).
   */
  write(bytes: Uint8Array, signal?: AbortSignal): Promise<void>;
  /** Drops what has arrived and was not read. */
  discard(): void;
  /** Lets the line go. Never throws, and ends within seconds. */
  close(): Promise<void>;
}
