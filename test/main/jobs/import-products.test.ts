/** Files of every product, in its own dialect, from bytes to records. */
import { describe, expect, it } from 'vitest';
import { importOptions } from '../../../core/api/import.ts';
import { TEXT_FIELDS } from '../../../core/directory/contact.ts';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import { templates } from '../../../core/exchange/template.ts';
import { inspectionOf, isTable, readImportFile } from '../../../main/jobs/import-file.ts';
import { readRecords } from '../../../main/jobs/import-records.ts';
import { offices } from './products/offices.ts';
import type { Expected, Product } from './products/product.ts';
import { encode, write } from './products/product.ts';
import { telephones } from './products/telephones.ts';

const PRODUCTS = [...offices, ...telephones];

const read = ({ bytes, country }: Pick<Product, 'bytes' | 'country'>, template?: string) => {
  const options = importOptions.parse({ country, ...(template === undefined ? {} : { template }) });
  const file = readImportFile(bytes, 'contacts.csv', options, templates());
  if (!isTable(file)) throw new Error('not a table');
  const records = [...readRecords(file, options, country)];
  return { file, records, inspection: inspectionOf(file, records.length, options) };
};

/** Everything that a record says, without what it does not. */
function brief(draft: ContactDraft): Expected {
  const short: Expected = {};
  for (const field of TEXT_FIELDS) if (draft[field] !== '') short[field] = draft[field];
  if (draft.groups.length > 0) short.groups = draft.groups;
  if (draft.numbers.length > 0) {
    short.numbers = draft.numbers.map(
      ({ kind, value, e164 }) => `${kind} ${e164 ?? value.replaceAll(' ', '')}`,
    );
  }
  if (draft.emails.length > 0) short.emails = draft.emails.map(({ kind, value }) => `${kind} ${value}`);
  if (draft.urls.length > 0) short.urls = draft.urls.map(({ kind, value }) => `${kind} ${value}`);
  if (draft.addresses.length > 0) {
    short.addresses = draft.addresses.map(
      ({ kind, street, postalCode, city, region, country }) =>
        `${kind} ${street}, ${postalCode}, ${city}, ${region}, ${country}`,
    );
  }
  return short;
}

describe('a file in the dialect of', () => {
  it.each(PRODUCTS)('$id is recognised and read', (product) => {
    const { file, records, inspection } = read(product);
    expect(inspection.template).toMatchObject({ id: product.id, exact: true, unknown: [], missing: [] });
    expect(file.problems).toEqual([]);
    expect(records.map(({ draft }) => brief(draft))).toEqual(product.expected);
    expect(
      records.flatMap(({ problems }) => problems.filter(({ severity }) => severity === 'error')),
    ).toEqual([]);
    expect(records.flatMap(({ problems }) => problems.filter(({ code }) => code === 'import-kind'))).toEqual(
      [],
    );
  });

  it.each(PRODUCTS)('$id is read in the same way when it is chosen by its name', (product) => {
    const { records } = read(product, product.id);
    expect(records.map(({ draft }) => brief(draft))).toEqual(product.expected);
  });

  it('covers every template of a product', () => {
    const tried = new Set(PRODUCTS.map(({ id }) => id));
    const others = new Set(['switchbook', 'avaya-ipoffice']);
    expect(templates().flatMap(({ id }) => (tried.has(id) || others.has(id) ? [] : [id]))).toEqual([]);
  });
});

