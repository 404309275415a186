import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readHeaderLine } from '../../../core/exchange/header-line.ts';
import type { Dialect, Recognition } from '../../../core/exchange/recognise.ts';
import { rankTemplates } from '../../../core/exchange/recognise.ts';
import { savedTemplate, templates } from '../../../core/exchange/template.ts';

const COMMA: Dialect = { delimiter: ',', encoding: 'utf-8', ascii: true };
const NO_DIALECT: Dialect = { delimiter: null, encoding: null, ascii: true };
const rank = (headers: readonly string[], dialect: Dialect = NO_DIALECT): Recognition[] =>
  rankTemplates(readHeaderLine(headers), templates(), dialect);

const recognised = (headers: readonly string[], dialect?: Dialect): string | undefined =>
  rank(headers, dialect).find((it) => it.certain)?.template.id;

const HEADERS = new URL('../../../../shared/facts/csv-headers.json', import.meta.url);
const collection = z.object({
  formats: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      delimiter: z.string(),
      encoding: z.string(),
      header: z.array(z.string()),
      has_header: z.boolean().default(true),
    }),
  ),
});

describe.skipIf(!existsSync(HEADERS))('headers as products write them (shared facts)', () => {
  const formats = existsSync(HEADERS)
    ? collection.parse(JSON.parse(readFileSync(HEADERS, 'utf8'))).formats
    : [];
  const tables = formats.filter(({ kind }) => kind === 'csv');
  const withHeader = tables.filter((it) => it.has_header);
  const headerOf = (id: string): string[] => formats.find((it) => it.id === id)?.header ?? [];
  const dialectOf = ({ delimiter, encoding }: (typeof formats)[number]): Dialect => ({
    delimiter: z.enum([',', ';', '\t', '|']).parse(delimiter),
    encoding: /^(?:ISO|windows)/.test(encoding) ? 'windows-1252' : 'utf-8',
    ascii: false,
  });

  it('has a template for every file of columns', () => {
    expect(tables.length).toBeGreaterThan(30);
    const known = new Set(templates().map(({ id }) => id));
    expect(tables.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
  });

  it.each(withHeader)('$id is recognised as itself, and all of it is known', (format) => {
    const [best, ...others] = rank(format.header, dialectOf(format));
    expect(best).toMatchObject({
      template: { id: format.id },
      certain: true,
      exact: true,
      unknown: [],
      missing: [],
    });
    expect(best?.score).toBe(1);
    expect(others.filter(({ score }) => score === 1)).toEqual([]);
  });

  it.each(withHeader.filter(({ header }) => header.length > 8))(
    '$id is still recognised without a fifth of its columns, and with three more',
    (format) => {
      const fewer = format.header.filter((_, i) => i % 5 !== 2);
      const [best] = rank(fewer, dialectOf(format));
      expect(best).toMatchObject({ template: { id: format.id }, certain: true, exact: false, unknown: [] });
      const wider = [...format.header, 'Kundennummer', 'Betreuer', 'Umsatz'];
      expect(rank(wider, dialectOf(format))[0]).toMatchObject({
        template: { id: format.id },
        certain: format.header.length > 10,
        exact: false,
        unknown: ['Kundennummer', 'Betreuer', 'Umsatz'],
      });
    },
  );

  it('survives a byte order mark, case, quotes and blanks', () => {
    const odd = headerOf('outlook-fr').map((name) => `  ${name.toUpperCase()}"`);
    odd[0] = `\ufeff${odd[0] ?? ''}`;
    expect(recognised(odd)).toBe('outlook-fr');
  });

  it('survives missing columns and another order', () => {
    const some = headerOf('outlook-de-2010').filter((_, i) => i % 3 !== 0);
    expect(recognised(some.toReversed())).toMatch(/^outlook-de/);
  });
});

describe('recognition', () => {
  const thunderbirdFr =
    'Prénom,Nom de famille,Nom à afficher,Surnom,Adresse électronique principale,Adresse électronique secondaire,Nom de l’écran,Tél. professionnel,Tél. personnel,Fax,Pager,Portable,Adresse privée,Adresse privée 2,Ville,Pays/État,Code postal,Pays/Région (domicile),Adresse professionnelle,Adresse professionnelle 2,Ville,Pays/État,Code postal,Pays/Région (bureau)';

  it('knows Thunderbird in French, where towns repeat', () => {
    const [best] = rank(thunderbirdFr.split(','));
    expect(best?.template.id).toBe('thunderbird-fr');
    expect(best?.mapping[14]).toEqual({ field: 'city', slot: 2, kind: 'home' });
    expect(best?.mapping[20]).toEqual({ field: 'city', slot: 1, kind: 'work' });
    const newer = thunderbirdFr.replaceAll('Adresse électronique', 'Adresse e-mail');
    expect(rank(newer.split(','))[0]).toMatchObject({ template: { id: 'thunderbird-fr' }, unknown: [] });
  });

  it('knows Thunderbird in German', () => {
    const header =
      'Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Tel. dienstlich,Tel. privat,Mobil-Tel.-Nr.,Privat: PLZ,Geburtsjahr,Geburtsmonat,Geburtstag';
    expect(recognised(header.split(','))).toBe('thunderbird-de');
  });

  it('gives the two French columns Titre their two meanings', () => {
    const header = 'Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre,Tél. mobile'.split(',');
    const found = rank(header).find(({ template }) => template.id === 'outlook-fr');
    expect(found?.mapping[0]).toEqual({ field: 'salutation' });
    expect(found?.mapping[7]).toEqual({ field: 'position' });
  });

  it('numbers the columns of Google as the file numbers them', () => {
    const header = ['First Name', 'Last Name', 'Labels', 'Phone 7 - Label', 'Phone 7 - Value'];
    const [best] = rank(header);
    expect(best?.mapping.slice(3)).toEqual([
      { field: 'numberKind', slot: 7 },
      { field: 'number', slot: 7 },
    ]);
  });

  it('knows the order in which FreePBX exports', () => {
    const header =
      'groupname,grouptype,displayname,fname,lname,title,company,address,userman_username,phone_1_type,phone_1_number,phone_1_extension,phone_1_flags,phone_1_speeddial,phone_2_type,phone_2_number,phone_2_extension,phone_2_flags,phone_2_speeddial,email_1,website_1';
    expect(rank(header.split(','))[0]).toMatchObject({
      template: { id: 'freepbx' },
      certain: true,
      unknown: [],
    });
  });

  it('explains its score', () => {
    const header = 'Kurzwahl;Rufnummer;Name;Lieblingsfarbe'.split(';');
    const [best] = rank(header);
    expect(best).toMatchObject({
      template: { id: 'auerswald-b' },
      matched: 3,
      columns: 4,
      known: [true, true, true, false],
      unknown: ['Lieblingsfarbe'],
      missing: [],
      exact: false,
      certain: false,
    });
    expect(best?.score).toBeCloseTo(0.75 ** 2, 5);
    const [ovh] = rank('group;surname;name;workPhone;workMobile;homePhone;homeMobile'.split(';'));
    expect(ovh).toMatchObject({ certain: true, missing: ['countryCode'] });
    expect(ovh?.score).toBeLessThan(1);
  });

  it.each([
    'Name;Telefon;E-Mail',
    'Name;Number;Notes',
    'Vorname;Nachname;Firma;Straße;PLZ;Ort;Telefon;Mobil;E-Mail;Geburtstag',
    'Name;Vorname;Firma;Strasse;PLZ;Ort;Telefon;Telefax;E-Mail;Bemerkung',
    'Prénom;Nom;Société;Téléphone;Mobile;E-mail;Adresse;Code postal;Ville;Pays',
    'First Name;Last Name;Company;Email;Phone;Mobile;Street;City;State;Zip;Country',
    'id;name;phone;mobile;email;street;city;zip;country',
    'company;name;phone;fax;mobile;home',
    'Name;Rufnummer',
    'First name;Last name;Email address;Company;Position',
  ])('does not take a hand-made header for a product: %s', (header) => {
    for (const delimiter of [',', ';'] as const) {
      expect(recognised(header.split(';'), { ...COMMA, delimiter })).toBeUndefined();
    }
  });

  it('offers no product that has only everybody’s words in common with the file', () => {
    expect(rank(['Name', 'Telefon', 'E-Mail'])).toEqual([]);
  });

  it('tells two products with one header by what they write it in, and else offers both', () => {
    const header = ['Name', 'Number'];
    const ids = (dialect: Dialect) => rank(header, dialect).map(({ template }) => template.id);
    expect(ids({ ...COMMA, ascii: false }).slice(0, 2)).toEqual(['snom-v7-csv', 'gigaset-talksurf']);
    expect(ids({ ...COMMA, encoding: 'windows-1252', ascii: false }).slice(0, 2)).toEqual([
      'gigaset-talksurf',
      'snom-v7-csv',
    ]);
    expect(new Set(ids(COMMA).slice(0, 2))).toEqual(new Set(['snom-v7-csv', 'gigaset-talksurf']));
    // Nothing but the header says so, and another delimiter says it is somebody else’s.
    expect(recognised(header, { ...COMMA, delimiter: ';' })).toBeUndefined();
    expect(recognised(header)).toBeUndefined();
  });

  it('knows a phone book of which only two columns are documented', () => {
    const header = 'First Name,Last Name,Email,Account Number,Mobile Number,Phonebook DN,Colour'.split(',');
    expect(recognised(header, COMMA)).toBe('grandstream-ucm-csv');
    expect(recognised(['Account Number', 'Phonebook DN'], COMMA)).toBe('grandstream-ucm-csv');
  });

  it('never reads a secret', () => {
    const secrets = /password|passwort|auth code/i;
    for (const { columns, also } of templates()) {
      for (const { headers, target } of [...columns, ...also]) {
        if (headers.some((header) => secrets.test(header))) expect(target).toBe('-');
      }
    }
  });

  it('has every id once, and every export name once', () => {
    const ids = templates().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const names = templates().flatMap((template) => template.exports);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(['csv', 'xlsx', 'commander-csv', 'version-1-csv', 'ovh-csv']),
    );
  });
});

