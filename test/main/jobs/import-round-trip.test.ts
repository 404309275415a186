import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../../core/api/export.ts';
import { exportOptions } from '../../../core/api/export.ts';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import { NUMBER_KINDS, PLACE_KINDS } from '../../../core/directory/contact.ts';
import { readNumber } from '../../../core/phone/number.ts';
import { runExport } from '../../../main/jobs/export.ts';
import { counts, Desk } from './import-help.ts';

/** What people have typed into address books. */
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc.constantFrom(
    'Müller',
    'Łukasz',
    'Ngô Đình',
    'Œuvres & Cie',
    'Zum "Anker"',
    'a;b,c|d',
    '=1+1',
    '-Neu-',
    'Straße 5\nHinterhaus',
    'C:\\Ablage\\',
    'Δημήτρης',
    '日本',
    '€uro',
    'x'.repeat(90),
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((it) => it.trim()),
);
const name = fc.constantFrom(
  'Ott',
  'von der Heide',
  'Schäfer',
  'Łukasiewicz',
  'O’Neill',
  'Ott GmbH',
  'de la Cruz',
);
const number = fc.record({
  kind: fc.constantFrom(...NUMBER_KINDS),
  value: fc.oneof(
    fc.integer({ min: 1_000_000, max: 9_999_999 }).map((it) => `030 ${it}`),
    fc.integer({ min: 10_000_000, max: 99_999_999 }).map((it) => `+33 6 ${it}`),
    fc.constantFrom('**610', '200', '+49 (0)40 123456', '0911/555-0', '030 1234567,45#', '110', '*21#'),
  ),
});
const labelled = (values: string[]) =>
  fc.uniqueArray(fc.record({ kind: fc.constantFrom(...PLACE_KINDS), value: fc.constantFrom(...values) }), {
    maxLength: 3,
    selector: (it) => it.value,
  });
const address = fc.record({
  kind: fc.constantFrom(...PLACE_KINDS),
  street: text,
  postalCode: fc.constantFrom('', '10115'),
  city: fc.constantFrom('Berlin', 'Łódź'),
  region: fc.constantFrom('', 'Berlin'),
  country: fc.constantFrom('', 'Deutschland'),
});

const draft: fc.Arbitrary<ContactDraft> = fc
  .record({
    card: fc.constant(''),
    salutation: fc.constantFrom('', 'Frau', 'M.'),
    givenName: fc.oneof(fc.constantFrom('Anna', 'Jean-Luc'), text),
    familyName: name,
    displayName: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.constantFrom('Chef', 'Ott, Anna')),
    company: text,
    department: text,
    position: text,
    birthday: fc.constantFrom('', '1980-05-17', '--02-29'),
    shortCode: fc.constantFrom('', '7001', '7002'),
    note: text,
    numbers: fc.array(number, { minLength: 1, maxLength: 6 }),
    emails: labelled(['anna@ott.example', 'A.Ott@firma.example', 'info@firma.example']),
    urls: labelled(['https://ott.example/', 'ott.example/a', 'http://firma.example']),
    addresses: fc.array(address, { maxLength: 4 }),
    groups: fc.constantFrom<string[][]>([], ['Kunden'], ['Kunden', 'A, B; C'], ['A, B; C']),
  })
  .map((it) => ({
    ...it,
    photo: null,
    numbers: it.numbers.map(({ kind, value }) => ({ kind, value, e164: readNumber(value, 'DE').e164 })),
  }));

describe('what was exported and is imported again', () => {
  it.each([
    ['csv', 'spreadsheet'],
    ['csv', 'machine'],
    ['xlsx', 'spreadsheet'],
    ['vcard-2.1', 'machine'],
    ['vcard-3.0', 'machine'],
    ['vcard-4.0', 'machine'],
    ['commander-csv', 'machine'],
  ] as const satisfies [ExportFormat, 'spreadsheet' | 'machine'][])(
    '%s (%s) changes nothing',
    async (format, mode) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(draft, { minLength: 1, maxLength: 5 }),
          fc.constantFrom('add' as const, 'update' as const),
          async (drafts, policy) => {
            using desk = new Desk();
            desk.site.change('import', 'test', { kind: 'hand' }, (change) => {
              change.ensureGroup('Kunden', 'standard');
              change.ensureGroup('A, B; C', 'standard');
              for (const it of drafts) change.createContact(it);
            });
            const { bytes, fileName } = await runExport(
              desk.site,
              exportOptions.parse({ format, mode, privacyNoticeAccepted: true }),
              desk.context(),
            );
            const preview = await desk.preview(bytes, { policy }, fileName);
            const rows = desk.session.rows(preview.plan, 'all', 0, 10).rows;
            const detail = rows
              .filter((it) => it.outcome !== 'unchanged')
              .map((it) => desk.session.row(preview.plan, it.row));
            expect({ ...counts(preview), detail }).toEqual({
              read: drafts.length,
              created: 0,
              updated: 0,
              unchanged: drafts.length,
              rejected: 0,
              detail: [],
            });
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});
