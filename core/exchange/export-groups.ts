/** The kinds of files that can be written, in the order in which people look for them. */
import type { ExportFormat } from '../api/export.ts';
import { EXPORT_FORMATS } from '../api/export.ts';

export const EXPORT_GROUPS = ['own', 'paper', 'vcard', 'pbx', 'telephones', 'directory'] as const;
export type ExportGroup = (typeof EXPORT_GROUPS)[number];

/** What is in none of these is loaded by telephones. */
const MEMBERS: Readonly<Partial<Record<ExportGroup, readonly string[]>>> = {
  own: ['csv', 'xlsx'],
  paper: ['directory-pdf'],
  vcard: ['vcard-4.0', 'vcard-3.0', 'vcard-2.1'],
  pbx: ['commander-csv', 'version-1-csv', 'ovh-csv', '3cx-csv', 'freepbx', 'yeastar-p'],
  directory: ['ldif'],
};

/** Every format once; groups without one are left out. */
export const groupedFormats = (): { group: ExportGroup; formats: ExportFormat[] }[] =>
  EXPORT_GROUPS.map((group) => ({ group, formats: formatsOf(group) })).filter(
    ({ formats }) => formats.length > 0,
  );

function formatsOf(group: ExportGroup): ExportFormat[] {
  const members = MEMBERS[group];
  if (members !== undefined) return members.flatMap((id) => EXPORT_FORMATS.filter((format) => format === id));
  const elsewhere = new Set(Object.values(MEMBERS).flat());
  return EXPORT_FORMATS.filter((format) => !elsewhere.has(format));
}
