import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportOptions } from '../../../core/api/export.ts';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import { emptyDraft, NUMBER_KINDS, PLACE_KINDS } from '../../../core/directory/contact.ts';
import { readNumber } from '../../../core/phone/number.ts';
import { runExport } from '../../../main/jobs/export.ts';
import { counts, Desk } from './import-help.ts';

/** What a cell may do wrong: formulas, apostrophes, blanks, separators, several lines, numbers as text. */
const text = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  fc.constantFrom(
    '=1+1',
    '+33',
    '-5',
    '*21#',
    "'tis",
    "'=1",
    '＝1',
    '@x',
    ' davor',
    'danach  ',
    'zwei\nZeilen\n',
    'a;b,c|d\te',
    'Zum "Anker"',
    'C:\\Ablage\\',
    '0012',
    '4,93017E+11',
    '1.2.2026',
    'a ::: b',
    'Łukasz 日本 😀',
    'x'.repeat(12_000),
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((it) => it.replaceAll(/\p{C}/gu, '')),
);
const filled = text.filter((it) => it.trim() !== '');
const labelled = fc.record({ kind: fc.constantFrom(...PLACE_KINDS), value: filled });
const number = fc.record({
  kind: fc.constantFrom(...NUMBER_KINDS),
  value: fc.constantFrom('030 1234567', '+33 6 12 34 56 78', '**610', '*21#', '-5', '110', '+49 30 1,45#'),
});
const address = fc.record({
  kind: fc.constantFrom(...PLACE_KINDS),
  street: text,
  postalCode: fc.constantFrom('', '01067'),
  city: filled,
  region: text,
  country: text,
});
const photo = fc
  .record({
    type: fc.constantFrom('image/png', 'image/jpeg'),
    data: fc
      .record({ length: fc.constantFrom(1, 2, 3, 23_990, 60_000), step: fc.integer({ min: 1, max: 255 }) })
      .map(({ length, step }) => Uint8Array.from({ length }, (_, i) => i * step)),
  })
  .map(({ type, data }) => ({
    type,
    // What it is recognised by.
    data: Uint8Array.from([
      ...(type === 'image/png' ? [0x89, ...Buffer.from('PNG\r\n')] : [0xff, 0xd8, 0xff]),
      ...data,
    ]),
  }));

const draft: fc.Arbitrary<ContactDraft> = fc
  .record({
    salutation: text,
    givenName: text,
    displayName: text,
    company: text,
    department: text,
    position: text,
    note: text,
    birthday: fc.constantFrom('', '1980-05-17', '--02-29'),
    shortCode: fc.constantFrom('', '7001'),
    card: fc.constantFrom('', 'NICKNAME:Anni', 'X-A;X-B="c;d":e\nitem1.X-ABLABEL:_$!<Main>!$_'),
    numbers: fc.array(number, { minLength: 1, maxLength: 4 }),
    emails: fc.array(labelled, { maxLength: 3 }),
    urls: fc.array(labelled, { maxLength: 2 }),
    addresses: fc.array(address, { maxLength: 2 }),
    groups: fc.constantFrom<string[][]>([], ['Kunden'], ['A, B; C'], ['* Stern', 'A, B; C', 'Kunden']),
    photo: fc.option(photo),
  })
  .map((it) => ({
    ...it,
    familyName: '',
    numbers: it.numbers.map(({ kind, value }) => ({ kind, value, e164: readNumber(value, 'DE').e164 })),
  }));

/** Names that no two contacts share, so that none of them is taken for another. */
const drafts = fc
  .array(draft, { minLength: 1, maxLength: 4 })
  .map((all) => all.map((it, i) => ({ ...it, familyName: `Ott ${'abcd'[i] ?? ''}` })));

const GROUPS = ['* Stern', 'A, B; C', 'Kunden'];

function filledDesk(all: readonly ContactDraft[]): Desk {
  const desk = new Desk();
  desk.site.change('import', 'test', { kind: 'hand' }, (change) => {
    for (const name of GROUPS) change.ensureGroup(name, 'standard');
    for (const it of all) change.createContact(it);
  });
  return desk;
}

const contentOf = (desk: Desk): unknown =>
  desk
    .contacts()
    .sort((a, b) => a.familyName.localeCompare(b.familyName))
    .map(({ id, ...contact }) => ({ ...contact, data: desk.site.photo(id)?.data ?? null }));

describe('our own file', () => {
  it.each([
    ['csv', 'spreadsheet'],
    ['csv', 'machine'],
    ['xlsx', 'spreadsheet'],
    ['xlsx', 'machine'],
  ] as const)('%s for a %s holds every field: nothing changes, nothing is asked', async (format, mode) => {
    await fc.assert(
      fc.asyncProperty(drafts, async (all) => {
        using desk = filledDesk(all);
        const options = exportOptions.parse({ format, mode, privacyNoticeAccepted: true });
        const { bytes, fileName, problems } = await runExport(desk.site, options, desk.context());
        expect(problems).toEqual([]);
        const preview = await desk.preview(bytes, {}, fileName);
        expect(counts(preview)).toEqual({
          read: all.length,
          created: 0,
          updated: 0,
          unchanged: all.length,
          rejected: 0,
        });
        expect(preview.inspection.template).toMatchObject({ id: 'switchbook', exact: true });

        using empty = filledDesk([]);
        const report = await empty.import(bytes, { policy: 'add' }, fileName);
        expect(report.created).toBe(all.length);
        expect(contentOf(empty)).toEqual(contentOf(desk));
      }),
      { numRuns: 40 },
    );
  });

  it.each(['csv', 'xlsx', 'vcard-4.0'] as const)(
    '%s keeps titles in names, odd spacing and national numbers of another country',
    async (format) => {
      const contact: ContactDraft = {
        ...emptyDraft(),
        givenName: 'Dr. ANNA',
        company: 'Zwei\nZeilen',
        position: 'Leitung\nund Vertrieb',
        familyName: 'VON DER HEIDE',
        numbers: [{ kind: 'work', value: '01 23 45 67 89', e164: '+33123456789' }],
        addresses: [{ kind: 'work', street: '', postalCode: '', city: 'Köln', region: '', country: 'D' }],
      };
      using desk = filledDesk([contact]);
      const options = exportOptions.parse({ format, privacyNoticeAccepted: true });
      const { bytes, fileName } = await runExport(desk.site, options, desk.context());
      const preview = await desk.preview(bytes, { rules: { case: true } }, fileName);
      expect(counts(preview)).toMatchObject({ read: 1, unchanged: 1 });
      using empty = filledDesk([]);
      await empty.import(bytes, {}, fileName);
      expect(contentOf(empty)).toEqual(contentOf(desk));
    },
  );
});
