/** What a row can hold several of: numbers, e-mail and web addresses, postal addresses; and the picture in its pieces. */
import type { NumberKind, Photo, PlaceKind, PostalAddress } from '../directory/contact.ts';
import { ADDRESS_PARTS } from '../directory/contact.ts';
import { decodeBase64 } from '../formats/vcard/base64.ts';
import { pictureType } from '../photo/kind.ts';
import type { Line } from './line.ts';
import type { MappedColumns, Slot } from './mapped.ts';
import { isFilled, type Located, type TypedNumber } from './record.ts';
import { readNumberKind, readPlaceKind } from './words.ts';

/** @param kindOfName What the name says all numbers are. */
export function typedNumbers(
  line: Line,
  mapped: MappedColumns,
  kindOfName: NumberKind | undefined,
): TypedNumber[] {
  const typed: TypedNumber[] = [];
  for (const slot of mapped.slots('number')) {
    for (const i of slot.columns) {
      const text = line.text(i, 'number');
      if (text === '') continue;
      const kind =
        kindOfName ?? line.kind(slot.kindColumns, readNumberKind, 'other') ?? slot.numberKind ?? 'main';
      for (const value of line.numbers(i, text)) typed.push({ kind, value, column: line.name(i) });
    }
  }
  return typed;
}

export function labelled(line: Line, mapped: MappedColumns, list: 'email' | 'url'): Located<PlaceKind>[] {
  const found: Located<PlaceKind>[] = [];
  for (const slot of mapped.slots(list)) {
    for (const i of slot.columns) {
      const text = line.text(i, list);
      if (text === '') continue;
      const kind = line.kind(slot.kindColumns, readPlaceKind, 'other') ?? slot.placeKind ?? 'other';
      for (const value of line.values(text)) found.push({ kind, value, column: line.name(i) });
    }
  }
  return found;
}

/** @param exact Parts keep their line breaks. */
export function postalAddresses(line: Line, mapped: MappedColumns, exact: boolean): PostalAddress[] {
  const addresses: (PostalAddress & { slot: number })[] = [];
  for (const field of ADDRESS_PARTS) {
    for (const slot of mapped.slots(field)) {
      const text = line.joined(slot.columns, ', ');
      if (text === '') continue;
      let address = addresses.find((it) => it.slot === slot.slot);
      if (address === undefined) addresses.push((address = emptyAddress(line, mapped, slot)));
      address[field] = exact ? text : text.replaceAll('\n', ', ');
    }
  }
  return addresses
    .sort((a, b) => a.slot - b.slot)
    .map(({ slot: _slot, ...address }) => address)
    .filter(isFilled);
}

function emptyAddress(
  line: Line,
  mapped: MappedColumns,
  { slot, placeKind }: Slot,
): PostalAddress & { slot: number } {
  const kinds = mapped.slots('address').find((it) => it.slot === slot);
  const said = kinds === undefined ? null : line.kind(kinds.kindColumns, readPlaceKind, 'other');
  const kind = said ?? placeKind ?? 'other';
  return { slot, kind, street: '', postalCode: '', city: '', region: '', country: '' };
}

export function pictureOf(line: Line, mapped: MappedColumns): Photo | null {
  const columns = mapped.slots('photo').flatMap((slot) => slot.columns);
  const text = columns.map((i) => line.raw(i).trim()).join('');
  if (text === '') return null;
  const [, base64 = ''] = /^data:[\w.+-]+\/[\w.+-]+;base64,([^]+)$/.exec(text) ?? [];
  const data = decodeBase64(base64);
  const type = pictureType(data);
  if (type !== null) return { type, data };
  line.complain('import-photo', columns[0] ?? 0, text);
  return null;
}
