/** What all pages that are written here have in common: fonts, colours, and what a text may hold. */
import { createRequire } from 'node:module';
import { visible } from '../../core/language/visible.ts';

export const INK = '#1c2326';
export const QUIET = '#52616b';

const fonts = createRequire(import.meta.url);

const pathOf = (name: string): string => fonts.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

/**
 * The files of the DejaVu family. PDFKit is to know them by their paths: under another name it opens the one that
 * it began with anew for every text.
 */
export const FONTS = { plain: pathOf('DejaVuSans'), bold: pathOf('DejaVuSans-Bold') };
export type FontName = keyof typeof FONTS;

/** The whole document, piece by piece as its pages end. */
export const collected = (doc: PDFKit.PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    doc.on('data', (piece: Uint8Array) => pieces.push(piece));
    doc.on('end', () => resolve(Buffer.concat(pieces)));
    doc.on('error', reject);
  });

/** Our own sentences have spaces that do not break. */
export const evenSpaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

/** What others have written: its control and direction signs must not disturb the page. */
export const readable = (text: string): string => visible(evenSpaces(text));
