/** Contacts of a site as a file, in any format. */
import { setImmediate as breathe } from 'node:timers/promises';
import {
  CHOSEN_FIELDS,
  EXPORT_FIELDS,
  type ExportField,
  type ExportFormat,
  type ExportOptions,
  PICTURED_FORMATS,
} from '../../core/api/export.ts';
import { deviceProfile } from '../../core/device/profile.ts';
import { type Stored, toDevice } from '../../core/device/store.ts';
import type { Contact, ContactFields, Photo } from '../../core/directory/contact.ts';
import { withOnly } from '../../core/exchange/chosen-fields.ts';
import { fileEnding } from '../../core/exchange/export-ending.ts';
import { PHONE_FORMATS, type PhoneFormat } from '../../core/directory/phone-book.ts';
import { writeCommanderCsv } from '../../core/formats/csv/commander.ts';
import { escapeCell } from '../../core/formats/csv/escape.ts';
import { writeOvhCsv } from '../../core/formats/csv/ovh.ts';
import { ownTable } from '../../core/formats/csv/own.ts';
import { writeVersion1Csv } from '../../core/formats/csv/version-1.ts';
import { writeCsv } from '../../core/formats/csv/write.ts';
import { writeLdif } from '../../core/formats/ldif/write.ts';
import { writePhoneBook } from '../../core/formats/phones/write.ts';
import { writeVcards } from '../../core/formats/vcard/write.ts';
import { writeXlsx } from '../../core/formats/xlsx/write.ts';
import { EVERYTHING, lossesOf, type Room } from '../../core/formats/losses.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Site } from '../site/site.ts';
import { fileNameOf } from './file-name.ts';
import { type JobContext, stopIfCancelled } from './job.ts';
import { type PhotoNeeds, photosOf } from './photo.ts';

export interface ExportedFile {
  bytes: Uint8Array;
  fileName: string;
  contacts: number;
  /** What the format cannot hold. `row` counts the rows of the file. */
  problems: Problem[];
}

interface Written {
  bytes: Uint8Array;
  problems: Problem[];
}

const BATCH = 500;

/** Of the site’s contacts as records; a directory is read as it is printed. */
type TableFormat = Exclude<ExportFormat, PhoneFormat | 'directory-pdf'>;

const isPhone = (format: ExportFormat): format is PhoneFormat => PHONE_FORMATS.some((it) => it === format);

/**
 * The contacts of `options.ids`, else those that the query finds, in its order.
 * Errors: `privacy-notice` unless the notice was accepted; `group-missing`; `cancelled`.
 */
export async function runExport(
  site: Site,
  options: ExportOptions,
  context: JobContext,
): Promise<ExportedFile> {
  if (!options.privacyNoticeAccepted) throw new SwitchbookError('privacy-notice');
  const ids = chosenIds(site, options);
  const { format } = options;
  if (format === 'directory-pdf') {
    // Typesetting is loaded when something is typeset.
    const { printDirectory } = await import('./directory/directory.ts');
    const printed = await printDirectory(site, ids, options, context);
    return { ...printed, fileName: nameOf(site, options) + fileEnding(format) };
  }
  const fields = fieldsOf(options);
  const contacts = (await readContacts(site, ids, context)).map((contact) =>
    fields === null ? contact : withOnly(contact, fields),
  );
  const write = isPhone(format) ? phoneBook(format) : WRITERS[format];
  const { photos, problems } = await preparedPhotos(site, contacts, options, context);
  const photoOf = ({ id, photo }: Contact): Photo | null =>
    photo && (photos === null ? site.photo(id) : (photos.get(id) ?? null));
  const { bytes, problems: losses } = write(site, contacts, options, photoOf);
  stopIfCancelled(context);
  return {
    bytes,
    fileName: nameOf(site, options) + fileEnding(format),
    contacts: contacts.length,
    problems: [...problems, ...losses],
  };
}

/** Which were chosen, where the format leaves a choice; null: all. */
const fieldsOf = ({ format, fields }: ExportOptions): ReadonlySet<ExportField> | null =>
  fields === undefined || CHOSEN_FIELDS[format] === undefined ? null : new Set(fields);

/** The site's name, and of what part of it the file is. */
function nameOf(site: Site, { ids, initial, sheet, ...options }: ExportOptions): string {
  const part = ids === undefined ? [...groupsOf(options), initial ?? ''].filter((it) => it !== '') : [];
  return fileNameOf([sheet?.title || site.info().name, ...part].join('-'));
}

/** Those that are named, which an export needs the right to read. */
export const groupsOf = ({ group, groups = [] }: Pick<ExportOptions, 'group' | 'groups'>): string[] => [
  ...new Set(group === undefined ? groups : [group, ...groups]),
];

