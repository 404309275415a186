/** Contacts of a site as a file, in any format. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { ExportFormat, ExportOptions } from '../../core/api/exchange.ts';
import { deviceProfile } from '../../core/device/profile.ts';
import type { RecordField } from '../../core/device/record.ts';
import { type Stored, toDevice } from '../../core/device/store.ts';
import type { Contact } from '../../core/directory/contact.ts';
import { writeCommanderCsv } from '../../core/formats/csv/commander.ts';
import { escapeCell } from '../../core/formats/csv/escape.ts';
import { writeOvhCsv } from '../../core/formats/csv/ovh.ts';
import { ownTable } from '../../core/formats/csv/own.ts';
import { writeVersion1Csv } from '../../core/formats/csv/version-1.ts';
import { writeCsv } from '../../core/formats/csv/write.ts';
import { writeVcards } from '../../core/formats/vcard/write.ts';
import { writeXlsx } from '../../core/formats/xlsx/write.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import type { Site } from '../site/site.ts';
import { type JobContext, stopIfCancelled } from './job.ts';

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

const EXTENSIONS: Record<ExportFormat, string> = {
  csv: '.csv',
  xlsx: '.xlsx',
  'vcard-2.1': '.vcf',
  'vcard-3.0': '.vcf',
  'vcard-4.0': '.vcf',
  'commander-csv': '-commander.csv',
  'version-1-csv': '-version-1.csv',
  'ovh-csv': '-ovh.csv',
};

/**
 * The contacts of `options.ids`, else those of the group, the initial letter, or all.
 * Errors: `privacy-notice` unless the notice was accepted; `group-missing`; `cancelled`.
 */
export async function runExport(
  site: Site,
  options: ExportOptions,
  context: JobContext,
): Promise<ExportedFile> {
  if (!options.privacyNoticeAccepted) throw new SwitchbookError('privacy-notice');
  const contacts = await readContacts(site, chosenIds(site, options), context);
  const written = WRITERS[options.format](site, contacts, options.mode);
  stopIfCancelled(context);
  const part = options.ids ? '' : (options.group ?? options.initial ?? '');
  const name = [site.info().name, part].filter((it) => it !== '').join('-');
  return {
    ...written,
    fileName: fileNameOf(name) + EXTENSIONS[options.format],
    contacts: contacts.length,
  };
}

function chosenIds(site: Site, { ids, group, initial }: ExportOptions): readonly number[] {
  if (ids !== undefined) return ids;
  if (group !== undefined && !site.groups().some(({ name }) => name === group)) {
    throw new SwitchbookError('group-missing', { value: group });
  }
  return site.find({
    ...(group === undefined ? {} : { group }),
    ...(initial === undefined ? {} : { initial }),
  });
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

type Write = (site: Site, contacts: readonly Contact[], mode: ExportOptions['mode']) => Written;

const vcards =
  (version: '2.1' | '3.0' | '4.0'): Write =>
  (site, contacts) => ({
    bytes: writeVcards(
      contacts.values().map((contact) => ({ ...contact, photo: site.photo(contact.id) })),
      version,
    ),
    problems: [],
  });

const WRITERS: Record<ExportFormat, Write> = {
  csv: (site, contacts, mode) => {
    const { rows, problems } = ownTable(contacts, site.info().country);
    return { bytes: writeCsv(rows.map((cells) => cells.map((cell) => escapeCell(cell, mode)))), problems };
  },
  // A text cell is never calculated, so nothing needs to be made harmless in either mode.
  xlsx: (site, contacts) => {
    const { rows, problems } = ownTable(contacts, site.info().country);
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
    const losses = stored.flatMap((it, i) => it.losses.map((loss) => ({ ...loss, row: i + 2 })));
    const { bytes, problems } = writeCommanderCsv(stored.map(({ record }) => record));
    return { bytes, problems: [...losses, ...problems] };
  },
  'version-1-csv': (site, contacts) => {
    const stored = storedContacts(site, contacts);
    const losses = stored.flatMap((it) => it.losses.filter(({ params }) => isInVersion1(params?.['field'])));
    const { bytes, problems } = writeVersion1Csv(stored.map(({ record }) => record));
    return { bytes, problems: [...losses, ...problems] };
  },
  'ovh-csv': (_site, contacts) => writeOvhCsv(contacts),
};

const storedContacts = (site: Site, contacts: readonly Contact[]): Stored[] => {
  const { device, country } = site.info();
  const profile = deviceProfile(device);
  return contacts.map((contact) => toDevice(contact, profile, country));
};

const VERSION_1_FIELDS: readonly RecordField[] = [
  'numbers',
  'shortCode',
  'displayName',
  'givenName',
  'familyName',
  'company',
];
const isInVersion1 = (field: string | number | undefined): boolean =>
  VERSION_1_FIELDS.some((it) => it === field);

/** Without characters that a file system refuses. */
const fileNameOf = (name: string): string =>
  name
    // oxlint-disable-next-line no-control-regex -- control characters are refused too
    .replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '_')
    .replace(/^\.+/, '')
    .slice(0, 100)
    .trim() || 'contacts';
