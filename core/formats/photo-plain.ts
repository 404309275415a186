/**
 * A picture without what its camera and its programs wrote into it: place, time, name, a second picture. The
 * pixels stay byte by byte as they are.
 * JPEG: ITU-T T.81, annex B; PNG: https://www.w3.org/TR/png-3/
 */
import type { Photo } from '../directory/contact.ts';
import { joinBytes } from './bytes.ts';

/** Every other kind of picture is given back as it is. Linear in its length. */
export function withoutMetadata(photo: Photo): Photo {
  const { type, data } = photo;
  if (data[0] === 0xff && data[1] === 0xd8) return { type, data: plainJpeg(data) };
  if (PNG.every((byte, i) => data[i] === byte)) return { type, data: plainPng(data) };
  return photo;
}

const START_OF_SCAN = 0xda;
/** Segments for applications and comments; JFIF (0) and Adobe (14) say how colours are meant. */
const isPrivate = (marker: number): boolean =>
  marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);

function plainJpeg(data: Uint8Array): Uint8Array {
  const kept = [data.subarray(0, 2)];
  let at = 2;
  while (data[at] === 0xff) {
    const marker = data[at + 1] ?? 0;
    if (marker === 0xff) {
      // Bytes may be filled up before a marker.
      at += 1;
      continue;
    }
    const length = (data[at + 2] ?? 0) * 256 + (data[at + 3] ?? 0);
    if (marker === START_OF_SCAN || length < 2) break;
    const end = at + 2 + length;
    if (!isPrivate(marker)) kept.push(data.subarray(at, end));
    at = end;
  }
  return joinBytes([...kept, data.subarray(at)]);
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
/** What tells of the picture and is not needed to draw it. */
const TELLING: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME']);

function plainPng(data: Uint8Array): Uint8Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const kept = [data.subarray(0, PNG.length)];
  let at: number = PNG.length;
  while (at + 12 <= data.length) {
    const end = at + 12 + view.getUint32(at);
    const name = String.fromCodePoint(...data.subarray(at + 4, at + 8));
    if (!TELLING.has(name)) kept.push(data.subarray(at, end));
    at = end;
    // What a program appends after the end is no picture.
    if (name === 'IEND') break;
  }
  return joinBytes(kept);
}
