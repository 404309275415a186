/** A contact's card as a QR code: a drawing for screens and print, or a picture. */
import { toBuffer, toString as draw, type QRCodeByteSegment } from 'qrcode';
import { qrBytes, type QrCard } from '../../core/formats/vcard/qr.ts';

/** Four modules of quiet zone (ISO/IEC 18004). A screen hides nothing of a code: the lowest correction is enough. */
const OPTIONS = { errorCorrectionLevel: 'L', margin: 4 } as const;
/** Pixels a module: the largest code has 105 of them with its quiet zone. */
const SCALE = 10;

const segments = (card: QrCard): QRCodeByteSegment[] => [{ mode: 'byte', data: qrBytes(card) }];

export const qrSvg = (card: QrCard): Promise<string> => draw(segments(card), { ...OPTIONS, type: 'svg' });

export const qrPng = (card: QrCard): Promise<Uint8Array> =>
  toBuffer(segments(card), { ...OPTIONS, type: 'png', scale: SCALE });
