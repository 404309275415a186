/** Contacts as vCard files of all versions. */
import type { ContactDraft, ContactFields, Photo } from '../../directory/contact.ts';
import { shownName } from '../../directory/contact.ts';
import { joinBytes } from '../bytes.ts';
import { writeBirthday } from './birthday.ts';
import { DISPLAY_NAME, E164, SHORT_CODE } from './contact.ts';
import { numberParams, placeParams } from './kinds.ts';
import { PRODUCT_ID } from './own.ts';
import { photoProperty } from './photo.ts';
import { printProperty } from './print.ts';
import type { Parameter, Property, VcardVersion } from './property.ts';
import { escapeItem, escapeText, escapeUri, joinParts } from './property.ts';
import { withSurplus } from './surplus.ts';

/** A contact as properties; a picture only where it is given. */
export function propertiesOf(contact: ContactFields, photo: Photo | null, version: VcardVersion): Property[] {
  const properties: Property[] = [];
  const add = (name: string, value: string, params: Parameter[] = []): void => {
    properties.push({ group: '', name, params, value, base64: false });
  };
  const addText = (name: string, text: string, params: Parameter[] = []): void => {
    if (text !== '') add(name, escapeText(text, version), params);
  };
  const { familyName, givenName, salutation, company, department, displayName } = contact;
  if (version !== '2.1') add('PRODID', PRODUCT_ID);
  add('N', joinParts([familyName, givenName, '', salutation, ''], version));
  add('FN', escapeText(shownName(contact), version));
  if (familyName + givenName + company === '') addText(DISPLAY_NAME, displayName);
  if (company + department !== '') {
    add('ORG', joinParts(department === '' ? [company] : [company, department], version));
  }
  addText('TITLE', contact.position);
  for (const { kind, value, e164 } of contact.numbers) {
    // A national number says nothing of its country, which may not be that of who reads it again.
    const country = version === '4.0' && e164 !== null && !/^(?:\+|00)/.test(value);
    const params = numberParams(kind, version);
    addText('TEL', value, country ? [...params, { name: E164, value: e164 }] : params);
  }
  const mail = version === '4.0' ? [] : ['INTERNET'];
  for (const { kind, value } of contact.emails) addText('EMAIL', value, placeParams(kind, version, mail));
  for (const { kind, value } of contact.urls) {
    add('URL', escapeUri(value, version), placeParams(kind, version, []));
  }
  for (const address of contact.addresses) {
    const { street, city, region, postalCode, country } = address;
    // Without any type an address is one of work in versions 2.1 and 3.0.
    const other = address.kind === 'other' && version !== '4.0' ? ['POSTAL'] : [];
    const parts = ['', '', street, city, region, postalCode, country];
    add('ADR', joinParts(parts, version), placeParams(address.kind, version, other));
  }
  if (contact.birthday !== '') {
    const { params, value } = writeBirthday(contact.birthday, version);
    add('BDAY', value, params);
  }
  addText('NOTE', contact.note);
  if (contact.groups.length > 0) add('CATEGORIES', contact.groups.map(escapeItem).join(','));
  addText(SHORT_CODE, contact.shortCode);
  if (photo !== null) properties.push(photoProperty(photo, version));
  return properties;
}

const CHUNK = 1024 * 1024;

/** A file with one card a contact, UTF-8, lines ended by CRLF. */
export function writeVcards(contacts: Iterable<ContactDraft>, version: VcardVersion): Uint8Array {
  const encoder = new TextEncoder();
  const chunks: Uint8Array[] = [];
  let text = '';
  const flush = (): void => {
    chunks.push(encoder.encode(text));
    text = '';
  };
  for (const contact of contacts) {
    text += `BEGIN:VCARD\r\nVERSION:${version}\r\n`;
    const own = propertiesOf(contact, contact.photo, version);
    for (const property of withSurplus(own, contact.card, version)) text += printProperty(property, version);
    text += 'END:VCARD\r\n';
    if (text.length > CHUNK) flush();
  }
  flush();
  return joinBytes(chunks);
}
