import { describe, expect, it } from 'vitest';
import { deviceProfile } from '../../../core/device/profile.ts';
import type { DeviceRecord } from '../../../core/device/record.ts';
import { toDevice } from '../../../core/device/store.ts';
import {
  type ContactDraft,
  type ContactFields,
  emptyDraft,
  type NumberKind,
} from '../../../core/directory/contact.ts';
import { COMMANDER_HEADER, writeCommanderCsv } from '../../../core/formats/csv/commander.ts';
import { writeOvhCsv } from '../../../core/formats/csv/ovh.ts';
import { ownTable } from '../../../core/formats/csv/own.ts';
import { readCsv } from '../../../core/formats/csv/read.ts';
import { writeVersion1Csv } from '../../../core/formats/csv/version-1.ts';
import { readXlsx } from '../../../core/formats/xlsx/read.ts';
import { writeXlsx } from '../../../core/formats/xlsx/write.ts';
import { readNumber } from '../../../core/phone/number.ts';

const numbers = (...typed: [NumberKind, string][]): ContactFields['numbers'] =>
  typed.map(([kind, value]) => ({ kind, value, e164: readNumber(value, 'FR').e164 }));
const contact = (fields: Partial<ContactDraft>): ContactDraft => ({ ...emptyDraft(), ...fields });
const stored = (fields: Partial<ContactFields>): DeviceRecord =>
  toDevice(contact(fields), deviceProfile('commander-6000'), 'FR').record;
const forVersion1 = (fields: Partial<ContactDraft>) => {
  const whole = contact(fields);
  return { contact: whole, ...toDevice(whole, deviceProfile('commander-6000'), 'FR') };
};
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('the COMmander address book', () => {
  const header =
    '"Anrede";"Vorname";"Nachname";"Displayname";"Firma";"Abteilung";"Position";"Geburtstag";"PhotoId";"Kurzwahlnummer";"1. Typ Telefonnummer";"1. Telefonnummer";"2. Typ Telefonnummer";"2. Telefonnummer";"3. Typ Telefonnummer";"3. Telefonnummer";"4. Typ Telefonnummer";"4. Telefonnummer";"1. Typ von Emailadresse";"1. Emailadresse";"2. Typ von Emailadresse";"2. Emailadresse";"3. Typ von Emailadresse";"3. Emailadresse";"1. Typ Internetadresse";"1. Internetadresse";"2. Typ Internetadresse";"2. Internetadresse";"3. Typ Internetadresse";"3. Internetadresse";"1. Typ Adresse";"1. Strasse";"1. Postleitzahl";"1. Ort";"1. Staat";"2. Typ Adresse";"2. Strasse";"2. Postleitzahl";"2. Ort";"2. Staat";"3. Typ Adresse";"3. Strasse";"3. Postleitzahl";"3. Ort";"3. Staat";';

  it('is written byte for byte', () => {
    const { bytes, problems } = writeCommanderCsv([
      stored({
        salutation: 'Frau',
        givenName: 'Jürgen "Jo"',
        familyName: 'Müller; Söhne',
        company: 'Œuvre',
        birthday: '1980-05-17',
        shortCode: '7095',
        numbers: numbers(
          ['main', '+33 1 23 45 67 89'],
          ['work', '06 12 34 56 78'],
          ['home', '0049 30 123456'],
          ['mobile', '200'],
        ),
        emails: [
          { kind: 'work', value: 'a@firma.example' },
          { kind: 'other', value: 'b@x.example' },
        ],
        urls: [{ kind: 'home', value: 'https://x.example' }],
        addresses: [
          {
            kind: 'work',
            street: 'Rue 1',
            postalCode: '75001',
            city: 'Paris',
            region: '',
            country: 'France',
          },
        ],
      }),
      stored({ familyName: 'Last', numbers: numbers(['main', '01 23 45 67 89']) }),
    ]);
    const rows = [
      '"Frau";"Jürgen \\"Jo\\"";"Müller; Söhne";;"Oeuvre";;;"17.05.1980";;"7095";"Haupttelefon";"0033123456789";"Geschäftlich";"0033612345678";"Privat";"004930123456";"Mobil";"200";"Geschäftlich";"a@firma.example";;"b@x.example";;;"Privat";"https://x.example";;;;;"Geschäftlich";"Rue 1";"75001";"Paris";"France";;;;;;;;;;;',
      `;;"Last";;;;;;;;"Haupttelefon";"0033123456789"${';'.repeat(34)}`,
    ];
    expect(latin(bytes)).toBe([header, ...rows].join('\n'));
    expect(bytes).toContain(0xfc);
    expect(problems).toEqual([]);
  });

  it('is read back with the same cells', () => {
    const record = stored({
      familyName: 'a "b" \\"c',
      company: '"',
      note: '',
      numbers: numbers(['main', '*21#']),
    });
    const { table, reading } = readCsv(writeCommanderCsv([record]).bytes, {});
    expect(reading).toMatchObject({ delimiter: ';', quoting: 'backslash' });
    expect(table.rows[0]?.cells).toEqual(COMMANDER_HEADER);
    expect(table.rows[1]?.cells).toHaveLength(46);
    expect(table.rows[1]?.cells.slice(2, 5)).toEqual(['a "b" \\"c', '', '"']);
    expect(table.rows[1]?.cells[11]).toBe('*21#');
    expect(table.problems).toEqual([]);
  });

  it('says that a backslash cannot stand before the closing quote', () => {
    const { bytes, problems } = writeCommanderCsv([stored({ familyName: 'C:\\' })]);
    expect(latin(bytes)).toContain(';"C:/";');
    expect(problems).toMatchObject([{ code: 'export-changed', row: 2, column: 'Nachname', value: 'C:\\' }]);
  });

  it('of no contacts is its header', () => {
    expect(latin(writeCommanderCsv([]).bytes)).toBe(header);
  });
});

