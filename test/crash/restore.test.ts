/** A copy is kept, everything is deleted, the copy is put back: the export is the same byte for byte (R13). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { exportOptions } from '../../core/api/export.ts';
import type { ContactDraft } from '../../core/directory/contact.ts';
import { NUMBER_KINDS, PLACE_KINDS } from '../../core/directory/contact.ts';
import { runExport } from '../../main/jobs/export.ts';
import { createSite, openSite } from '../../main/site/open.ts';
import { restore } from '../../main/site/restore.ts';
import type { Site } from '../../main/site/site.ts';
import { draft } from '../main/site/help.ts';
import { quiet } from '../quiet.ts';

/** `SWITCHBOOK_RESTORE_RUNS=1000` for all of them. */
const RUNS = Number(process.env['SWITCHBOOK_RESTORE_RUNS'] ?? (process.env['CI'] ? 200 : 25));

const folder = mkdtempSync(join(tmpdir(), 'switchbook-restore-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GROUPS = ['Clients', 'Été', 'Größe "1"'] as const;
const text = fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.replaceAll('\0', ''));
const labelled = fc.array(fc.record({ kind: fc.constantFrom(...PLACE_KINDS), value: text }), {
  maxLength: 2,
});
const person: fc.Arbitrary<ContactDraft> = fc
  .record({
    givenName: text,
    familyName: text,
    displayName: text,
    company: text,
    note: text,
    birthday: fc.constantFrom('', '1970-02-28', '--02-29'),
    numbers: fc.array(
      fc.record({
        kind: fc.constantFrom(...NUMBER_KINDS),
        value: text,
        e164: fc.constantFrom(null, '+33199001122'),
      }),
      {
        maxLength: 3,
      },
    ),
    emails: labelled,
    urls: labelled,
    addresses: fc.array(
      fc.record({
        kind: fc.constantFrom(...PLACE_KINDS),
        street: text,
        postalCode: text,
        city: text,
        region: text,
        country: text,
      }),
      { maxLength: 1 },
    ),
    groups: fc.subarray([...GROUPS]),
    photo: fc.option(
      fc.uint8Array({ minLength: 1, maxLength: 50 }).map((data) => ({ type: 'image/png' as const, data })),
    ),
  })
  .map(draft);
const book = fc.array(person, { minLength: 1, maxLength: 12 });

const FORMATS = ['csv', 'vcard-4.0'] as const;

/** Every byte that leaves the site. */
async function exported(site: Site): Promise<Buffer[]> {
  const files: Buffer[] = [];
  for (const format of FORMATS) {
    const options = exportOptions.parse({ format, privacyNoticeAccepted: true });
    files.push(Buffer.from((await runExport(site, options, quiet)).bytes));
  }
  return files;
}

it(`${RUNS} random books come back as they were`, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(book, async (people) => {
      run += 1;
      const path = join(folder, `${run}.switchbook`);
      let original: Buffer[] = [];
      let number = 0;
      {
        using site = createSite(path, 'commander-6000', 'FR');
        site.change('import', '', { kind: 'hand' }, (change) => {
          for (const name of GROUPS) change.ensureGroup(name, 'standard');
          for (const one of people) change.createContact(one);
        });
        original = await exported(site);
        number = site.safety.keep('hand')?.number ?? 0;
        site.change('delete-contacts', '', { kind: 'hand' }, (change) => {
          for (const id of site.find({})) change.deleteContact(id);
        });
        for (const { id } of site.groups())
          site.change('delete-group', '', { kind: 'hand' }, (change) => change.deleteGroup(id));
        expect(site.info().contacts).toBe(0);
      }
      // As often as not the file itself is gone too.
      if (run % 2 === 0) rmSync(path);
      const { contacts } = await restore(path, number);
      expect(contacts).toBe(people.length);
      using site = openSite(path);
      expect(await exported(site)).toEqual(original);
    }),
    { numRuns: RUNS, ...(process.env['CI'] ? {} : { seed: 7 }) },
  );
  if (process.env['CI'])
    console.info(`${run} books kept, wiped and put back: every export the same byte for byte`);
}, 600_000);
