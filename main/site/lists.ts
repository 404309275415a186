/** The lists of a contact as they stand in its columns: JSON, checked when it is read. */
import { z } from 'zod';
import type { ContactLists, Labelled } from '../../core/directory/contact.ts';
import { NUMBER_KINDS, PLACE_KINDS } from '../../core/directory/contact.ts';
import type { Database } from './database.ts';

const text = z.string();
export const labelledList = z.array(z.object({ kind: z.enum(PLACE_KINDS), value: text }));
export const addressList = z.array(
  z.object({
    kind: z.enum(PLACE_KINDS),
    street: text,
    postalCode: text,
    city: text,
    region: text,
    country: text,
  }),
);
export const numberList = z.array(
  z.object({ kind: z.enum(NUMBER_KINDS), value: text, e164: text.nullable() }),
);

export type ListName = Exclude<keyof ContactLists, 'groups'>;
export type Lists = Pick<ContactLists, ListName>;

/** A text as JSON; most need no escape. */
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));
// oxlint-disable-next-line no-control-regex -- control characters, quotes and backslashes are escaped
const PLAIN = /^[^\u0000-\u001f"\\\u007f-\u009f\u2028\u2029\ud800-\udfff]*$/;

/**
 * One fixed order of keys, so that equal lists are equal texts. Written by hand because an import writes
 * four lists a contact, and only texts and nulls need the library.
 */
const written = <T>(list: readonly T[], json: (one: T) => string): string =>
  list.length === 0 ? '[]' : `[${list.map(json).join(',')}]`;

const labelled = (list: readonly Labelled[]): string =>
  written(list, ({ kind, value }) => `{"kind":"${kind}","value":${quoted(value)}}`);

export const WRITERS: { [L in ListName]: (list: ContactLists[L]) => string } = {
  numbers: (list) =>
    written(
      list,
      ({ kind, value, e164 }) =>
        `{"kind":"${kind}","value":${quoted(value)},"e164":${e164 === null ? 'null' : quoted(e164)}}`,
    ),
  emails: labelled,
  urls: labelled,
  addresses: (list) =>
    written(
      list,
      ({ kind, street, postalCode, city, region, country }) =>
        `{"kind":"${kind}","street":${quoted(street)},"postalCode":${quoted(postalCode)},"city":${quoted(city)},` +
        `"region":${quoted(region)},"country":${quoted(country)}}`,
    ),
};

/** Most lists of most contacts are empty: those are not parsed. */
export function listsOf(db: Database, stored: Record<ListName, string>): Lists {
  const read = <S extends z.ZodType>(schema: S, json: string): z.output<S> | [] =>
    json === '[]' ? [] : db.json(schema, json);
  return {
    numbers: read(numberList, stored.numbers),
    emails: read(labelledList, stored.emails),
    urls: read(labelledList, stored.urls),
    addresses: read(addressList, stored.addresses),
  };
}
