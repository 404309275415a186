/** Contacts: list, read, change. */
import { contract } from '../../../core/api/contract.ts';
import type { ChosenPicture } from '../../../core/api/operations/contacts.ts';
import type { ContactInput } from '../../../core/api/shapes.ts';
import { ACTIONS } from '../../../core/directory/access.ts';
import { checkContact } from '../../../core/device/check.ts';
import { withCompanions } from '../../../core/device/companion.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { toDevice } from '../../../core/device/store.ts';
import {
  emptyDraft,
  shownName,
  type Contact,
  type KnownFields,
  type Photo,
} from '../../../core/directory/contact.ts';
import { qrCard } from '../../../core/formats/vcard/qr.ts';
import { readNumber } from '../../../core/phone/number.ts';
import { SwitchbookError } from '../../../core/problem/problem.ts';
import { fileNameOf } from '../../jobs/file-name.ts';
import { takePhoto } from '../../jobs/photo.ts';
import { qrPng, qrSvg } from '../../jobs/qr.ts';
import type { Site } from '../../site/site.ts';
import { allow, allowFor, refusals } from '../allow.ts';
import type { Desk } from '../desk.ts';
import { answer, type Answers } from '../serve.ts';

type Names =
  | 'contacts.find'
  | 'contacts.page'
  | 'contacts.first'
  | 'contacts.rows'
  | 'contacts.facets'
  | 'contacts.initials'
  | 'contacts.photo'
  | 'contacts.setPhoto'
  | 'contacts.create'
  | 'contacts.delete'
  | 'contacts.deletable'
  | 'contacts.deleteAll'
  | 'contacts.assign'
  | 'contacts.may'
  | 'contacts.fit'
  | 'contacts.qr'
  | 'contacts.qrFile';

/** A form's contact with the numbers' E.164 forms, read with the site's country. */
export function withNumbersRead(input: ContactInput, country: string): KnownFields {
  const numbers = input.numbers.map(({ kind, value }) => {
    const read = readNumber(value, country);
    return { kind, value: read.value, e164: read.e164 };
  });
  return { ...input, numbers };
}

export function contactOf(site: Site, id: number): Contact {
  const [contact] = site.contacts([id]);
  if (contact === undefined) throw new SwitchbookError('contact-missing', { value: String(id) });
  return contact;
}

/** An action on one contact is named after it, one on many by their number. */
const subjectOf = (site: Site, ids: readonly number[]): string => {
  const [only] = ids.length === 1 ? site.contacts(ids) : [];
  return only === undefined ? '' : shownName(only);
};

/** The contact's groups with those that the device wants beside them. */
export const companied = ({ site }: Desk, groups: readonly string[]): string[] =>
  withCompanions(groups, site.groups(), deviceProfile(site.info().device));

/** The picture of a file that a page has sent. Errors: `photo-…`. */
const photoOf = ({ files }: Desk, { file, square }: ChosenPicture): Promise<Photo> =>
  takePhoto(files.bytes(file), files.name(file), square);

/** Ids of the contacts that *delete all* deletes: all that Google does not hold. */
function deletable({ site }: Desk): { ids: number[]; kept: number } {
  const google = new Set<number>();
  for (const { name, kind } of site.groups()) {
    if (kind === 'google') for (const id of site.find({ group: name })) google.add(id);
  }
  const ids = site.find({}).filter((id) => !google.has(id));
  return { ids, kept: google.size };
}

