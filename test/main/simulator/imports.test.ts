import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { HEADER } from '../../../main/simulator/commander/columns.ts';
import { device } from './client.ts';
import { admin } from './saving.ts';

const HEAD = HEADER.map((name) => `"${name}"`).join(';') + ';';

function row(given: Record<number, string>): string {
  return HEADER.map((_, at) => (given[at] === undefined ? '' : `"${given[at]}"`)).join(';') + ';';
}

describe('CSV import', () => {
  it('reads its own format and puts the contacts into the groups that were asked for', async () => {
    const pbx = await device();
    const before = pbx.book().contacts.length;
    const group = pbx.book().groups.find(({ name }) => name === 'Personnel')?.id;
    const file = [
      HEAD,
      row({ 1: 'Jürgen', 2: 'Weiß', 10: 'Mobil', 11: '0049171', 7: '17.05.1980' }),
      row({ 4: 'Bar \\"Chez Léa\\"; Nice', 10: 'Haupttelefon', 11: '0033199' }),
      row({ 1: 'No', 2: 'Number' }),
    ].join('\n');
    const answer = await admin(pbx).upload(
      'adressbuch_csv',
      'a.csv',
      Buffer.from(file, 'latin1'),
      `&groups=${group}`,
    );
    expect(answer).toEqual({
      errors: [{ err_str: 'row 4: at least one phone number is required' }],
      warnings: [],
    });
    expect(pbx.book().contacts.slice(before)).toMatchObject([
      { columns: { Vorname: 'Jürgen', Nachname: 'Weiß', Geburtstag: '17.05.1980' }, groups: ['Personnel'] },
      { columns: { Firma: 'Bar "Chez Léa"; Nice' }, groups: ['Personnel'] },
    ]);
  });

  it('takes its own export back, compressed or not, without a second copy of anything', async () => {
    const pbx = await device({ contacts: 200 });
    const client = admin(pbx);
    const before = pbx.book();
    const exported = await client.ask('/adressbuch_kontakte_export');
    expect(exported.body.subarray(0, HEAD.length).toString('latin1')).toBe(HEAD);
    expect(exported.body.at(-1)).toBe(0x3b);
    expect(exported.body.toString('latin1')).toContain('Müller');
    for (const file of [exported.body, gzipSync(exported.body)]) {
      const answer = await client.upload('adressbuch_csv', 'a.csv', file, '&groups=');
      expect(answer).toEqual({ errors: [], warnings: [] });
      expect(pbx.book()).toEqual(before);
    }
  });

  it('puts the old phone book into version 1, one contact a row', async () => {
    const pbx = await device({ contacts: 0 });
    const file = 'Kurzwahl;Rufnummer;Name\n7001;0049301;Müller W\n;004917;Müller M\n;0049309;\n';
    const twice = Buffer.from(file, 'latin1');
    for (let i = 0; i < 2; i++) {
      expect(await admin(pbx).upload('adressbuch_csv', 'b.csv', twice)).toEqual({
        errors: [{ err_str: 'row 4: a surname or a company is required' }],
        warnings: [],
      });
    }
    expect(pbx.book().contacts).toMatchObject([
      { columns: { Kurzwahlnummer: '7001', Nachname: 'Müller W' }, groups: ['Telefonbuch Version 1'] },
      { columns: { Nachname: 'Müller M', '1. Telefonnummer': '004917' }, groups: ['Telefonbuch Version 1'] },
    ]);
  });

  it('uses the standard groups where none is named', async () => {
    const pbx = await device();
    const file = `${HEAD}\r\n${row({ 2: 'Neu', 11: '0301' })}\r\n`;
    await admin(pbx).upload('adressbuch_csv', 'c.csv', Buffer.from(`\u{feff}${file}`));
    expect(pbx.book().contacts.at(-1)).toMatchObject({
      columns: { Nachname: 'Neu', '1. Typ Telefonnummer': 'Haupttelefon' },
      groups: ['Clients'],
    });
  });

  it.each([
    [
      'another program’s file',
      'Given Name,Family Name\nA,B',
      'not an address book: unknown columns Given Name,Family Name',
    ],
    ['an empty file', '', 'the file is empty'],
    [
      'a quote that never ends',
      `${HEAD}\n"${'x'.repeat(1_000_000)}`,
      'row 2: at least one phone number is required',
    ],
  ])('refuses %s', async (_, file, reason) => {
    const pbx = await device({ contacts: 0 });
    const answer = await admin(pbx).upload('adressbuch_csv', 'd.csv', Buffer.from(file));
    expect(answer).toMatchObject({ errors: [{ err_str: reason }] });
    expect(pbx.book().contacts).toEqual([]);
  });
});

describe('vCard import', () => {
  it('reads vCard 2.1 with its charsets and encodings', async () => {
    const pbx = await device();
    const before = pbx.book().contacts.length;
    const card = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=',
      'ller;Anna;;Frau',
      'FN;CHARSET=UTF-8:' + Buffer.from('Anna Müller').toString('latin1'),
      'ORG:Weiß \\; Söhne;Verkauf',
      'TEL;WORK;VOICE:+49 (30) 23125-001',
      'TEL;CELL:0171 39200-10',
      'EMAIL;INTERNET:anna@weiss.example',
      'ADR;HOME:;;Hauptstraße 1;Köln;;50667;Deutschland',
      'BDAY:1980-05-17',
      'PHOTO;JPEG;BASE64:',
      ' /9j/4AAQSkZJRg==',
      '',
      'END:VCARD',
      'BEGIN:VCARD',
      'FN:Without number',
      'END:VCARD',
      'BEGIN:VCARD',
      'FN:Cut',
    ].join('\r\n');
    const answer = await admin(pbx).upload('adressbuch_vcard', 'a.vcf', Buffer.from(card, 'latin1'));
    expect(answer).toEqual({
      errors: [
        { err_str: 'row 16: at least one phone number is required' },
        { err_str: 'row 19: the card has no END' },
      ],
      warnings: [{ err_str: 'row 1: the photograph was left out' }],
    });
    expect(pbx.book().contacts.slice(before)).toEqual([
      {
        id: before + 1,
        groups: ['Clients'],
        columns: {
          Anrede: 'Frau',
          Vorname: 'Anna',
          Nachname: 'Müller',
          Displayname: 'Anna Müller',
          Firma: 'Weiß ; Söhne',
          Abteilung: 'Verkauf',
          Geburtstag: '17.05.1980',
          '1. Typ Telefonnummer': 'Geschäftlich',
          '1. Telefonnummer': '00493023125001',
          '2. Typ Telefonnummer': 'Mobil',
          '2. Telefonnummer': '01713920010',
          '1. Typ von Emailadresse': 'Geschäftlich',
          '1. Emailadresse': 'anna@weiss.example',
          '1. Typ Adresse': 'Privat',
          '1. Strasse': 'Hauptstraße 1',
          '1. Postleitzahl': '50667',
          '1. Ort': 'Köln',
          '1. Staat': 'Deutschland',
        },
      },
    ]);
  });

  it('refuses a file without cards', async () => {
    const pbx = await device({ contacts: 0 });
    expect(await admin(pbx).upload('adressbuch_vcard', 'b.vcf', Buffer.from('%PDF-1.7'))).toMatchObject({
      errors: [{ err_str: 'the file holds no vCard' }],
    });
  });
});
