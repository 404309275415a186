/** Contacts: list, read, change. */
import { toString as qrToString, type QRCodeByteSegment } from 'qrcode';
import { contract } from '../../../core/api/contract.ts';
import type { ContactInput } from '../../../core/api/shapes.ts';
import { checkContact } from '../../../core/device/check.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { toDevice } from '../../../core/device/store.ts';
import { emptyDraft, shownName, type Contact, type KnownFields } from '../../../core/directory/contact.ts';
import { qrBytes } from '../../../core/formats/vcard/qr.ts';
import { readNumber } from '../../../core/phone/number.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import type { Site } from '../../site/site.ts';
import { allow, groupsByName } from '../allow.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'contacts.find'
  | 'contacts.rows'
  | 'contacts.facets'
  | 'contacts.photo'
  | 'contacts.create'
  | 'contacts.edit'
  | 'contacts.delete'
  | 'contacts.assign'
  | 'contacts.fit'
  | 'contacts.qr';

/** A form's contact with the numbers' E.164 forms, read with the site's country. */
function withNumbersRead(input: ContactInput, country: string): KnownFields {
  const numbers = input.numbers.map(({ kind, value }) => {
    const read = readNumber(value, country);
    return { kind, value: read.value, e164: read.e164 };
  });
  return { ...input, numbers };
}

function contactOf(site: Site, id: number): Contact {
  const [contact] = site.contacts([id]);
  if (contact === undefined) throw new SwitchbookError('contact-missing', { value: String(id) });
  return contact;
}

/** What the QR library is given: bytes of our own, and how to draw them. */
export const qrSegments = (contact: Contact): QRCodeByteSegment[] => [
  { mode: 'byte', data: qrBytes(contact) },
];
export const qrOptions = { errorCorrectionLevel: 'L', margin: 4 } as const;

/** An action on one contact is named after it, one on many by their number. */
const subjectOf = (site: Site, ids: readonly number[]): string => {
  const [only] = ids.length === 1 ? site.contacts(ids) : [];
  return only === undefined ? '' : shownName(only);
};

export const contactAnswers: Answers<Names> = {
  'contacts.find': answer(contract['contacts.find'], (query, { site }) => ({ ids: site.find(query) })),
  'contacts.rows': answer(contract['contacts.rows'], ({ ids }, { site }) => ({
    contacts: site.contacts(ids),
  })),
  'contacts.facets': answer(contract['contacts.facets'], (_input, { site }) => site.facets()),
  'contacts.photo': answer(contract['contacts.photo'], ({ id }, { site }) => {
    const photo = site.photo(id);
    return photo && { type: photo.type, base64: Buffer.from(photo.data).toString('base64') };
  }),
  'contacts.create': answer(contract['contacts.create'], ({ contact }, { site }) => {
    allow(groupsByName(site), 'create', contact.groups);
    const fields = withNumbersRead(contact, site.info().country);
    const id = site.change('create-contact', shownName(fields), { kind: 'hand' }, (change) =>
      change.createContact({ ...emptyDraft(), ...fields }),
    );
    return contactOf(site, id);
  }),
  'contacts.edit': answer(contract['contacts.edit'], ({ id, contact }, { site }) => {
    const before = contactOf(site, id);
    allow(groupsByName(site), 'edit', [...before.groups, ...contact.groups]);
    const fields = withNumbersRead(contact, site.info().country);
    site.change('edit-contact', shownName(fields), { kind: 'hand' }, (change) =>
      change.updateContact(id, fields),
    );
    return contactOf(site, id);
  }),
  'contacts.delete': answer(contract['contacts.delete'], ({ ids }, { site }) => {
    const found = site.contacts(ids);
    const groups = groupsByName(site);
    for (const contact of found) allow(groups, 'delete', contact.groups);
    const present = found.map(({ id }) => id);
    site.change('delete-contacts', subjectOf(site, present), { kind: 'hand' }, (change) => {
      for (const id of present) change.deleteContact(id);
    });
    return { deleted: present.length };
  }),
  'contacts.assign': answer(contract['contacts.assign'], ({ ids, group, member }, { site }) => {
    const groups = groupsByName(site);
    if (!groups.has(group)) throw new SwitchbookError('group-missing', { value: group });
    allow(groups, member ? 'assign' : 'unassign', [group]);
    const changed = site.change(
      member ? 'assign-group' : 'unassign-group',
      group,
      { kind: 'hand' },
      (change) => {
        let count = 0;
        for (const { id, groups } of site.contacts(ids)) {
          const rest = groups.filter((name) => name !== group);
          if (change.updateContact(id, { groups: member ? [...rest, group] : rest })) count++;
        }
        return count;
      },
    );
    return { changed };
  }),
  'contacts.fit': answer(contract['contacts.fit'], ({ contact }, { site }) => {
    const { device, country } = site.info();
    const profile = deviceProfile(device);
    const fields = withNumbersRead(contact, country);
    const kinds = new Map(site.groups().map(({ name, kind }) => [name, kind]));
    const { record } = toDevice(fields, profile, country);
    const read = contact.numbers.map(({ value }) => readNumber(value, country).problem);
    return {
      numbers: record.numbers,
      shownName: shownName(fields),
      problems: [
        ...read.filter((problem) => problem !== null),
        ...checkContact(fields, profile, country, kinds),
      ],
    };
  }),
  'contacts.qr': answer(contract['contacts.qr'], async ({ id }, { site }) => ({
    svg: await qrToString(qrSegments(contactOf(site, id)), { ...qrOptions, type: 'svg' }),
  })),
};
