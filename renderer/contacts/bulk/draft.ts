/** What has been chosen in the dialog so far, and the operation that it makes once it is complete. */
import type { BulkOperation, ReplaceField } from '../../../core/api/bulk.ts';
import { bulkOperation } from '../../../core/api/bulk.ts';
import type { TextField } from '../../../core/directory/contact.ts';

export const KINDS = ['join', 'leave', 'set', 'replace', 'tidy', 'numbers', 'delete'] as const;
export type Kind = (typeof KINDS)[number];

/** Everything at once: what was typed stays while another operation is looked at. */
export interface Draft {
  kind: Kind;
  group: string;
  field: TextField;
  value: string;
  replaceField: ReplaceField;
  find: string;
  replacement: string;
  matchCase: boolean;
  spacing: boolean;
  case: boolean;
  country: string;
}

/** Null while something is missing. */
export function operationOf(draft: Draft): BulkOperation | null {
  const checked = bulkOperation.safeParse(unchecked(draft));
  return checked.success ? checked.data : null;
}

function unchecked(draft: Draft): object {
  const { kind, group, field, value, find, replacement, matchCase, country } = draft;
  switch (kind) {
    case 'join':
    case 'leave':
      return group === '' ? {} : { kind, group };
    case 'set':
      return { kind, field, value: value.trim() };
    case 'replace':
      return { kind, field: draft.replaceField, find, replacement, matchCase };
    case 'tidy':
      return { kind, rules: [...(draft.spacing ? ['spacing'] : []), ...(draft.case ? ['case'] : [])] };
    case 'numbers':
      return { kind, country };
    case 'delete':
    default:
      return { kind };
  }
}
