/** The photo, or the initials where there is none. */
import { Avatar } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import type { Contact } from '../../../core/api/shapes.ts';
import { shownName } from '../../../core/directory/contact.ts';
import words from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { useQuery } from '../../state/query.ts';
import { useText } from '../../text.ts';

export function Portrait({ contact }: { contact: Contact }) {
  const say = useText(words);
  const { data, stale } = useQuery('contacts.photo', contact.photo === null ? null : { id: contact.id });
  const photo = stale || contact.photo === null ? null : (data ?? null);
  const initials = [contact.givenName, contact.familyName]
    .map((part) => String.fromCodePoint(part.codePointAt(0) ?? 0x20).trim())
    .join('');
  return (
    <Avatar
      size={56}
      radius="md"
      color="petrol"
      src={photo === null ? null : `data:${photo.type};base64,${photo.base64}`}
      alt={say('photo', { name: shownName(contact) })}
    >
      {initials === '' ? <IconBuilding size={28} stroke={1.4} /> : initials.toUpperCase()}
    </Avatar>
  );
}
