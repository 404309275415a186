/**
 * Zip archives from strangers. No workbook library stops an archive that unpacks to gigabytes, so the
 * directory is read and every part unpacked here, under limits, before a library sees a byte.
 * Limits are those of Apache POI (ratio) and of what an address book can need (the rest).
 */
import { Inflate } from 'fflate';
import type { ProblemCode } from '../../problem/problem.ts';
import { SwitchbookError } from '../../problem/problem.ts';
import { crc32 } from './crc.ts';

const LIMITS = {
  entries: 1000,
  /** Bytes of all parts together, unpacked. */
  total: 100 * 1024 * 1024,
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

/**
 * Unpacks the parts that `wanted` names; all others are unpacked too, to be counted, and dropped.
 * Errors: `xlsx-truncated`, `xlsx-damaged`, `xlsx-encrypted`, `xlsx-oversized`.
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  const entries = readDirectory(bytes);
  const parts = new Map<string, Uint8Array>();
  let total = 0;
  for (const entry of entries) {
    const pieces: Uint8Array[] = [];
    const keep = wanted(entry.name);
    let length = 0;
    let crc = 0;
    const take = (piece: Uint8Array): void => {
      length += piece.length;
      total += piece.length;
      const suspicious = length > LIMITS.grace && entry.packed < length * LIMITS.ratio;
      if (suspicious || total > LIMITS.total) throw refuse('xlsx-oversized');
      crc = crc32(piece, crc);
      if (keep) pieces.push(piece);
    };
    inflate(packedData(bytes, entry), entry.method, take);
    if (length !== entry.unpacked || crc !== entry.crc) throw refuse('xlsx-damaged');
    if (keep) parts.set(entry.name, join(pieces, length));
  }
  return parts;
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

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
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