function chosenIds(site: Site, { ids, groups, ...query }: ExportOptions): readonly number[] {
  if (ids !== undefined) return ids;
  const known = new Set(site.groups().map(({ name }) => name));
  const missing = groupsOf({ group: query.group, groups }).find((name) => !known.has(name));
  if (missing !== undefined) throw new SwitchbookError('group-missing', { value: missing });
  const found = site.find(query);
  if (groups === undefined) return found;
  const members = new Set(groups.flatMap((group) => site.find({ group })));
  return found.filter((id) => members.has(id));
}

/** In batches: between two of them a cancellation gets through. */
async function readContacts(site: Site, ids: readonly number[], context: JobContext): Promise<Contact[]> {
  const contacts: Contact[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    contacts.push(...site.contacts(ids.slice(from, from + BATCH)));
    context.progress({
      phase: 'write-file',
      done: Math.min(from + BATCH, ids.length),
      total: ids.length,
    });
    await breathe();
    stopIfCancelled(context);
  }
  return contacts;
}

/** Photos that are not to be written as they are; null: all are. */
async function preparedPhotos(
  site: Site,
  contacts: readonly Contact[],
  { format, plainPhotos: plain = false, photoSide }: ExportOptions,
  context: JobContext,
): Promise<{ photos: ReadonlyMap<number, Photo> | null; problems: Problem[] }> {
  // A directory knows JPEG alone (RFC 2798, jpegPhoto).
  const needs: PhotoNeeds = { plain, side: photoSide ?? null, jpeg: format === 'ldif' };
  const asTheyAre = !needs.plain && needs.side === null && !needs.jpeg;
  if (asTheyAre || !PICTURED_FORMATS.includes(format)) return { photos: null, problems: [] };
  return photosOf(site, contacts, needs, context);
}

type PhotoOf = (contact: Contact) => Photo | null;
type Write = (site: Site, contacts: readonly Contact[], options: ExportOptions, photoOf: PhotoOf) => Written;

const vcards =
  (version: '2.1' | '3.0' | '4.0'): Write =>
  (_site, contacts, _options, photoOf) => ({
    bytes: writeVcards(
      contacts.values().map((contact) => ({ ...contact, photo: photoOf(contact) })),
      version,
    ),
    problems: [],
  });

const withPhotos = (
  contacts: readonly Contact[],
  photoOf: PhotoOf,
): (ContactFields & { photo: Photo | null })[] =>
  contacts.map((contact) => ({ ...contact, photo: photoOf(contact) }));

const chosenFields = (options: ExportOptions): ReadonlySet<ExportField> =>
  fieldsOf(options) ?? new Set(EXPORT_FIELDS);

const WRITERS: Record<TableFormat, Write> = {
  csv: (site, contacts, options, photoOf) => {
    const { rows, problems } = ownTable(
      withPhotos(contacts, photoOf),
      site.info().country,
      chosenFields(options),
    );
    return {
      bytes: writeCsv(rows.map((cells) => cells.map((cell) => escapeCell(cell, options.mode)))),
      problems,
    };
  },
  // A text cell is never calculated, so nothing needs to be made harmless in either mode.
  xlsx: (site, contacts, options, photoOf) => {
    const { rows, problems } = ownTable(
      withPhotos(contacts, photoOf),
      site.info().country,
      chosenFields(options),
    );
    const file = writeXlsx(
      rows.map((cells) => cells.map((cell) => escapeCell(cell, 'machine'))),
      'Contacts',
    );
    return { bytes: file.bytes, problems: [...problems, ...file.problems] };
  },
  'vcard-2.1': vcards('2.1'),
  'vcard-3.0': vcards('3.0'),
  'vcard-4.0': vcards('4.0'),
  'commander-csv': (site, contacts) => {
    const stored = storedContacts(site, contacts);
    const losses = stored.flatMap((it, i) => [
      ...it.losses.map((loss) => ({ ...loss, row: i + 2 })),
      ...lossesOf(it.contact, COMMANDER_ROOM, i + 2),
    ]);
    const { bytes, problems } = writeCommanderCsv(stored.map(({ record }) => record));
    return { bytes, problems: [...losses, ...problems] };
  },
  'version-1-csv': (site, contacts) => writeVersion1Csv(storedContacts(site, contacts)),
  'ovh-csv': (_site, contacts) => writeOvhCsv(contacts),
  ldif: (_site, contacts, options, photoOf) => writeLdif(contacts, options.baseDn, photoOf),
};

const phoneBook =
  (format: PhoneFormat): Write =>
  (_site, contacts) =>
    writePhoneBook(contacts, format);

/** What the device’s record says is lost in its own words; the file has no columns for the rest. */
const COMMANDER_ROOM: Room = { ...EVERYTHING, groups: 0, photo: 0, card: 0 };

const storedContacts = (site: Site, contacts: readonly Contact[]): (Stored & { contact: Contact })[] => {
  const { device, country } = site.info();
  const profile = deviceProfile(device);
  return contacts.map((contact) => ({ contact, ...toDevice(contact, profile, country) }));
};
