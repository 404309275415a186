/** How the names of exported files end. */
import type { ExportFormat } from '../api/export.ts';
import { EXPORT_FORMATS } from '../api/export.ts';
import { bookProfileOf } from '../device/book-profile.ts';
import type { PhoneFormat } from '../directory/phone-book.ts';

const OWN: Readonly<Record<Exclude<ExportFormat, PhoneFormat>, string>> = {
  csv: '.csv',
  xlsx: '.xlsx',
  'vcard-2.1': '.vcf',
  'vcard-3.0': '.vcf',
  'vcard-4.0': '.vcf',
  'commander-csv': '-commander.csv',
  'version-1-csv': '-version-1.csv',
  'ovh-csv': '-ovh.csv',
  ldif: '.ldif',
  'directory-pdf': '.pdf',
};

const isOwn = (format: ExportFormat): format is keyof typeof OWN => Object.hasOwn(OWN, format);

/** What stands behind the site's name: `.vcf`, `-fritzbox.xml`. */
export const fileEnding = (format: ExportFormat): string =>
  isOwn(format) ? OWN[format] : bookProfileOf(format).file;

const extensionOf = (name: string): string => /\.[^./\\]*$/.exec(name)?.[0].toLowerCase() ?? '';

/**
 * The formats that the name of a file speaks of, where `format` is none of them: whoever opens the file would
 * find something else in it. Empty for a name that fits, and for endings that none of our formats has.
 */
export function formatsNamedInstead(format: ExportFormat, name: string): ExportFormat[] {
  const extension = extensionOf(name);
  const named = EXPORT_FORMATS.filter((it) => extensionOf(fileEnding(it)) === extension);
  return named.includes(format) ? [] : named;
}