describe('the phone book of version 1', () => {
  it('has a row for each number', () => {
    const { bytes, problems } = writeVersion1Csv([
      forVersion1({
        givenName: 'Zoë',
        familyName: 'A;B',
        shortCode: '8600',
        numbers: numbers(
          ['work', '01 23 45 67 89'],
          ['home', '01 23 45 67 80'],
          ['mobile', '06 12 34 56 78'],
        ),
      }),
      forVersion1({
        company: 'Société à responsabilité limitée Dupont',
        numbers: numbers(['main', '01 23 45 67 89']),
      }),
      forVersion1({ familyName: 'Nobody' }),
    ]);
    expect(latin(bytes)).toBe(
      [
        'Kurzwahl;Rufnummer;Name',
        '8600;0033123456789;Zoë A B W',
        ';0033123456780;Zoë A B H',
        ';0033612345678;Zoë A B M',
        ';0033123456789;Société à responsabilité limité',
        '',
      ].join('\n'),
    );
    expect(problems).toMatchObject([
      { code: 'export-cut', row: 5, params: { most: 31 } },
      { code: 'export-no-number', value: 'Nobody' },
    ]);
  });

  it('says once for each part what it has no column for, at the contact’s first row', () => {
    const { problems } = writeVersion1Csv([
      forVersion1({ familyName: 'Ott', numbers: numbers(['work', '200'], ['home', '201']) }),
      forVersion1({
        familyName: 'Bär',
        company: 'Bär AG',
        emails: [
          { kind: 'work', value: 'a@b.example' },
          { kind: 'home', value: 'c@d.example' },
        ],
        groups: ['Vente'],
        birthday: '1980-05-17',
        note: 'n',
        card: 'NICKNAME:B',
        photo: { type: 'image/png', data: new Uint8Array(1) },
        numbers: numbers(['work', '202']),
      }),
    ]);
    expect(problems.map(({ code, row, value, params }) => [code, row, params?.['what'], value])).toEqual([
      ['export-lost', 4, 'company', 'Bär AG'],
      ['export-lost', 4, 'birthday', '1980-05-17'],
      ['export-lost', 4, 'note', 'n'],
      ['export-lost', 4, 'emails', 'a@b.example, c@d.example'],
      ['export-lost', 4, 'groups', 'Vente'],
      ['export-lost', 4, 'photo', 'image/png'],
      ['export-lost', 4, 'card', 'NICKNAME:B'],
    ]);
  });
});

describe('the OVHcloud phone book', () => {
  it('has eight columns, no accents and a dialling code', () => {
    const { bytes, problems } = writeOvhCsv([
      contact({
        givenName: 'Élodie',
        familyName: 'Müller-Łęcki',
        company: "L'Oréal & Fils",
        numbers: numbers(['work', '01 23 45 67 89'], ['mobile', '+49 171 2345678'], ['home', '0123456780']),
      }),
      contact({ company: 'Nur Firma', numbers: numbers(['fax-work', '0123456789'], ['main', '200']) }),
      contact({ givenName: 'Zoé', numbers: numbers(['work', '201']) }),
    ]);
    expect(new TextDecoder().decode(bytes)).toBe(
      'group;surname;name;workPhone;workMobile;homePhone;homeMobile;countryCode\r\n' +
        'L Oreal Fils;Muller-Lecki;Elodie;0033123456789;00491712345678;0033123456780;;33\r\n' +
        'Nur Firma;Nur Firma;-;200;;;;\r\n' +
        ';Zoe;-;201;;;;\r\n',
    );
    expect(problems).toMatchObject([
      { code: 'export-changed', row: 2, column: 'group', params: { written: 'L Oreal Fils' } },
      { code: 'export-lost', row: 3, value: '0123456789', params: { what: 'numbers' } },
    ]);
  });

  it('says once for each part what it has no column for', () => {
    const { problems } = writeOvhCsv([
      contact({
        givenName: 'Jo',
        familyName: 'Ott',
        displayName: 'Chef',
        note: 'n',
        emails: [{ kind: 'work', value: 'a@b.example' }],
        numbers: numbers(['work', '200'], ['work', '201'], ['fax-work', '202'], ['pager', '203']),
      }),
    ]);
    expect(problems.map(({ code, row, value, params }) => [code, row, params?.['what'], value])).toEqual([
      ['export-lost', 2, 'displayName', 'Chef'],
      ['export-lost', 2, 'note', 'n'],
      ['export-lost', 2, 'numbers', '201, 202, 203'],
      ['export-lost', 2, 'emails', 'a@b.example'],
    ]);
  });
});

