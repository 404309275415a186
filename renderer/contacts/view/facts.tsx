/** All that a contact holds, and what the device makes of it. */
import { Badge } from '@mantine/core';
import { inputOf, type Contact } from '../../../core/api/shapes.ts';
import type { TextField } from '../../../core/directory/contact.ts';
import { birthdayText } from '../../../core/language/day.ts';
import terms from '../../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { CallButton } from '../../call/button.tsx';
import { useMayFor } from '../../state/may.ts';
import { useLanguage, useText } from '../../text.ts';
import { DeviceFit, useFit } from '../device-fit.tsx';
import { Entry } from './entry.tsx';

/** What the head of the pane does not already show. */
const TEXTS: readonly TextField[] = ['salutation', 'department', 'birthday', 'shortCode', 'note'];

const lines = ({ street, postalCode, city, region, country }: Contact['addresses'][number]) =>
  [street, [postalCode, city].filter(Boolean).join(' '), region, country].filter(Boolean).join('\n');

export function Facts({ contact }: { contact: Contact }) {
  const say = useText(words);
  const term = useText(terms);
  const language = useLanguage();
  const fit = useFit(inputOf(contact));
  const whyNotCall = useMayFor([contact.id])('soft-call');
  const texts = TEXTS.filter((field) => contact[field] !== '');
  return (
    <>
      <dl className="entries">
        {contact.numbers.map(({ kind, value, e164 }, index) => (
          <Entry
            key={index}
            label={term(`number.${kind}`)}
            text={value}
            detail={e164 === value ? null : e164}
            copy
          >
            <CallButton contactId={contact.id} number={index} text={value} why={whyNotCall} />
          </Entry>
        ))}
        {contact.emails.map(({ kind, value }, index) => (
          <Entry key={index} label={`${term('field.email')}, ${term(`place.${kind}`)}`} text={value} copy />
        ))}
        {contact.urls.map(({ kind, value }, index) => (
          <Entry key={index} label={`${term('field.url')}, ${term(`place.${kind}`)}`} text={value} copy />
        ))}
        {contact.addresses.map((address, index) => (
          <Entry
            key={index}
            label={`${term('field.address')}, ${term(`place.${address.kind}`)}`}
            text={lines(address)}
            copy
          />
        ))}
        {texts.map((field) => (
          <Entry
            key={field}
            label={term(`field.${field}`)}
            text={field === 'birthday' ? birthdayText(contact[field], language) : contact[field]}
            copy
          />
        ))}
        <div className="entry">
          <dt>{term('field.groups')}</dt>
          <dd className="detail-groups">
            {contact.groups.map((group) => (
              <Badge key={group} variant="default" tt="none" fw={500} size="md" radius="sm">
                {group}
              </Badge>
            ))}
            {contact.groups.length === 0 && <span className="quiet">{say('no.groups')}</span>}
          </dd>
        </div>
      </dl>
      <DeviceFit fit={fit} />
    </>
  );
}
