/** A contact with what was chosen of it: a file for others need not say everything. */
import type { ExportField } from '../api/export.ts';
import { EXPORT_FIELDS } from '../api/export.ts';
import type { Contact, ContactDraft } from '../directory/contact.ts';
import { emptyDraft, shownName } from '../directory/contact.ts';

const EMPTY: Pick<ContactDraft, ExportField> = emptyDraft();

/** Names stay, and so does a company that is all the name there is. */
export function withOnly(contact: Contact, fields: ReadonlySet<ExportField>): Contact {
  const left = EXPORT_FIELDS.filter((field) => !fields.has(field));
  const gone = Object.fromEntries(left.map((field) => [field, EMPTY[field]]));
  const rest: Contact = { ...contact, ...gone };
  return shownName(rest) === '' ? { ...rest, company: contact.company } : rest;
}
