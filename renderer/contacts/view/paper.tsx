/** A contact as it is printed: all that is known of it, or its name, and the code. */
import type { Contact } from '../../../core/api/shapes.ts';
import { TEXT_FIELDS } from '../../../core/directory/contact.ts';
import { fieldParts } from '../../../core/exchange/field-parts.ts';
import { fieldText, kindText } from '../../../core/exchange/target-text.ts';
import { useLanguage } from '../../text.ts';
import { QrPicture } from './qr-picture.tsx';

/** The heading has the name already. */
const TEXTS = TEXT_FIELDS.filter((field) => field !== 'displayName');

export function ContactPaper({ contact, name, svg }: { contact: Contact; name: string; svg: string }) {
  const language = useLanguage();
  const texts = TEXTS.filter((field) => contact[field] !== '');
  const lists = (['emails', 'urls', 'addresses', 'groups'] as const).filter(
    (field) => contact[field].length > 0,
  );
  return (
    <>
      <h1>{name}</h1>
      <dl>
        {contact.numbers.flatMap(({ kind, value }, index) => [
          <dt key={`kind ${index}`}>{kindText(kind, true, language)}</dt>,
          <dd key={`value ${index}`}>{value}</dd>,
        ])}
        {[...lists, ...texts].flatMap((field) => [
          <dt key={`${field} name`}>{fieldText(field, language)}</dt>,
          <dd key={field}>{fieldParts(field, contact[field], language).join('\n')}</dd>,
        ])}
      </dl>
      <QrPicture svg={svg} name={name} />
    </>
  );
}
