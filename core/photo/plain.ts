/**
 * A picture without what its camera and its programs wrote into it: place, time, name, a second picture. The
 * pixels stay byte by byte as they are.
 * JPEG: ITU-T T.81, annex B; PNG: https://www.w3.org/TR/png-3/
 */
import { joinBytes } from '../formats/bytes.ts';
import { isNamed, type Segment, segmentsOf } from './jpeg.ts';

/** Of a JPEG or a PNG; null for every other kind. Linear in the length. */
export function withoutMetadata(data: Uint8Array): Uint8Array | null {
  if (data[0] === 0xff && data[1] === 0xd8) return plainJpeg(data);
  return PNG.every((byte, i) => data[i] === byte) ? plainPng(data) : null;
}

const plainJpeg = (data: Uint8Array): Uint8Array =>
  joinBytes(
    segmentsOf(data)
      .filter((segment) => draws(data, segment))
      .map(({ start, end }) => data.subarray(start, end))
      .toArray(),
  );

/** The length of a JFIF segment without the small picture that it may hold. */
const BARE_JFIF = 18;

/** Segments for applications and comments tell; but JFIF, ICC and Adobe say how colours are meant. */
function draws(data: Uint8Array, segment: Segment): boolean {
  const { marker, start, end } = segment;
  if (marker === 0xe0) return end - start <= BARE_JFIF && isNamed(data, segment, 'JFIF');
  if (marker === 0xe2) return isNamed(data, segment, 'ICC_PROFILE');
  return marker === 0xee || (marker !== 0xfe && !(marker >= 0xe1 && marker <= 0xef));
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
/** What is needed to draw it: the critical chunks, and how colours, transparency and frames are meant. */
const DRAWING: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
);

function plainPng(data: Uint8Array): Uint8Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const kept = [data.subarray(0, PNG.length)];
  let at: number = PNG.length;
  while (at + 12 <= data.length) {
    const end = at + 12 + view.getUint32(at);
    const name = String.fromCodePoint(...data.subarray(at + 4, at + 8));
    if (DRAWING.has(name)) kept.push(data.subarray(at, end));
    at = end;
    // What a program appends after the end is no picture.
    if (name === 'IEND') break;
  }
  return joinBytes(kept);
}
