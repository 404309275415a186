/** A contact as the bytes of a QR code: a short card, and what it has no room for. */
import type { ContactFields } from '../../directory/contact.ts';
import { shownName } from '../../directory/contact.ts';
import { encodeText } from '../encode.ts';
import { propertiesOf } from './write.ts';

const BYTE_ORDER_MARK = '\ufeff';

/** The order that most readers cope with. */
const ORDER = ['FN', 'N', 'TITLE', 'TEL', 'EMAIL', 'URL', 'ADR', 'ORG'];
/** What matters most to somebody who scans, first; what no longer fits is left out, with all of its kind after it. */
const WORTH = ['FN', 'N', 'TEL', 'ORG', 'EMAIL', 'TITLE', 'URL', 'ADR'] as const;
const FIELDS = {
  TEL: 'numbers',
  ORG: 'company',
  EMAIL: 'emails',
  TITLE: 'position',
  URL: 'urls',
  ADR: 'addresses',
} as const;

/**
 * Bytes: version 20 at level L (ISO/IEC 18004, table 7), 97 modules a side. A larger code does not come out of a
 * screen at the size that it has there.
 */
const MOST_BYTES = 858;
/** Characters of a name where names alone would fill the code. */
const MOST_NAME = 40;
const NAMES = ['displayName', 'givenName', 'familyName', 'salutation', 'company', 'department'] as const;

export interface LeftOut {
  field: 'name' | (typeof FIELDS)[keyof typeof FIELDS];
  count: number;
}

export interface QrCard {
  text: string;
  leftOut: LeftOut[];
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/**
 * A short card 2.1, the version that most readers cope with. Text as it is, because quoted-printable would
 * triple every accent; numbers in E.164 where known, for the one who dials elsewhere.
 */
export function qrCard(contact: ContactFields): QrCard {
  const { fields, isCut } = namesThatFit(contact);
  const numbers = fields.numbers.map((number) => ({ ...number, value: number.e164 ?? number.value }));
  const lines = propertiesOf({ ...fields, numbers }, null, '2.1').map(({ name, params, value }) => {
    const types = params.map((param) => `;${param.value}`).join('');
    return { name, line: `${name}${types}:${value.replaceAll('\n', ', ')}` };
  });
  const taken = new Set<(typeof lines)[number]>();
  const leftOut: LeftOut[] = isCut ? [{ field: 'name', count: 1 }] : [];
  let room = MOST_BYTES - bytesOf(BYTE_ORDER_MARK + cardOf([]));
  for (const name of WORTH) {
    const ofKind = lines.filter((one) => one.name === name);
    let full = ofKind.length;
    for (const [at, one] of ofKind.entries()) {
      const size = bytesOf(`${one.line}\r\n`);
      if (size > room) {
        full = at;
        break;
      }
      room -= size;
      taken.add(one);
    }
    if (full < ofKind.length && name !== 'FN' && name !== 'N') {
      leftOut.push({ field: FIELDS[name], count: ofKind.length - full });
    }
  }
  const inOrder = ORDER.flatMap((name) => lines.filter((one) => one.name === name && taken.has(one)));
  return { text: cardOf(inOrder.map(({ line }) => line)), leftOut };
}

const cardOf = (lines: readonly string[]): string =>
  ['BEGIN:VCARD', 'VERSION:2.1', ...lines, 'END:VCARD', ''].join('\r\n');

/** A name of thousands of characters, as a damaged file may bring it, leaves no room for the rest. */
function namesThatFit(contact: ContactFields): { fields: ContactFields; isCut: boolean } {
  const length = bytesOf(NAMES.map((field) => contact[field]).join(';') + shownName(contact));
  if (length <= MOST_BYTES / 2) return { fields: contact, isCut: false };
  const fields = { ...contact };
  for (const field of NAMES) fields[field] = Array.from(contact[field]).slice(0, MOST_NAME).join('');
  return { fields, isCut: NAMES.some((field) => fields[field] !== contact[field]) };
}

/**
 * Without a mark a code's bytes are ISO-8859-1 (ISO/IEC 18004), and readers that guess otherwise make
 * Chinese of `Jörg` in UTF-8 (zbar does). So: ISO-8859-1 where it has every character, else UTF-8 that
 * says so.
 */
export function qrBytes({ text }: QrCard): Uint8Array {
  const latin = encodeText(text, 'iso-8859-1');
  return latin.lost.length === 0 ? latin.bytes : new TextEncoder().encode(BYTE_ORDER_MARK + text);
}
