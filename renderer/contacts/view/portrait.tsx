/** The photo, or the initials where there is none. */
import { Avatar } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import type { Contact } from '../../../core/api/shapes.ts';
import type { Square } from '../../../core/photo/wish.ts';
import { shownName } from '../../../core/directory/contact.ts';
import words from '../../../resources/translations/renderer-contacts.json' with { type: 'json' };
import { useQuery } from '../../state/query.ts';
import { useText } from '../../text.ts';

export function Portrait({ contact }: { contact: Contact }) {
  const { data, stale } = useQuery('contacts.photo', contact.photo === null ? null : { id: contact.id });
  const photo = stale || contact.photo === null ? null : (data ?? null);
  const source = photo && `data:${photo.type};base64,${photo.base64}`;
  return <Face contact={contact} name={shownName(contact)} source={source} />;
}

interface FaceProps {
  contact: Pick<Contact, 'givenName' | 'familyName'>;
  name: string;
  /** The address of the picture. */
  source: string | null;
  /** What is shown of it, if not all. */
  square?: Square | undefined;
}

export function Face({ contact: { givenName, familyName }, name, source, square }: FaceProps) {
  const say = useText(words);
  const initials = [givenName, familyName]
    .map((part) => String.fromCodePoint(part.codePointAt(0) ?? 0x20).trim())
    .join('');
  return (
    <Avatar
      size={56}
      radius="md"
      color="petrol"
      src={source}
      alt={say('photo', { name })}
      imageProps={{ style: square && { objectViewBox: viewBox(square) } }}
    >
      {initials === '' ? <IconBuilding size={28} stroke={1.4} /> : initials.toUpperCase()}
    </Avatar>
  );
}

const viewBox = ({ left, top, side }: Square): string => `xywh(${left}px ${top}px ${side}px ${side}px)`;
