import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDraft } from '../../core/directory/contact.ts';
import { SwitchbookError } from '../../core/problem/problem.ts';
import { createSite, openSite } from '../../main/site/open.ts';
import type { Site } from '../../main/site/site.ts';

const FLIPS = process.env['CI'] ? 200 : 50;
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
    for (let index = 0; index < 300; index += 1) {
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

/** How many of the uses were refused. Anything but a sentence for people fails the test. */
function refusals(path: string): number {
  let refused = 0;
  for (const use of uses) {
    try {
      using site = openSite(path);
      use(site);
    } catch (error) {
      if (!(error instanceof SwitchbookError)) throw error;
      refused += 1;
    }
  }
  return refused;
}

/** Offsets spread over the file, the same in every run. */
const spread = (index: number, count: number): number =>
  Math.floor((((index * 0.618_033_988_75) % 1) + index / count / bytes) * bytes) % bytes;

describe('a damaged site file is used as far as it goes, or refused in words', () => {
  it('the undamaged one is used for everything', () => {
    const path = join(folder, 'copy.switchbook');
    copyFileSync(good, path);
    expect(refusals(path)).toBe(0);
  });

  it(`${FLIPS} bytes turned over`, () => {
    let refused = 0;
    for (let index = 0; index < FLIPS; index += 1) {
      const path = join(folder, `flip-${index}.switchbook`);
      const content = readFileSync(good);
      const at = index < 25 ? index * 4 : spread(index, FLIPS);
      content[at] = (content[at] ?? 0) ^ 0xff;
      writeFileSync(path, content);
      if (refusals(path) > 0) refused += 1;
      rmSync(path);
    }
    // Those in the header at least.
    expect(refused).toBeGreaterThan(3);
  });

  it(`${CUTS} times cut short`, () => {
    let refused = 0;
    for (let index = 0; index < CUTS; index += 1) {
      const path = join(folder, `cut-${index}.switchbook`);
      copyFileSync(good, path);
      truncateSync(path, spread(index + 1, CUTS));
      if (refusals(path) > 0) refused += 1;
    }
    expect(refused).toBe(CUTS);
  });

  it('the log of the last writes is lost', () => {
    const path = join(folder, 'open.switchbook');
    const orphan = join(folder, 'orphan.switchbook');
    copyFileSync(good, path);
    using site = openSite(path);
    site.change('delete-contacts', 'x', { kind: 'hand' }, (change) => change.deleteContact(7));
    copyFileSync(path, orphan);
    expect(refusals(orphan)).toBe(0);
    using without = openSite(orphan);
    expect(without.contacts([7])).toHaveLength(1);
  });
});
