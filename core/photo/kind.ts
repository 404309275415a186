/** The kinds of pictures that address books hold and browsers show, each by the bytes it begins with. */
const SIGNATURES: readonly (readonly [type: string, at: number, text: string])[] = [
  ['image/jpeg', 0, '\u00FF\u00D8\u00FF'],
  ['image/png', 0, '\u0089PNG\r\n'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/bmp', 0, 'BM'],
  ['image/avif', 4, 'ftypavif'],
];

/** By its first bytes: the type that a file or a card claims is often wrong or missing. Null if it is no picture. */
export function pictureType(data: Uint8Array): string | null {
  const start = String.fromCharCode(...data.subarray(0, 16));
  return SIGNATURES.find(([, at, text]) => start.startsWith(text, at))?.[0] ?? null;
}
