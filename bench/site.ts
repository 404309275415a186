/**
 * The site file with 100 000 contacts: what a list, a search, an undo costs, and storing them as a
 * multiple of the floor, which is better-sqlite3 inserting the same columns into one bare table.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { ContactDraft } from '../core/directory/contact.ts';
import { emptyDraft, TEXT_FIELDS } from '../core/directory/contact.ts';
import { createSite } from '../main/site/open.ts';
import type { Site } from '../main/site/site.ts';

const CONTACTS = 100_000;
const SOURCE = { kind: 'file', name: 'bench.csv' } as const;
const GIVEN = ['Anna', 'Björn', 'Élodie', 'Jean-Pierre', 'Müge', 'Chloé', 'Hans', 'Zoë', 'Luca', 'Иван'];
const FAMILY = ['Müller', 'Schmidt', 'Dupont', 'Lefèvre', 'Groß', 'Martin', 'Weber', 'Rossi', 'Ångström'];
const CITIES = ['Paris', 'Lyon', 'Köln', 'Genève', 'Zürich', 'Nürnberg', 'Strasbourg'];

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

function draft(index: number): ContactDraft {
  const number = (prefix: string): string => `${prefix}${10_000_000 + ((index * 7919) % 89_999_999)}`;
  const givenName = pick(GIVEN, index * 7);
  const familyName = `${pick(FAMILY, index * 13 + Math.floor(index / 10))}${(index * 7919) % 997}`;
  return {
    ...emptyDraft(),
    givenName,
    familyName,
    company: `Maison ${index % 5000} SARL`,
    department: pick(['Vente', 'Vertrieb', 'Support', ''], index),
    note: index % 5 === 0 ? 'appeler le matin' : '',
    numbers: [
      { kind: 'work', value: number('06 '), e164: number('+336') },
      { kind: 'mobile', value: number('+33 7 '), e164: number('+337') },
    ],
    emails: [{ kind: 'work', value: `contact.${index}@maison${index % 500}.example` }],
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

function timed<T>(work: () => T): { result: T; ms: number } {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
}

/** The best of several runs: what the work costs, not what else the machine was doing. */
function best(work: () => unknown): number {
  return Math.min(...Array.from({ length: 7 }, () => timed(work).ms));
}

const say = (what: string, ms: number, more = ''): void => {
  console.log(`${what.padEnd(44)} ${ms.toFixed(1).padStart(9)} ms  ${more}`);
};

function floor(path: string, drafts: readonly ContactDraft[]): number {
  const raw = new Sqlite(path);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  const columns = [...TEXT_FIELDS, 'numbers', 'emails', 'urls', 'addresses', 'contactGroup'];
  raw.exec(`CREATE TABLE contact (id INTEGER PRIMARY KEY, ${columns.join(', ')})`);
  const insert = raw.prepare<(string | undefined)[]>(
    `INSERT INTO contact (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const { ms } = timed(() =>
    raw.transaction(() => {
      for (const { numbers, emails, urls, addresses, groups, photo: _, ...texts } of drafts) {
        insert.run(
          ...TEXT_FIELDS.map((field) => texts[field]),
          ...[numbers, emails, urls, addresses].map((list) => JSON.stringify(list)),
          groups[0],
        );
      }
    })(),
  );
  raw.close();
  return ms;
}

function fill(site: Site, drafts: readonly ContactDraft[]): number {
  return timed(() =>
    site.change('import', 'bench.csv', SOURCE, (change) => {
      change.ensureGroup('Clients', 'standard');
      change.ensureGroup('Fournisseurs', 'standard');
      for (const one of drafts) change.createContact(one);
    }),
  ).ms;
}

const folder = mkdtempSync(join(tmpdir(), 'switchbook-bench-'));
try {
  const drafts = Array.from({ length: CONTACTS }, (_, index) => draft(index));
  const path = join(folder, 'bench.switchbook');
  using site = createSite(path, 'commander-6000', 'FR');
  const lowest = floor(join(folder, 'floor.sqlite'), drafts);
  const stored = fill(site, drafts);
  say('floor: bare insert of the same columns', lowest);
  say(`change() creates ${CONTACTS} contacts`, stored, `${(stored / lowest).toFixed(2)} × floor`);

  say(
    'find, by name',
    best(() => site.find({})),
  );
  say(
    'find, one group',
    best(() => site.find({ group: 'Clients' })),
  );
  say(
    'find, one initial',
    best(() => site.find({ initial: 'E' })),
  );
  say(
    'find, by company',
    best(() => site.find({ sort: { field: 'company', descending: false } })),
  );
  say(
    'find, by number',
    best(() => site.find({ sort: { field: 'number', descending: false } })),
  );
  say(
    'find, city filter',
    best(() => site.find({ filters: { address: 'köln' } })),
  );
  for (const search of ['mueller12', 'weber élodie', '0612', '+33 6 12 34', 'm', 'maison', 'nowhere']) {
    const found = site.find({ search }).length;
    say(
      `search ${search}`,
      best(() => site.find({ search })),
      `${found} found`,
    );
  }
  const ids = site.find({});
  say(
    'rows of one screen (100)',
    best(() => site.contacts(ids.slice(5000, 5100))),
  );
  say(
    'facets',
    best(() => site.facets()),
  );
  say('every contact once', timed(() => [...site.eachContact()].length).ms);

  const one = ids[0] ?? 0;
  let turn = 0;
  const edit = best(() => {
    turn += 1;
    site.change('edit-contact', 'one', { kind: 'hand' }, (change) =>
      change.updateContact(one, { note: `turn ${turn}` }),
    );
  });
  say('change() edits one contact, on the disk', edit);
  const all = timed(() =>
    site.change('assign-group', 'all', { kind: 'hand' }, (change) => {
      for (const id of ids) change.updateContact(id, { department: 'Accueil' });
    }),
  ).ms;
  say('change() edits every contact', all, `${(all / lowest).toFixed(2)} × floor`);
  say('undo of it', timed(() => site.undo()).ms);
  while (site.info().undo?.action !== 'import') site.undo();
  say('undo of the import', timed(() => site.undo()).ms);
  say('redo of the import', timed(() => site.redo()).ms);
  say('close', timed(() => site.close()).ms, `${(statSync(path).size / 1e6).toFixed(1)} MB`);
} finally {
  rmSync(folder, { recursive: true });
}
