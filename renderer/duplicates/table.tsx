/** The contacts of a set field by field, with what can be chosen, and the contact that comes of it. */
import { Anchor, Radio } from '@mantine/core';
import type { Contact } from '../../core/api/shapes.ts';
import { shownName, type ContactFields } from '../../core/directory/contact.ts';
import { differingTexts, type ChosenField } from '../../core/duplicates/merge.ts';
import words from '../../resources/translations/renderer-duplicates.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import { showContact } from '../contacts/show.ts';
import { Portrait } from '../contacts/view/portrait.tsx';
import { useText } from '../text.ts';
import { CONTACT_FIELDS, FieldValue, type ContactField } from '../widgets/field-value.tsx';

interface Props {
  contacts: readonly Contact[];
  kept: number;
  onKeep: (id: number) => void;
  chosen: Partial<Record<ChosenField, number>>;
  onChoose: (field: ChosenField, id: number) => void;
  /** Whose picture counts; null where there is none. */
  photo: number | null;
  onPhoto: (id: number) => void;
  result: ContactFields;
}

export function MergeTable(props: Props) {
  const { contacts, kept, onKeep, result } = props;
  const say = useText(words);
  const term = useText(terms);
  const differing = new Set<ContactField>(differingTexts(contacts).map(({ field }) => field));
  const isChoice = (field: ContactField): field is ChosenField => differing.has(field);
  const fields = CONTACT_FIELDS.filter((field) => result[field].length > 0);
  const nameOf = (contact: Contact): string => shownName(contact) || say('unnamed');
  return (
    <table className="duplicates-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="duplicates-field">{say('field')}</span>
          </th>
          {contacts.map((contact) => (
            <th key={contact.id} scope="col" data-kept={contact.id === kept || undefined}>
              <Anchor
                component="button"
                type="button"
                size="sm"
                aria-label={say('show', { name: nameOf(contact) })}
                onClick={() => showContact(contact.id)}
              >
                {nameOf(contact)}
              </Anchor>
              <Radio
                size="sm"
                name="stays"
                label={say('stays')}
                aria-label={say('stays.name', { name: nameOf(contact) })}
                checked={contact.id === kept}
                onChange={() => onKeep(contact.id)}
              />
            </th>
          ))}
          <th scope="col" className="duplicates-result">
            {say('result')}
          </th>
        </tr>
      </thead>
      <tbody>
        {contacts.some(({ photo }) => photo !== null) && <PhotoRow {...props} />}
        {fields.map((field) => (
          <tr key={field}>
            <th scope="row">
              <span className="duplicates-field">{term(`field.${field}`)}</span>
            </th>
            {contacts.map((contact) => (
              <td key={contact.id}>
                {isChoice(field) && contact[field].trim() !== '' ? (
                  <Radio
                    size="xs"
                    name={field}
                    label={contact[field]}
                    checked={isCounted(field, contact, props)}
                    onChange={() => props.onChoose(field, contact.id)}
                  />
                ) : (
                  <FieldValue field={field} content={contact[field]} />
                )}
              </td>
            ))}
            <td className="duplicates-result">
              <FieldValue field={field} content={result[field]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of two that say the same, the one that was clicked. */
function isCounted(field: ChosenField, contact: Contact, { contacts, chosen, result }: Props): boolean {
  const clicked = chosen[field];
  if (clicked !== undefined) return clicked === contact.id;
  return contacts.find((one) => one[field].trim() === result[field].trim()) === contact;
}

function PhotoRow({ contacts, photo, onPhoto }: Props) {
  const say = useText(words);
  const pictured = contacts.filter((contact) => contact.photo !== null);
  const [shown] = pictured.filter(({ id }) => id === photo);
  return (
    <tr>
      <th scope="row">
        <span className="duplicates-field">{say('photo')}</span>
      </th>
      {contacts.map((contact) => (
        <td key={contact.id}>
          {contact.photo !== null &&
            (pictured.length > 1 ? (
              <Radio
                size="xs"
                name="photo"
                label={<Portrait contact={contact} />}
                checked={contact.id === photo}
                onChange={() => onPhoto(contact.id)}
              />
            ) : (
              <Portrait contact={contact} />
            ))}
        </td>
      ))}
      <td className="duplicates-result">{shown !== undefined && <Portrait contact={shown} />}</td>
    </tr>
  );
}
