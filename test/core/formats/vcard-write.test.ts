import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import { emptyDraft, NUMBER_KINDS, PLACE_KINDS, shownName } from '../../../core/directory/contact.ts';
import { readVcards } from '../../../core/formats/vcard/read.ts';
import { qrCard } from '../../../core/formats/vcard/qr.ts';
import { writeVcards } from '../../../core/formats/vcard/write.ts';

const VERSIONS = ['2.1', '3.0', '4.0'] as const;

const ada: ContactDraft = {
  ...emptyDraft(),
  salutation: 'Dr.',
  givenName: 'Ada',
  familyName: 'Müßig; Roth',
  company: 'Roth, Söhne & Co',
  department: 'Einkauf',
  position: 'Leiterin',
  birthday: '1980-05-17',
  shortCode: '700',
  note: 'erste Zeile\nzweite: Zeile = länger als eine Zeile von sechsundsiebzig Zeichen',
  numbers: [
    { kind: 'main', value: '030 1-0', e164: '+493010' },
    { kind: 'fax-work', value: '030 1-9', e164: null },
  ],
  emails: [{ kind: 'work', value: 'ada@example.org' }],
  urls: [{ kind: 'other', value: 'https://example.org/?a=b;c,d' }],
  addresses: [
    { kind: 'other', street: 'Gasse 2\nTor 3', postalCode: '1010', city: 'Wien', region: '', country: 'AT' },
  ],
  groups: ['Kunden', 'a,b'],
};

const written = (contact: ContactDraft, version: '2.1' | '3.0' | '4.0'): string =>
  new TextDecoder().decode(writeVcards([contact], version));

describe('writing', () => {
  it('writes 2.1 as old PBXs expect it', () => {
    expect(written({ ...ada, photo: { type: 'image/gif', data: new Uint8Array(60).fill(255) } }, '2.1')).toBe(
      [
        'BEGIN:VCARD',
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=C3=9Fig\\; Roth;Ada;;Dr.;',
        'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ada M=C3=BC=C3=9Fig; Roth',
        'ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Roth, S=C3=B6hne & Co;Einkauf',
        'TITLE:Leiterin',
        'TEL;PREF;VOICE:030 1-0',
        'TEL;WORK;FAX:030 1-9',
        'EMAIL;INTERNET;WORK:ada@example.org',
        'URL:https://example.org/?a=b;c,d',
        'ADR;POSTAL;ENCODING=QUOTED-PRINTABLE:;;Gasse 2=0D=0ATor 3;Wien;;1010;AT',
        'BDAY:1980-05-17',
        'NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:erste Zeile=0D=0Azweite=3A Zei=',
        'le =3D l=C3=A4nger als eine Zeile von sechsundsiebzig Zeichen',
        'CATEGORIES:Kunden,a\\,b',
        'X-SWITCHBOOK-SHORT-CODE:700',
        'PHOTO;GIF;ENCODING=BASE64:',
        ` ${'/'.repeat(72)}`,
        ` ${'/'.repeat(8)}`,
        '',
        'END:VCARD',
        '',
      ].join('\r\n'),
    );
  });

  it('writes 3.0 and 4.0 with their own types, escapes and folds', () => {
    const lines = (version: '3.0' | '4.0') => written(ada, version).split('\r\n');
    expect(lines('3.0')).toEqual(
      expect.arrayContaining([
        'N:Müßig\\; Roth;Ada;;Dr.;',
        'TEL;TYPE=MAIN,PREF,VOICE:030 1-0',
        'ADR;TYPE=POSTAL:;;Gasse 2\\nTor 3;Wien;;1010;AT',
        'BDAY:1980-05-17',
      ]),
    );
    expect(lines('4.0')).toEqual(
      expect.arrayContaining([
        'TEL;TYPE=voice;PREF=1;X-E164=+493010:030 1-0',
        'TEL;TYPE=work,fax:030 1-9',
        'ADR:;;Gasse 2\\nTor 3;Wien;;1010;AT',
        'BDAY:19800517',
      ]),
    );
  });

  it('keeps every line within its octets and no character apart', () => {
    const contact = { ...ada, note: 'ß€😀 '.repeat(100).trim() };
    for (const version of VERSIONS) {
      const limit = version === '2.1' ? 76 : 75;
      for (const line of written(contact, version).split('\r\n')) {
        expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(limit);
        expect(line).not.toContain('\uFFFD');
      }
    }
  });

  it('writes a short card for QR codes', () => {
    expect(qrCard({ ...ada, groups: ['Kunden'] }).text).toBe(
      [
        'BEGIN:VCARD',
        'VERSION:2.1',
        'FN:Ada Müßig; Roth',
        'N:Müßig\\; Roth;Ada;;Dr.;',
        'TITLE:Leiterin',
        'TEL;PREF;VOICE:+493010',
        'TEL;WORK;FAX:030 1-9',
        'EMAIL;INTERNET;WORK:ada@example.org',
        'URL:https://example.org/?a=b;c,d',
        'ADR;POSTAL:;;Gasse 2, Tor 3;Wien;;1010;AT',
        'ORG:Roth, Söhne & Co;Einkauf',
        'END:VCARD',
        '',
      ].join('\r\n'),
    );
  });
});