describe('our own table', () => {
  const full = contact({
    givenName: 'Ada',
    note: 'one\ntwo',
    birthday: '--05-17',
    groups: ['Vente', 'Service'],
    numbers: numbers(['fax-home', '01 23 45 67 89'], ['other', '*21#']),
    emails: [{ kind: 'other', value: 'a@x.example' }],
    addresses: [{ kind: 'home', street: 'S', postalCode: '01067', city: 'C', region: 'R', country: 'DE' }],
  });

  it('has as many slots as are needed', () => {
    const { rows, problems } = ownTable([full, contact({ familyName: 'B' })], 'FR');
    const [header = [], first = [], second = []] = rows;
    const cellOf = (name: string): string | undefined => first[header.indexOf(name)];
    expect(header.filter((name) => name.startsWith('Number'))).toEqual([
      'Number country',
      'Number 1 kind',
      'Number 1',
      'Number 2 kind',
      'Number 2',
    ]);
    expect([first.length, second.length]).toEqual([header.length, header.length]);
    expect(cellOf('Number 1 kind')).toBe('fax-home');
    expect(cellOf('Number 1')).toBe('01 23 45 67 89');
    expect(cellOf('Number country')).toBe('');
    expect(cellOf('Groups')).toBe('Vente ::: Service');
    expect(cellOf('Address 1 postal code')).toBe('01067');
    expect(problems).toEqual([]);
  });

  it('says the country of national numbers that are not the site’s', () => {
    const german = contact({ numbers: [{ kind: 'main', value: '030 1234567', e164: '+49301234567' }] });
    const { rows } = ownTable([german], 'FR');
    expect(rows[1]?.[rows[0]?.indexOf('Number country') ?? -1]).toBe('DE');
  });

  it('holds pictures in as many columns as the largest needs, and what vCards said', () => {
    const photo = { type: 'image/png', data: Uint8Array.from({ length: 50_000 }, (_, i) => i) };
    const { rows, problems } = ownTable(
      [contact({ card: 'NICKNAME:Jo', photo }), contact({ familyName: 'Ott' })],
      'FR',
    );
    const [header = [], first = [], second = []] = rows;
    expect(header.slice(-3)).toEqual(['Photo 1', 'Photo 2', 'Photo 3']);
    expect(first[header.indexOf('vCard')]).toBe('NICKNAME:Jo');
    expect(first.slice(-3).map(({ length }) => length)).toEqual([32_000, 32_000, 2690]);
    expect(first.at(-3)?.slice(0, 30)).toBe('data:image/png;base64,AAECAwQF');
    expect(second.slice(-3)).toEqual(['', '', '']);
    expect(problems).toEqual([]);
  });

  it('says of a picture that is larger than the table can be wide', () => {
    const photo = { type: 'image/png', data: new Uint8Array(8 * 1024 * 1024) };
    const { rows, problems } = ownTable([contact({ familyName: 'Ott', photo })], 'FR');
    expect(rows[0]?.includes('Photo 1')).toBe(false);
    expect(problems).toMatchObject([{ code: 'export-lost', row: 2, params: { what: 'photo' } }]);
  });

  it('never has more columns than are read again, and says what it leaves out', () => {
    const many = contact({
      numbers: numbers(...Array.from({ length: 42 }, (_, i): [NumberKind, string] => ['work', `${200 + i}`])),
    });
    const { rows, problems } = ownTable([many], 'FR');
    expect(rows[0]?.length).toBeLessThanOrEqual(256);
    expect(problems.map(({ code, row, value }) => [code, row, value])).toEqual([
      ['export-lost', 2, '240, 241'],
    ]);
  });
});

describe('a workbook', () => {
  it('holds text and nothing but text, cell for cell', () => {
    const rows = [
      ['Name', 'Number', 'Note'],
      ['=1+1', '+33123456789', '-5'],
      ['0012', '4,9E+11', '<b>&amp; "x"\n\ttwo'],
      ['2024-05-17', '', '  blank  '],
      ['_x0041_ __x005F_', 'Ł€😀\u0001', '@SUM(A1)'],
    ];
    const { bytes, problems } = writeXlsx(rows, 'Contacts');
    const { table, sheet } = readXlsx(bytes);
    expect(sheet).toBe('Contacts');
    expect(table.rows.map(({ cells }) => cells)).toEqual(rows);
    expect(problems).toEqual([]);
  });

  it('cuts what Excel cannot hold, and says so', () => {
    const { bytes, problems } = writeXlsx([['Note'], ['x'.repeat(40_000)]], 'S');
    expect(readXlsx(bytes).table.rows[1]?.cells[0]).toHaveLength(32_767);
    expect(problems).toMatchObject([{ code: 'export-cut', row: 2, column: 'Note' }]);
  });
});
