/** The vendor's ICT System API, as far as it concerns contacts: docs/protocols/commander.md, section 2. */
import { AT, cell, entries, shownName } from './columns.ts';
import type { Run } from './columns.ts';
import { json, mayRead, refusal } from './device.ts';
import type { Device, Reply } from './device.ts';
import type { StoredContact, StoredSubscriber } from './rows.ts';

export const API_VERSION = '7';

/** What the simulator says that an older device is: there is no profile of one. */
const OLDER = { pbx: 'COMmander Basic.2', pbxType: 5 };

export function about({ profile, store, firmware, serial, generation }: Device): Reply {
  return json({
    pbx: profile.name.replace(/^Auerswald /, ''),
    version: firmware,
    serial,
    macaddr: store.fact('mac'),
    date: '14.03.2026',
    pbxType: profile.pbxTypes.value[0],
    donglesn: store.fact('dongle'),
    ...(generation === 'older' ? OLDER : {}),
  });
}

/** Google groups have no code in this API and are left out. */
export function categories({ profile, store }: Device, reader: StoredSubscriber): Reply {
  return json(
    store
      .groups()
      .filter(({ id }) => mayRead(reader, id))
      .flatMap(({ id, name, kind, standard }) => {
        const type = profile.groupKinds[kind]?.apiType ?? null;
        return type === null ? [] : [{ id, name, default: standard ? 1 : 0, type }];
      }),
  );
}

/** `number1`, `type1`, … for every place of a run, empty text where nothing stands. */
function numbered(
  cells: readonly string[],
  run: Run,
  times: number,
  names: readonly string[],
): Record<string, string> {
  const filled = entries(cells, run);
  return Object.fromEntries(
    Array.from({ length: times }, (_, i) =>
      names.map((name, k) => [`${name}${i + 1}`, filled[i]?.[k] ?? ''] as const),
    ).flat(),
  );
}

function entry({ id, cells, groups }: StoredContact, reader: StoredSubscriber): Record<string, unknown> {
  return {
    id,
    surname: cell(cells, AT.familyName),
    givenname: cell(cells, AT.givenName),
    company: cell(cells, AT.company),
    displayname: shownName(cells),
    ...numbered(cells, 'numbers', 4, ['type', 'number']),
    kwNr: cell(cells, AT.shortCode),
    salutation: cell(cells, AT.salutation),
    department: cell(cells, AT.department),
    position: cell(cells, AT.position),
    birthday: cell(cells, AT.birthday),
    photoId: cell(cells, AT.photoId),
    ...numbered(cells, 'emails', 3, ['emailType', 'email']),
    ...numbered(cells, 'urls', 3, ['urlType', 'url']),
    ...numbered(cells, 'addresses', 3, ['addressType', 'street', 'zip', 'city', 'state']),
    categories: groups.filter((group) => mayRead(reader, group)),
  };
}

/** `catId` null: the call of API version 2, which gets the vendor's dummy entry. */
export function phoneBook({ store }: Device, reader: StoredSubscriber, catId: string | null): Reply {
  if (reader.role === 'administrator') return refusal('not available for administrators');
  if (catId === null) {
    return json([
      { id: 0, kwNr: '', zielNummer: '', kwName: 'Bitte updaten', callThrough: 0, callThroughSperr: 0 },
    ]);
  }
  const category = /^\d{1,9}$/.test(catId) ? Number(catId) : null;
  const groups = store.groups();
  const known = category === 0 || groups.some(({ id }) => id === category);
  if (category === null || !known || (category !== 0 && !mayRead(reader, category))) {
    return refusal('unknown category');
  }
  const seesAll = groups.every(({ id }) => mayRead(reader, id));
  const shown = (contact: StoredContact): boolean =>
    category === 0
      ? seesAll || contact.groups.some((group) => mayRead(reader, group))
      : contact.groups.includes(category);
  const book: Record<string, unknown>[] = [];
  for (const contact of store.contacts()) if (shown(contact)) book.push(entry(contact, reader));
  return json(book);
}
