/** A contact as the bytes of a QR code. */
import type { ContactFields } from '../../directory/contact.ts';
import { encodeText } from '../encode.ts';
import { qrVcard } from './write.ts';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * Without a mark a code's bytes are ISO-8859-1 (ISO/IEC 18004), and readers that guess otherwise make
 * Chinese of `Jörg` in UTF-8 (zbar does). So: ISO-8859-1 where it has every character, else UTF-8 that
 * says so.
 */
export function qrBytes(contact: ContactFields): Uint8Array {
  const text = qrVcard(contact);
  const latin = encodeText(text, 'iso-8859-1');
  return latin.lost.length === 0 ? latin.bytes : new TextEncoder().encode(BYTE_ORDER_MARK + text);
}
