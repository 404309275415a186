/**
 * Zip archives from strangers. No workbook library stops an archive that unpacks to gigabytes, so the
 * directory is read and parts are unpacked here, under limits, piece by piece; parts that nobody asks for
 * are not unpacked at all. Ratio and grace are those of Apache POI.
 */
import { Inflate } from 'fflate';
import type { ProblemCode } from '../../problem/problem.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import { joinBytes } from '../bytes.ts';
import { crc32 } from './crc.ts';

const LIMITS = {
  entries: 1000,
  /**
   * Bytes of all parts together, unpacked: 100 000 rows of 20 usual cells are 105 MB of markup, which goes
   * by in pieces and is never held.
   */
  total: 200 * 1024 * 1024,
  /** Bytes of a part that is read whole. */
  whole: 32 * 1024 * 1024,
  /** Packed bytes for each unpacked byte, of parts larger than `grace`. */
  ratio: 0.01,
  grace: 100 * 1024,
} as const;

interface ZipEntry {
  name: string;
  method: number;
  packed: number;
  unpacked: number;
  crc: number;
  /** Where its local header stands. */
  offset: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;

const refuse = (code: ProblemCode, cause?: unknown): SwitchbookError =>
  new SwitchbookError(code, {}, { cause });

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Whether an archive is an Excel workbook. Without its end nothing is certain: then its first part or its
 * file name decides, so that reading it can say that it is incomplete.
 */
export function isWorkbookZip(bytes: Uint8Array, fileName: string): boolean {
  if (findEnd(bytes) !== null)
    return readDirectory(bytes).some(({ name }) => /^xl\/workbook\d*\.xml$/i.test(name));
  const start = decodeName(bytes.subarray(30, 200));
  return /^(?:\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/)/.test(start) || /\.xls[xm]?$/i.test(fileName);
}

const isSuspicious = (packed: number, unpacked: number): boolean =>
  unpacked > LIMITS.grace && packed < unpacked * LIMITS.ratio;

/** An archive whose directory was read; parts are found by their name in any case. */
export class Archive {
  readonly #bytes: Uint8Array;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  #total = 0;

  /** Errors: `xlsx-truncated`, `xlsx-damaged`, `xlsx-encrypted`, `xlsx-oversized`. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const entries = readDirectory(bytes);
    // What the directory admits is refused before anything is unpacked; what it hides, while it is.
    let total = 0;
    for (const { packed, unpacked } of entries) {
      total += unpacked;
      if (isSuspicious(packed, unpacked) || total > LIMITS.total) throw refuse('xlsx-oversized');
    }
    this.#entries = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /**
   * Unpacks a part piece by piece; says whether it is there. Errors: `xlsx-damaged`, `xlsx-oversized`, and
   * those of `take`.
   */
  stream(name: string, take: (piece: Uint8Array) => void): boolean {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) return false;
    let length = 0;
    let crc = 0;
    inflate(packedData(this.#bytes, entry), entry.method, (piece) => {
      length += piece.length;
      this.#total += piece.length;
      if (isSuspicious(entry.packed, length) || this.#total > LIMITS.total) throw refuse('xlsx-oversized');
      crc = crc32(piece, crc);
      take(piece);
    });
    if (length !== entry.unpacked || crc !== entry.crc) throw refuse('xlsx-damaged');
    return true;
  }

  /** A part as a whole, or null when it is not there. */
  read(name: string): Uint8Array | null {
    const pieces: Uint8Array[] = [];
    let length = 0;
    const there = this.stream(name, (piece) => {
      length += piece.length;
      if (length > LIMITS.whole) throw refuse('xlsx-oversized');
      pieces.push(piece);
    });
    return there ? joinBytes(pieces) : null;
  }
}

/** Input by the piece, so that no single step can produce more than about 16 MB. */
const INPUT = 16 * 1024;

function inflate(packed: Uint8Array, method: number, take: (piece: Uint8Array) => void): void {
  if (method === 0) {
    take(packed);
    return;
  }
  if (method !== 8) throw refuse('xlsx-damaged');
  try {
    const stream = new Inflate(take);
    for (let from = 0; from < packed.length; from += INPUT) {
      stream.push(packed.subarray(from, from + INPUT), from + INPUT >= packed.length);
    }
  } catch (error) {
    throw error instanceof SwitchbookError ? error : refuse('xlsx-damaged', error);
  }
}

function findEnd(bytes: Uint8Array): number | null {
  const data = view(bytes);
  const last = bytes.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (bytes[at] === 0x50 && data.getUint32(at, true) === END) return at;
  }
  return null;
}

function readDirectory(bytes: Uint8Array): ZipEntry[] {
  const end = findEnd(bytes);
  if (end === null) throw refuse('xlsx-truncated');
  const data = view(bytes);
  const count = data.getUint16(end + 10, true);
  if (count > LIMITS.entries) throw refuse('xlsx-oversized');
  let at = data.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || data.getUint32(at, true) !== CENTRAL) throw refuse('xlsx-damaged');
    const nameLength = data.getUint16(at + 28, true);
    const next = at + 46 + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true);
    if (next > end) throw refuse('xlsx-damaged');
    if (data.getUint16(at + 8, true) & 1) throw refuse('xlsx-encrypted');
    const name = decodeName(bytes.subarray(at + 46, at + 46 + nameLength));
    // The same name twice, or a path that leaves the archive: made to be read differently by two programs.
    const key = name.toLowerCase();
    if (names.has(key) || /^\/|^[a-z]:|\0|(?:^|\/)\.\.(?:\/|$)/i.test(name)) throw refuse('xlsx-damaged');
    names.add(key);
    entries.push({
      name,
      method: data.getUint16(at + 10, true),
      crc: data.getUint32(at + 16, true),
      packed: data.getUint32(at + 20, true),
      unpacked: data.getUint32(at + 24, true),
      offset: data.getUint32(at + 42, true),
    });
    at = next;
  }
  return entries;
}

function packedData(bytes: Uint8Array, { name, offset, packed }: ZipEntry): Uint8Array {
  const data = view(bytes);
  if (offset + 30 > bytes.length || data.getUint32(offset, true) !== LOCAL) throw refuse('xlsx-damaged');
  const nameEnd = offset + 30 + data.getUint16(offset + 26, true);
  const start = nameEnd + data.getUint16(offset + 28, true);
  const isSame = decodeName(bytes.subarray(offset + 30, nameEnd)) === name;
  if (!isSame || start + packed > bytes.length) throw refuse('xlsx-damaged');
  return bytes.subarray(start, start + packed);
}

/** Names that matter are ASCII; some programs write Windows paths. */
const decodeName = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => String.fromCharCode(byte))
    .join('')
    .replaceAll('\\', '/');
