/** What a field of a contact holds, and how it changes, in the person's words. */
import { Fragment } from 'react';
import { TEXT_FIELDS } from '../../core/directory/contact.ts';
import { fieldParts, type FieldContent } from '../../core/exchange/field-parts.ts';
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { useLanguage, useText } from '../text.ts';
import { Broken } from './broken.tsx';
import './field-value.css';

export const CONTACT_FIELDS = [...TEXT_FIELDS, 'numbers', 'emails', 'urls', 'addresses', 'groups'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

/** What of a contact can be compared and shown field by field. */
export type Fields = Readonly<Record<ContactField, FieldContent>>;

function useParts() {
  const language = useLanguage();
  return (field: string, content: FieldContent) => fieldParts(field, content, language);
}

export function FieldValue({ field, content }: { field: ContactField; content: FieldContent }) {
  const term = useText(terms);
  const parts = useParts()(field, content);
  if (parts.length === 0) return <span className="quiet">{term('nothing')}</span>;
  return <Lines parts={parts} />;
}

function Lines({ parts }: { parts: readonly string[] }) {
  return (
    <>
      {parts.map((part, index) => (
        // Entries have no identity of their own, and two may read the same.
        <div key={index} className="field-part">
          <Broken text={part} />
        </div>
      ))}
    </>
  );
}

interface ChangeProps<F extends string> {
  field: F;
  before: FieldContent;
  after: FieldContent;
}

/** What goes is struck out, what comes is marked; entries of a list that stay are shown quietly. */
export function FieldChange({ field, before, after }: ChangeProps<string>) {
  const partsOf = useParts();
  const [old, fresh] = [partsOf(field, before), partsOf(field, after)];
  const gone = old.filter((part) => !fresh.includes(part));
  return (
    <>
      {gone.map((part, index) => (
        <del key={index} className="field-part">
          <Broken text={part} />
        </del>
      ))}
      {fresh.map((part, index) => (
        <Fragment key={index}>
          {old.includes(part) ? (
            <div className="field-part quiet">
              <Broken text={part} />
            </div>
          ) : (
            <ins className="field-part">
              <Broken text={part} />
            </ins>
          )}
        </Fragment>
      ))}
    </>
  );
}

/** The changes of a contact, a line a field. */
export function FieldChanges({ changes }: { changes: readonly ChangeProps<ContactField>[] }) {
  const term = useText(terms);
  return (
    <dl className="fields">
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{term(`field.${field}`)}</dt>
          <dd>
            <FieldChange field={field} before={before} after={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Everything that a contact holds, a line a field. */
export function FieldValues({ contact }: { contact: Fields | null }) {
  const term = useText(terms);
  if (contact === null) return null;
  return (
    <dl className="fields">
      {CONTACT_FIELDS.filter((field) => contact[field].length > 0).map((field) => (
        <div key={field}>
          <dt>{term(`field.${field}`)}</dt>
          <dd>
            <FieldValue field={field} content={contact[field]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
