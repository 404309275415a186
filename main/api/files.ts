/**
 * Files on their way in or out of the application: a temporary folder that shells fill piece by piece
 * and that a worker thread can open by the same name.
 */
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  closeSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { sweepTemporary, TemporaryFolder } from '../temporary.ts';

const PIECE = 1024 * 1024;
/** Larger than any address book: a 100 000-row file with all columns has some 60 MB. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Bytes of a name that every file system takes. */
const LONGEST_NAME = 200;

/** What a file may be called here: no folder, and not too long; its ending, which tells the format, stays. */
function fileName(typed: string): string {
  const name = basename(typed).replaceAll('\0', '');
  if (name === '' || /^\.+$/.test(name)) return 'file';
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const ending = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  const beginning = Buffer.from(name)
    .subarray(0, LONGEST_NAME - ending.length)
    .toString();
  // Where a character was cut through, a mark of it is left.
  return beginning.replace(/\ufffd$/, '') + ending;
}

export class FileStore {
  readonly #given: string | null;
  #own: TemporaryFolder | null = null;

  /** Without a folder a temporary one is made with the first file, and removed by `close`. */
  constructor(folder: string | null = null) {
    this.#given = folder;
    if (folder === null) sweepTemporary();
  }

  get folder(): string {
    return this.#given ?? (this.#own ??= new TemporaryFolder()).path;
  }

  begin(name: string): string {
    const id = randomUUID();
    mkdirSync(join(this.folder, id), { mode: 0o700 });
    writeFileSync(join(this.folder, id, fileName(name)), '');
    return id;
  }

  append(id: string, bytes: Uint8Array): void {
    const path = this.path(id);
    if (statSync(path).size + bytes.length > MOST_BYTES) {
      throw new SwitchbookError('file-too-large', {
        value: basename(path),
        params: { most: MOST_BYTES / 1024 / 1024 },
      });
    }
    appendFileSync(path, bytes);
  }

  add(name: string, bytes: Uint8Array): string {
    const id = this.begin(name);
    this.append(id, bytes);
    return id;
  }

  name(id: string): string {
    return basename(this.path(id));
  }

  bytes(id: string): Uint8Array {
    return readFileSync(this.path(id));
  }

  remove(id: string): void {
    rmSync(dirname(this.path(id)), { recursive: true, force: true });
  }

  /** A piece, and where the next one begins; null after the last. */
  piece(id: string, offset: number): { bytes: Uint8Array; next: number | null } {
    const path = this.path(id);
    const size = statSync(path).size;
    const bytes = Buffer.alloc(Math.max(0, Math.min(PIECE, size - offset)));
    const handle = openSync(path, 'r');
    try {
      readSync(handle, bytes, 0, bytes.length, offset);
    } finally {
      closeSync(handle);
    }
    const next = offset + bytes.length;
    return { bytes, next: next < size ? next : null };
  }

  close(): void {
    this.#own?.remove();
    this.#own = null;
  }

  /** Ids are ours: anything else never reaches the file system. */
  path(id: string): string {
    if (/^[0-9a-f-]{36}$/.test(id)) {
      const folder = join(this.folder, id);
      try {
        const [name] = readdirSync(folder);
        if (name !== undefined) return join(folder, name);
      } catch {
        // Said below: there is no such file.
      }
    }
    throw new SwitchbookError('file-missing', { value: id });
  }
}
