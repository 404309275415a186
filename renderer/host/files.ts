/** Files to and from the services, in base64 pieces of at most 1 MiB, the same way in every shell. */
import type { Call, Host } from './host.ts';

const PIECE = 768 * 1024;

/** The id under which the services know the file. `onPart` hears the share that has arrived, 0 to 1. */
export async function upload(host: Host, file: File, onPart?: (share: number) => void): Promise<string> {
  const { file: id } = await host.call('files.begin', { name: file.name });
  for (let offset = 0; offset < file.size; offset += PIECE) {
    const bytes = new Uint8Array(await file.slice(offset, offset + PIECE).arrayBuffer());
    await host.call('files.append', { file: id, piece: bytes.toBase64() });
    onPart?.(Math.min(1, (offset + PIECE) / file.size));
  }
  return id;
}

/** Everything of a file that the services made. */
export async function fetchFile(call: Call, file: string): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const { piece, next }: { piece: string; next: number | null } = await call('files.read', {
      file,
      offset,
    });
    pieces.push(Uint8Array.fromBase64(piece));
    offset = next;
  }
  return new Blob(pieces);
}

/** Hands the file to the person: where they say, or where their browser keeps downloads. */
export const download = (host: Host, file: string, fileName: string): Promise<void> =>
  host.surroundings.save(file, fileName);

export function saveBlob(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The browser has taken its own reference by the time the click returns.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
