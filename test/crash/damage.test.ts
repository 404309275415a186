import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDraft } from '../../core/directory/contact.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { createSite, openSite } from '../../main/site/open.ts';
import { salvage } from '../../main/site/salvage.ts';
import type { Site } from '../../main/site/site.ts';

const FLIPS = process.env['CI'] ? 200 : 50;
const CONTACTS = 300;
const CUTS = process.env['CI'] ? 50 : 12;

let folder = '';
let good = '';
let bytes = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchbook-damage-'));
  good = join(folder, 'good.switchbook');
  using site = createSite(good, 'commander-6000', 'FR');
  site.change('import', 'x', { kind: 'hand' }, (change) => {
    change.ensureGroup('Clients', 'standard');
    change.saveSubscriber({ extension: '20', name: 'Anna', role: 'subscriber' });
    for (let index = 0; index < CONTACTS; index += 1) {
      const id = change.createContact({
        ...emptyDraft(),
        givenName: `Name ${index}`,
        note: 'x'.repeat(index),
        numbers: [{ kind: 'work', value: `06${index}`, e164: null }],
        groups: ['Clients'],
      });
      if (index % 3 === 0) change.updateContact(id, { company: 'Company' });
    }
  });
  site.close();
  bytes = readFileSync(good).length;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What Switchbook does with a file, one after the other, whatever each of them says. */
const uses: readonly ((site: Site) => unknown)[] = [
  (site) => site.info(),
  (site) => [...site.eachContact()],
  (site) => site.find({ search: 'name 1', sort: { field: 'company', descending: true } }),
  (site) => site.find({ filters: { number: '06' }, group: 'Clients' }),
  (site) => [site.facets(), site.subscribers(), site.history(10), site.templates()],
  (site) => [site.memory.pending(), site.memory.baseContacts()],
  (site) =>
    site.change('edit-contact', 'x', { kind: 'hand' }, (change) =>
      change.updateContact(150, { note: 'new' }),
    ),
  (site) => [site.undo(), site.undo(), site.redo()],
];

interface Fate {
  /** Every use went well, as if nothing had happened. */
  used: boolean;
  /** It was opened for reading only and said why. */
  locked: boolean;
  /** Contacts that are there after the use, or in what was salvaged where there was any doubt. */
  contacts: number;
}

/** Anything but a sentence for people fails the test; so does a file from which nothing is saved. */
function fateOf(path: string): Fate {
  let refused = 0;
  let locked = false;
  const untouched = `${path}.untouched.switchbook`;
  copyFileSync(path, untouched);
  for (const use of uses) {
    try {
      using site = openSite(path);
      locked = site.info().locked !== null;
      use(site);
    } catch (error) {
      if (!(error instanceof SwitchbookError)) throw error;
      refused += 1;
    }
  }
  const used = refused === 0 && !locked;
  // Also of a file that was used until the damage was met; what was undone in it by then is another matter.
  if (!used) saved(path);
  const contacts = used ? CONTACTS : saved(untouched);
  rmSync(untouched);
  return { used, locked, contacts };
}

/** What a salvage saves, in a file that is sound and can be worked with. */
function saved(path: string): number {
  const output = `${path}.saved.switchbook`;
  try {
    salvage(path, output);
    using site = openSite(output);
    expect(site.info().locked).toBeNull();
    expect(site.safety.check().faults).toEqual([]);
    const { contacts } = site.info();
    expect(site.find({})).toHaveLength(contacts);
    site.change('create-contact', 'x', { kind: 'hand' }, (change) => change.createContact(emptyDraft()));
    return contacts;
  } catch (error) {
    // Cut off so early that there is no row in it.
    if (error instanceof SwitchbookError && error.problem.code === 'site-foreign') return 0;
    throw error;
  } finally {
    rmSync(output, { force: true });
  }
}

/** Offsets spread over the file, the same in every run. */
const spread = (index: number, count: number): number =>
  Math.floor((((index * 0.618_033_988_75) % 1) + index / count / bytes) * bytes) % bytes;

/** The numbers of a run, for its log. */
function tell(what: string, fates: readonly Fate[]): void {
  if (process.env['CI'] === undefined) return;
  const count = (is: (fate: Fate) => boolean): number => fates.filter(is).length;
  const salvaged = fates.filter(({ used }) => !used).map(({ contacts }) => contacts);
  console.info(
    `${fates.length} files, ${what}: ${count(({ used }) => used)} used as they were, ${count(({ locked }) => locked)} opened for reading, ${salvaged.length} salvaged with ${Math.min(...salvaged)} to ${Math.max(...salvaged)} of ${CONTACTS} contacts`,
  );
}

describe('a damaged site file is used as far as it goes, or salvaged', () => {
  it('the undamaged one is used for everything', () => {
    const path = join(folder, 'copy.switchbook');
    copyFileSync(good, path);
    expect(fateOf(path).used).toBe(true);
  });

  it(`${FLIPS} bytes turned over`, () => {
    const fates = Array.from({ length: FLIPS }, (_, index) => {
      const path = join(folder, `flip-${index}.switchbook`);
      const content = readFileSync(good);
      const at = index < 25 ? index * 4 : spread(index, FLIPS);
      content[at] = (content[at] ?? 0) ^ 0xff;
      writeFileSync(path, content);
      const fate = fateOf(path);
      rmSync(path);
      return fate;
    });
    tell('a byte turned over', fates);
    // Those in the header at least.
    expect(fates.filter(({ used }) => !used).length).toBeGreaterThan(3);
    // One byte never costs more than the rows of a page.
    for (const { contacts } of fates) expect(contacts).toBeGreaterThan(CONTACTS / 2);
  });

  it(`${CUTS} times cut short`, () => {
    const fates = Array.from({ length: CUTS }, (_, index) => {
      const path = join(folder, `cut-${index}.switchbook`);
      copyFileSync(good, path);
      truncateSync(path, spread(index + 1, CUTS));
      return fateOf(path);
    });
    tell('cut short', fates);
    expect(fates.filter(({ used }) => used)).toEqual([]);
    expect(Math.max(...fates.map(({ contacts }) => contacts))).toBeGreaterThan(CONTACTS / 2);
  });

  it('the log of the last writes is lost, or damaged', () => {
    const path = join(folder, 'open.switchbook');
    const orphan = join(folder, 'orphan.switchbook');
    copyFileSync(good, path);
    using site = openSite(path);
    site.change('delete-contacts', 'x', { kind: 'hand' }, (change) => change.deleteContact(7));
    copyFileSync(path, orphan);
    expect(fateOf(orphan).used).toBe(true);
    using without = openSite(orphan);
    expect(without.contacts([7])).toHaveLength(1);
    const torn = join(folder, 'torn.switchbook');
    copyFileSync(path, torn);
    const log = readFileSync(`${path}-wal`);
    writeFileSync(`${torn}-wal`, log.fill(0xee, log.length / 2));
    expect(fateOf(torn).used).toBe(true);
  });
});