describe('files without a header', () => {
  const rows = write(
    [
      ['Müller, Anna', '0301234567'],
      ['Groß', '01712345678'],
    ],
    { delimiter: ',', encoding: 'latin1' },
  );

  it('of two plain columns are nobody’s, and the product is offered', () => {
    const { inspection, records } = read({ bytes: rows, country: 'DE' });
    expect(inspection.template).toBeNull();
    expect(inspection.alternatives.map(({ id }) => id)).toEqual(['avaya-ipoffice']);
    expect(records).toHaveLength(2);
  });

  it('are read by position when their product is chosen', () => {
    const { inspection, records } = read({ bytes: rows, country: 'DE' }, 'avaya-ipoffice');
    expect(inspection.template?.id).toBe('avaya-ipoffice');
    expect(records.map(({ draft }) => brief(draft))).toEqual([
      { givenName: 'Anna', familyName: 'Müller', numbers: ['main +49301234567'] },
      { familyName: 'Groß', numbers: ['main +491712345678'] },
    ]);
  });

  it('are not taken for a product when one row does not fit', () => {
    const bytes = encode(
      'Anna Ott,030 1234567,1,Work,public\nMia Ott,030 1234568,1,Laptop,public\n',
      'utf-8',
    );
    const { inspection } = read({ bytes, country: 'DE' });
    expect(inspection.template).toBeNull();
  });

  it('leave out the further numbers of a contact that is left out', () => {
    const product = PRODUCTS.find(({ id }) => id === 'snom-v8-csv');
    const options = importOptions.parse({ country: 'DE', exclude: [1] });
    const file = readImportFile(product?.bytes ?? new Uint8Array(), 'x.csv', options, templates());
    const records = [...readRecords(file, options, 'DE')];
    expect(records.map(({ row, draft }) => [row, draft.numbers.length])).toEqual([
      [5, 1],
      [6, 1],
    ]);
  });

  it('say a row of a further number that belongs to nobody as a row of its own', () => {
    const member = [
      '',
      '030 1234567',
      '',
      '',
      'Member_Alias',
      '999',
      '',
      '',
      '',
      '',
      '',
      '',
      'false',
      '',
      'home',
      '',
    ];
    const bytes = write([member], { delimiter: ',', encoding: 'utf-8', quotes: 'all' });
    const { records } = read({ bytes, country: 'DE' }, 'snom-v8-csv');
    expect(records).toHaveLength(1);
    expect(records[0]?.draft.numbers).toHaveLength(1);
  });
});

describe('a hand-made file', () => {
  it('is nobody’s, and its columns are guessed', () => {
    const bytes = encode('Name;Telefon;E-Mail\nAnna Müller;030 1234567;anna@koehler.example\n', 'utf-8');
    const { inspection, records } = read({ bytes, country: 'DE' });
    expect(inspection.template).toBeNull();
    expect(records.map(({ draft }) => brief(draft))).toEqual([
      {
        givenName: 'Anna',
        familyName: 'Müller',
        numbers: ['main +49301234567'],
        emails: ['other anna@koehler.example'],
      },
    ]);
  });

  it.each([
    [
      'nl',
      'Voornaam;Achternaam;Bedrijf;Telefoon;Mobiel;Postcode;Plaats;Verjaardag',
      'Anna;Bakker;Brood;030 1234567;0171 2345678;1012;Amsterdam;17-05-1980',
    ],
    [
      'it',
      'Nome;Cognome;Azienda;Telefono;Cellulare;CAP;Città;Compleanno',
      'Anna;Bakker;Brood;030 1234567;0171 2345678;1012;Amsterdam;17/05/1980',
    ],
    [
      'es',
      'Nombre;Apellidos;Empresa;Teléfono;Móvil;Código postal;Ciudad;Cumpleaños',
      'Anna;Bakker;Brood;030 1234567;0171 2345678;1012;Amsterdam;17/05/1980',
    ],
  ])('is understood in a further language: %s', (_language, header, row) => {
    const { records } = read({ bytes: encode(`${header}\n${row}\n`, 'utf-8'), country: 'DE' });
    expect(records.map(({ draft }) => brief(draft))).toEqual([
      {
        givenName: 'Anna',
        familyName: 'Bakker',
        company: 'Brood',
        birthday: '1980-05-17',
        numbers: ['main +49301234567', 'mobile +491712345678'],
        addresses: ['other , 1012, Amsterdam, , '],
      },
    ]);
  });
});