export const contactAnswers: Answers<Names> = {
  'contacts.find': answer(contract['contacts.find'], (query, desk) => {
    allow(desk, 'search');
    desk.listed();
    return { ids: desk.site.find(query) };
  }),
  'contacts.page': answer(contract['contacts.page'], ({ limit, after, ...query }, desk) => {
    allow(desk, 'search');
    return desk.site.page(query, { limit, after });
  }),
  'contacts.first': answer(contract['contacts.first'], ({ limit, ...query }, desk) => {
    allow(desk, 'search');
    return desk.site.first(query, limit);
  }),
  'contacts.rows': answer(contract['contacts.rows'], ({ ids }, { site }) => ({
    contacts: site.contacts(ids),
  })),
  'contacts.facets': answer(contract['contacts.facets'], (_input, { site }) => {
    const counts = site.facets();
    const { limits, groupKinds } = deviceProfile(site.info().device);
    return {
      ...counts,
      groups: counts.groups.map((group) => ({
        ...group,
        most: groupKinds[group.kind]?.contacts.value ?? null,
      })),
      most: { contacts: limits.contacts.value, groups: limits.groups.value },
    };
  }),
  'contacts.initials': answer(contract['contacts.initials'], ({ group }, desk) => {
    allow(desk, 'search');
    const { site } = desk;
    const initials = site.facets().initials.map(({ initial }) => initial);
    return {
      initials: initials.filter((initial) => site.page({ group, initial }, { limit: 1 }).ids.length > 0),
    };
  }),
  'contacts.photo': answer(contract['contacts.photo'], ({ id }, { site }) => {
    const photo = site.photo(id);
    return photo && { type: photo.type, base64: Buffer.from(photo.data).toString('base64') };
  }),
  'contacts.setPhoto': answer(contract['contacts.setPhoto'], async ({ id, picture }, desk) => {
    const { site } = desk;
    const name = shownName(contactOf(site, id));
    allowFor(desk, 'set-photo', [id]);
    const photo = picture && (await photoOf(desk, picture));
    site.change('edit-contact', name, { kind: 'hand' }, (change) => change.updateContact(id, {}, photo));
    if (picture !== null) desk.files.remove(picture.file);
    return contactOf(site, id);
  }),
  'contacts.create': answer(contract['contacts.create'], async ({ contact, picture }, desk) => {
    const { site } = desk;
    const groups = companied(desk, contact.groups);
    allow(desk, 'create', groups);
    const fields = withNumbersRead({ ...contact, groups }, site.info().country);
    const photo = picture === undefined ? null : await photoOf(desk, picture);
    const id = site.change('create-contact', shownName(fields), { kind: 'hand' }, (change) =>
      change.createContact({ ...emptyDraft(), ...fields, photo }),
    );
    if (picture !== undefined) desk.files.remove(picture.file);
    return contactOf(site, id);
  }),
  'contacts.delete': answer(contract['contacts.delete'], ({ ids }, desk) => {
    const { site } = desk;
    const present = site.contacts(ids).map(({ id }) => id);
    allowFor(desk, 'delete', present);
    site.change('delete-contacts', subjectOf(site, present), { kind: 'hand' }, (change) => {
      for (const id of present) change.deleteContact(id);
    });
    return { deleted: present.length };
  }),
  'contacts.deletable': answer(contract['contacts.deletable'], (_input, desk) => {
    allow(desk, 'delete-all');
    const { ids, kept } = deletable(desk);
    return { deletable: ids.length, kept };
  }),
  'contacts.deleteAll': answer(contract['contacts.deleteAll'], ({ confirmed }, desk) => {
    allow(desk, 'delete-all');
    const { ids, kept } = deletable(desk);
    if (ids.length !== confirmed) {
      throw new SwitchbookError('delete-all-count', {
        value: String(confirmed),
        params: { count: ids.length },
      });
    }
    desk.site.change('delete-contacts', '', { kind: 'hand' }, (change) => {
      for (const id of ids) change.deleteContact(id);
    });
    return { deleted: ids.length, kept };
  }),
  'contacts.assign': answer(contract['contacts.assign'], ({ ids, group, member }, desk) => {
    const { site } = desk;
    const action = member ? 'assign' : 'unassign';
    allow(desk, action, [group]);
    const known = site.groups();
    const name = group.normalize('NFC').trim();
    const profile = deviceProfile(site.info().device);
    /** Where contacts of the group, or contacts that shall leave it, must stand. */
    const companion = new Map<string, number>();
    const moves = site.contacts(ids).map(({ id, groups: held }) => {
      const wanted = member ? [...held, name] : held.filter((one) => one !== name);
      const groups = withCompanions(wanted, known, profile);
      for (const added of groups) {
        if (!wanted.includes(added)) companion.set(added, (companion.get(added) ?? 0) + 1);
      }
      return { id, held, groups };
    });
    const [also] = companion;
    if (also !== undefined && also[0] !== name) allow(desk, 'assign', [also[0]]);
    const changed = site.change(
      member ? 'assign-group' : 'unassign-group',
      name,
      { kind: 'hand' },
      (change) => moves.filter(({ id, groups }) => change.updateContact(id, { groups })).length,
    );
    return { changed, companion: also === undefined ? null : { group: also[0], contacts: also[1] } };
  }),
  'contacts.may': answer(contract['contacts.may'], ({ ids, view }, desk) => ({
    refused: refusals(desk, ACTIONS, ids, view),
  })),
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
  'contacts.qr': answer(contract['contacts.qr'], async ({ id }, { site }) => {
    const card = qrCard(contactOf(site, id));
    return { svg: await qrSvg(card), leftOut: card.leftOut };
  }),
  'contacts.qrFile': answer(contract['contacts.qrFile'], async ({ id, kind }, { site, files }) => {
    const contact = contactOf(site, id);
    const card = qrCard(contact);
    const fileName = `${fileNameOf(shownName(contact))}.${kind}`;
    const bytes = kind === 'png' ? await qrPng(card) : new TextEncoder().encode(await qrSvg(card));
    return { file: files.add(fileName, bytes), fileName, leftOut: card.leftOut };
  }),
};
