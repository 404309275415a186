/**
 * Comparing 100 000 contacts of a site with 100 000 of a PBX, a tenth of them changed on each side, as a
 * multiple of the floor: both lists written as JSON once, and the two texts compared.
 */
import { deviceProfile } from '../core/device/profile.ts';
import type { DeviceRecord } from '../core/device/record.ts';
import { planUpload } from '../core/merge/merge.ts';
import type { MergeInput } from '../core/merge/input.ts';

const CONTACTS = 100_000;
const PROFILE = deviceProfile('commander-6000');
const GIVEN = ['Anna', 'Björn', 'Élodie', 'Jean-Pierre', 'Müge', 'Chloé', 'Hans', 'Zoë', 'Luca'];
const FAMILY = ['Müller', 'Schmidt', 'Dupont', 'Lefèvre', 'Groß', 'Martin', 'Weber', 'Rossi', 'Ångström'];
const CITIES = ['Paris', 'Lyon', 'Köln', 'Genève', 'Zürich', 'Nürnberg', 'Strasbourg'];

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

function person(index: number): DeviceRecord {
  const number = (prefix: string): string => `${prefix}${10_000_000 + ((index * 7919) % 89_999_999)}`;
  return {
    salutation: pick(['Frau', 'Herr'], index),
    givenName: pick(GIVEN, index * 7),
    familyName: `${pick(FAMILY, index * 13 + Math.floor(index / 10))}${(index * 7919) % 997}`,
    displayName: '',
    company: `Maison ${index % 5000} SARL`,
    department: pick(['Vente', 'Vertrieb', 'Support', ''], index),
    position: '',
    birthday: '',
    shortCode: '',
    note: '',
    numbers: [
      { kind: 'work', value: number('00336') },
      // Every tenth is held as the PBX's people typed it.
      { kind: 'mobile', value: index % 10 === 0 ? number('07') : number('00337') },
    ],
    emails: [{ kind: 'work', value: `contact.${index}@maison${index % 500}.example` }],
    urls: [],
    addresses: [
      {
        kind: 'work',
        street: `${index % 200} rue de la Paix`,
        postalCode: String(10_000 + (index % 80_000)),
        city: pick(CITIES, index),
        region: '',
        country: 'FR',
      },
    ],
    groups: [pick(['Clients', 'Fournisseurs'], index)],
  };
}

/** A tenth of the contacts, each with one of the changes that people make. */
function changed(index: number, record: DeviceRecord, by: string): DeviceRecord {
  switch (index % 4) {
    case 0:
      return { ...record, company: `${record.company} ${by}` };
    case 1:
      return { ...record, position: `Leitung ${by}` };
    case 2:
      return {
        ...record,
        numbers: [...record.numbers, { kind: 'home', value: `0033140${by.length}${index}` }],
      };
    default:
      return { ...record, groups: ['Partners'] };
  }
}

/** Nothing is shared between the three: a site file, its memory and a PBX give records of their own. */
function statesOf(count: number): MergeInput {
  const all = Array.from({ length: count }, (_, index) => index);
  const groups = ['Clients', 'Fournisseurs', 'Partners'];
  return {
    baseContacts: new Map(all.map((id) => [id, { remoteId: String(id), record: person(id) }])),
    baseGroups: new Map(groups.map((name, id) => [id, { remoteId: `g${id}`, name, standardForNew: false }])),
    pending: [],
    heldBefore: null,
    site: {
      contacts: all.map((id) => {
        const record = id % 10 === 3 ? changed(Math.floor(id / 10), person(id), 'here') : person(id);
        return { id, name: record.familyName, record, problems: [] };
      }),
      groups: groups.map((name, id) => ({
        id,
        name,
        kind: 'standard',
        standardForNew: false,
        direction: 'both',
      })),
    },
    remote: {
      contacts: all.map((id) => {
        // Every tenth of these was changed here too.
        const touched = id % 10 === 7 ? id % 100 !== 7 : id % 100 === 3;
        return {
          id: String(id),
          record: touched ? changed(Math.floor(id / 7), person(id), 'there') : person(id),
        };
      }),
      groups: groups.map((name, id) => ({ id: `g${id}`, name, kind: 'standard', standardForNew: false })),
    },
    access: null,
    fields: PROFILE.fields.value,
    profile: PROFILE,
    country: 'FR',
  };
}

/** The best of several runs: what the work costs, not what else the machine was doing. */
function best(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

const states = statesOf(CONTACTS);
const here = states.site.contacts.map(({ record }) => record);
const there = states.remote.contacts.map(({ record }) => record);
const floor = best(() => JSON.stringify(here) === JSON.stringify(there));
const say = (what: string, ms: number): void => {
  console.log(`${what.padEnd(44)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / floor).toFixed(2)} × floor`);
};

const { toPbx, toSite, conflicts, unchanged } = planUpload(states);
console.log(`Comparing ${CONTACTS} contacts with ${CONTACTS}`);
console.log(
  `${toPbx.update.length} to the PBX, ${toSite.update.length} to the site, ${conflicts.length} conflicts, ${unchanged} at rest`,
);
say('floor: both lists as JSON, compared', floor);
say(
  'linked by an earlier comparison',
  best(() => planUpload(states)),
);
const strangers = { ...states, baseContacts: new Map(), baseGroups: new Map() };
say(
  'compared for the first time',
  best(() => planUpload(strangers)),
);
