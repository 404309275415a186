/** Pictures in cards: base64 of every version, and data: addresses. */
import type { Photo } from '../../directory/contact.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { Property, VcardVersion } from './property.ts';
import { paramOf, textOf } from './property.ts';
import { typeParams } from './kinds.ts';

/** The bytes behind base64 or a data: address; null for an address elsewhere, which is never fetched. */
export function embeddedBytes(property: Property, version: VcardVersion): Uint8Array | null {
  if (property.base64) {
    // data: addresses that also claim ENCODING=b occur in the wild.
    return decodeBase64(property.value.replace(/^data:[^,]{0,99},/i, ''));
  }
  const value = property.value.trimStart();
  if (/^data:/i.test(value)) {
    const comma = value.indexOf(',');
    return /;base64\\?$/i.test(value.slice(0, comma)) ? decodeBase64(value.slice(comma + 1)) : null;
  }
  const claimed = paramOf(property, 'VALUE').toUpperCase();
  if (
    claimed === 'URI' ||
    claimed === 'URL' ||
    /^[a-z][a-z0-9+.-]{1,20}\\?:/i.test(textOf(property, version))
  ) {
    return null;
  }
  // Version 3.0 without ENCODING=b.
  return decodeBase64(value);
}

export function photoProperty(photo: Photo, version: VcardVersion): Property {
  const base64 = encodeBase64(photo.data);
  const subtype = photo.type.split('/')[1] ?? '';
  const property = { group: '', name: 'PHOTO' };
  return version === '4.0'
    ? { ...property, params: [], value: `data:${photo.type};base64,${base64}`, base64: false }
    : { ...property, params: typeParams([subtype], version), value: base64, base64: true };
}