/** Text as forms and files deliver it: trimmed, without control characters, full of what must be escaped. */
const spice = fc.constantFrom(
  ';',
  ',',
  '\\',
  ':',
  '=',
  '"',
  '\\n',
  '\\;',
  '=0A',
  ' ',
  'é',
  'ß',
  '表',
  '😀',
  'END:VCARD',
);
const line = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
      spice,
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) =>
    parts
      .join('')
      .toWellFormed()
      .replaceAll(/\p{Cc}/gu, '')
      .trim(),
  );
const filled = line.filter((text) => text !== '');
const lines = fc.array(filled, { maxLength: 4 }).map((parts) => parts.join('\n'));
const number = filled.filter((text) => !/^(tel|mailto):/i.test(text));
const placed = fc.array(fc.record({ kind: fc.constantFrom(...PLACE_KINDS), value: number }), {
  maxLength: 3,
});
const signed = fc.uint8Array({ minLength: 1, maxLength: 200 });

const drafts: fc.Arbitrary<ContactDraft> = fc
  .record({
    card: fc.constant(''),
    salutation: line,
    givenName: line,
    familyName: line,
    displayName: line,
    company: line,
    department: line,
    position: line,
    birthday: fc.constantFrom('', '1980-05-17', '--02-29', '2004-02-29'),
    shortCode: line,
    note: lines,
    numbers: fc.array(
      fc.record({ kind: fc.constantFrom(...NUMBER_KINDS), value: number, e164: fc.constant(null) }),
      { maxLength: 4 },
    ),
    emails: placed,
    urls: placed,
    addresses: fc.array(
      fc.record({
        kind: fc.constantFrom(...PLACE_KINDS),
        street: lines,
        postalCode: line,
        city: filled,
        region: line,
        country: line,
      }),
      { maxLength: 2 },
    ),
    groups: fc.uniqueArray(filled, { maxLength: 3 }),
    photo: fc.option(
      signed.map((data) => ({ type: 'image/jpeg', data: Uint8Array.of(0xff, 0xd8, 0xff, ...data) })),
    ),
  })
  // A display name that the other names make anyway is the same as none.
  .map((draft) =>
    draft.displayName === shownName({ ...draft, displayName: '' }) ? { ...draft, displayName: '' } : draft,
  );

describe('round trip', () => {
  it.each(VERSIONS)('keeps every contact through version %s', (version) => {
    fc.assert(
      fc.property(fc.array(drafts, { minLength: 1, maxLength: 3 }), (contacts) => {
        const entries = [...readVcards(writeVcards(contacts, version))];
        expect(entries.map(({ contact }) => contact)).toEqual(contacts);
        expect(entries.flatMap(({ problems }) => problems)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** ical.js reads 3.0 and 4.0 by the standards: [name, parameters, type, ...values]. */
const jcard = z.tuple([
  z.literal('vcard'),
  z.array(z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()]).rest(z.unknown())),
  z.array(z.unknown()),
]);

describe('another reader', () => {
  const text = (value: unknown): string => (Array.isArray(value) ? value.map(text).join(';') : String(value));

  it.each(['3.0', '4.0'] as const)('ical.js finds the same in version %s', (version) => {
    // ical.js leaves \; in text as it is, and some backslashes elsewhere.
    const plain = drafts.filter((draft) => !JSON.stringify(draft).includes('\\\\'));
    fc.assert(
      fc.property(plain, (draft) => {
        const parsed: unknown = ICAL.parse(written(draft, version));
        const [, properties] = jcard.parse(parsed);
        const values = (name: string) =>
          properties
            .filter(([found]) => found === name)
            .map(([, , , ...rest]) => rest.map(text).join(',').replaceAll('\\;', ';'));
        const { familyName, givenName, salutation } = draft;
        expect(values('n')).toEqual([[familyName, givenName, '', salutation, ''].join(';')]);
        expect(values('fn')).toEqual([shownName(draft)]);
        expect(values('note')).toEqual(draft.note === '' ? [] : [draft.note]);
        expect(values('tel')).toEqual(draft.numbers.map(({ value }) => value));
        expect(values('email')).toEqual(draft.emails.map(({ value }) => value));
        expect(values('url')).toEqual(draft.urls.map(({ value }) => value));
        expect(values('adr')).toEqual(
          draft.addresses.map((address) =>
            ['', '', address.street, address.city, address.region, address.postalCode, address.country].join(
              ';',
            ),
          ),
        );
        expect(values('categories')).toEqual(draft.groups.length === 0 ? [] : [draft.groups.join(',')]);
        expect(values('photo').length).toBe(draft.photo === null ? 0 : 1);
      }),
      { numRuns: 200 },
    );
  });
});
