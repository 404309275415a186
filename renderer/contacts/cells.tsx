/** What a column shows of a contact, with what was searched marked in it. */
import type { ReactNode } from 'react';
import type { Contact } from '../../core/api/shapes.ts';
import { shownName } from '../../core/directory/contact.ts';
import type { speaker } from '../../core/language/text.ts';
import listWords from '../../resources/translations/renderer-list.json' with { type: 'json' };
import terms from '../../resources/translations/renderer-terms.json' with { type: 'json' };
import words from '../../resources/translations/renderer-contacts.json' with { type: 'json' };
import type { ColumnId } from './columns.ts';
import type { Sought } from './hits.ts';
import { hitsIn, isNothing, numberHits } from './hits.ts';
import { marked } from './marked.tsx';
import { NumberIcon } from './number-icon.tsx';

/** Spoken once for the whole list. */
export interface Speech {
  say: ReturnType<typeof speaker<typeof words>>;
  list: ReturnType<typeof speaker<typeof listWords>>;
  term: ReturnType<typeof speaker<typeof terms>>;
}

type Text = Exclude<ColumnId, 'number'>;

const TEXTS: Record<Text, (contact: Contact) => string> = {
  name: shownName,
  company: ({ company }) => company,
  department: ({ department }) => department,
  position: ({ position }) => position,
  email: ({ emails }) => emails[0]?.value ?? '',
  shortCode: ({ shortCode }) => shortCode,
  group: ({ groups }) => groups.join(', '),
};

export const cellText = (id: Text, contact: Contact): string => TEXTS[id](contact);

/** The number that was found, else the first. */
export function shownNumber({ numbers }: Contact, sought: Sought): number {
  if (sought.numbers.length === 0) return 0;
  return Math.max(
    0,
    numbers.findIndex((one) => numberHits(one, sought).length > 0),
  );
}

/** What a contact was found by where none of the columns tells. */
export function elsewhere(
  contact: Contact,
  shown: readonly ColumnId[],
  sought: Sought,
): { label: keyof typeof terms; text: string } | null {
  if (isNothing(sought)) return null;
  const tells = shown.some((id) =>
    id === 'number'
      ? contact.numbers.some((one) => numberHits(one, sought).length > 0)
      : id !== 'group' && hitsIn(cellText(id, contact), sought).length > 0,
  );
  if (tells) return null;
  const others: readonly (readonly [keyof typeof terms, readonly string[]])[] = [
    ['field.company', [contact.company]],
    ['field.email', contact.emails.map(({ value }) => value)],
    ['field.department', [contact.department]],
    ['field.position', [contact.position]],
    ['field.name', [contact.familyName, contact.givenName]],
    [
      'field.address',
      contact.addresses.flatMap((one) => [one.street, one.postalCode, one.city, one.country]),
    ],
    ['field.note', [contact.note]],
    ['field.shortCode', [contact.shortCode]],
    ['field.url', contact.urls.map(({ value }) => value)],
    [
      'field.number',
      contact.numbers.filter((one) => numberHits(one, sought).length > 0).map(({ value }) => value),
    ],
  ];
  for (const [label, texts] of others) {
    const text =
      texts.find((one) => hitsIn(one, sought).length > 0) ??
      (label === 'field.number' ? texts[0] : undefined);
    if (text !== undefined) return { label, text };
  }
  return null;
}

interface NumberProps {
  contact: Contact;
  sought: Sought;
  speech: Speech;
  /** Only there is read what stands beside the pointer: hundreds of rows pass without it. */
  pointed: boolean;
}

export function NumberCell({ contact, sought, speech, pointed }: NumberProps) {
  const index = shownNumber(contact, sought);
  const number = contact.numbers[index];
  if (number === undefined) return null;
  const others = contact.numbers.filter((_, at) => at !== index);
  return (
    <>
      <NumberIcon kind={number.kind} label={speech.term(`number.${number.kind}`)} pointed={pointed} />
      <span className="cut" title={pointed ? number.value : undefined}>
        {marked(number.value, numberHits(number, sought))}
      </span>
      {others.length > 0 && (
        <span
          className="quiet list-more"
          role="img"
          aria-label={speech.say('more.numbers', { count: others.length })}
          title={
            pointed
              ? others.map(({ kind, value }) => `${speech.term(`number.${kind}`)}: ${value}`).join(' · ')
              : undefined
          }
        >
          +{others.length}
        </span>
      )}
    </>
  );
}

export function textCell(id: Text, contact: Contact, sought: Sought, speech: Speech): ReactNode {
  const text = cellText(id, contact);
  if (text === '') return id === 'name' ? <span className="quiet">{speech.say('unnamed')}</span> : '';
  return id === 'group' ? text : marked(text, hitsIn(text, sought));
}