describe('mappings saved in the site', () => {
  const ours = savedTemplate('s1', 'Our PBX', {
    headers: ['Nummer', 'Wer'],
    mapping: [{ field: 'number', slot: 1, kind: 'work' }, { field: 'company' }],
  });
  const product = templates().find(({ id }) => id === 'auerswald-b');
  const theirs = savedTemplate('s2', 'Old book', {
    headers: product?.columns.map(({ headers }) => headers[0] ?? '') ?? [],
    mapping: [null, { field: 'number', slot: 1 }, { field: 'company' }],
  });
  const all = [...templates(), ...[ours, theirs].flatMap((it) => it ?? [])];
  const best = (header: string[]) => rankTemplates(readHeaderLine(header), all, NO_DIALECT)[0];

  it('are recognised by their own header, however short', () => {
    const found = best(['nummer', 'WER']);
    expect(found).toMatchObject({ template: { id: 's1' }, certain: true });
    expect(found?.mapping).toEqual([{ field: 'number', slot: 1, kind: 'work' }, { field: 'company' }]);
  });

  it('come before a product that writes the same header', () => {
    expect(best(['Kurzwahl', 'Rufnummer', 'Name'])?.template.id).toBe('s2');
  });

  it('are not taken for what they are not', () => {
    expect(savedTemplate('s1', 'broken', { headers: 'x' })).toBeNull();
    expect(best(['Nummer', 'Wer', 'Wo'])?.certain).not.toBe(true);
  });
});

describe('the cost of recognition', () => {
  it('is small: ten rows of a hundred columns in a blink', () => {
    const row = Array.from({ length: 100 }, (_, i) => `Straße ${i} – Müller & Söhne`);
    const header = templates()
      .find(({ id }) => id === 'outlook-fr')
      ?.columns.map((it) => it.headers[0] ?? '');
    const rows = [...Array.from({ length: 9 }, () => row), header ?? []];
    for (const it of rows) rank(it);
    const start = performance.now();
    for (const it of rows) rank(it);
    expect(performance.now() - start).toBeLessThan(100);
  });
});
