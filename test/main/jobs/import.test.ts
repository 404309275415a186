import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toDevice } from '../../../core/device/store.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { writeCommanderCsv } from '../../../core/formats/csv/commander.ts';
import { ownTable } from '../../../core/formats/csv/own.ts';
import { writeCsv } from '../../../core/formats/csv/write.ts';
import { writeVcards } from '../../../core/formats/vcard/write.ts';
import { importOptions } from '../../../core/api/import.ts';
import { problemLine } from '../../../core/problem/problem.ts';
import { saveTemplate } from '../../../main/jobs/import-templates.ts';
import { problemAfter } from '../../problem-of.ts';
import { counts, Desk } from './import-help.ts';

const BOOK = [
  'Anrede;Vorname;Nachname;Firma;Telefon;Mobil;E-Mail',
  'Frau;Anna;Schäfer;Holzbau Schäfer GmbH;030 1234567;0171 2345678;anna@schaefer.example',
  'Herr;Jörg;Łukasz;;+49 40 7654321;;',
  ';;;Stadtwerke Nürnberg;0911 555-0;;info@stadtwerke.example',
].join('\r\n');

describe('importing a table', () => {
  it('creates contacts with everything that the columns hold, in one undo step', async () => {
    using desk = new Desk();
    const report = await desk.import(BOOK);
    expect(counts(report)).toEqual({ read: 3, created: 3, updated: 0, unchanged: 0, rejected: 0 });
    expect(desk.contacts()[0]).toMatchObject({
      salutation: 'Frau',
      givenName: 'Anna',
      familyName: 'Schäfer',
      company: 'Holzbau Schäfer GmbH',
      numbers: [
        { kind: 'main', value: '030 1234567', e164: '+49301234567' },
        { kind: 'mobile', value: '0171 2345678', e164: '+491712345678' },
      ],
      emails: [{ kind: 'other', value: 'anna@schaefer.example' }],
    });
    expect(report.rows.map((row) => row.row)).toEqual([2, 3, 4]);
    expect(desk.site.history(10)).toHaveLength(1);
    desk.site.undo();
    expect(desk.contacts()).toEqual([]);
  });

  it.each(['add', 'update', 'version-1', 'replace'] as const)(
    'pressed twice with policy %s doubles nothing',
    async (policy) => {
      using desk = new Desk();
      desk.group('Kunden', true);
      await desk.import(BOOK, { policy });
      const again = await desk.import(BOOK, { policy });
      expect(counts(again)).toEqual({ read: 3, created: 0, updated: 0, unchanged: 3, rejected: 0 });
      expect(desk.site.history(10)).toHaveLength(2);
    },
  );

  it('rejects what the device cannot hold with row, column and rule, and keeps the rest', async () => {
    using desk = new Desk();
    const file = 'Vorname;Nachname;Firma;Telefon\nAnna;Ott;;\nPaul;;;030 1234567\nMia;Ehrlich;;030 7654321';
    const report = await desk.import(file);
    expect(counts(report)).toEqual({ read: 3, created: 1, updated: 0, unchanged: 0, rejected: 2 });
    expect(report.rows[0]).toMatchObject({ row: 2, outcome: 'rejected', name: 'Anna Ott' });
    expect(report.rows[0]?.reasons[0]).toMatchObject({
      code: 'contact-no-number',
      row: 2,
      column: 'Telefon',
    });
    expect(report.rows[1]?.reasons[0]).toMatchObject({ code: 'contact-no-name', row: 3, column: 'Nachname' });
  });

  it('takes the text out of formulas that keep numbers as text', async () => {
    using desk = new Desk();
    const file = 'Vorname;Nachname;Telefon;Notiz\n="Anna";"=""Ott""";="0301234567";="a" & "b"\n';
    await desk.import(file);
    expect(desk.contacts()).toMatchObject([
      { givenName: 'Anna', familyName: 'Ott', note: '="a" & "b"', numbers: [{ value: '0301234567' }] },
    ]);
  });

  it('leaves out zero bytes that a program has left behind', async () => {
    using desk = new Desk();
    await desk.import('Vorname;Nachname;Telefon\nAnna;Ott\0;030 1234567\0');
    expect(desk.contacts()).toMatchObject([{ familyName: 'Ott', numbers: [{ e164: '+49301234567' }] }]);
  });

  it('knows the usual abbreviations of headers', async () => {
    using desk = new Desk();
    const header = 'Fa.;Abt.;Str.;Tel. dienstl.;Mob.;Rufnr.;N° tél.;Geb.-Datum;Anm.';
    const { columns } = await desk.inspect(`${header}\nOtt;Lager;Weg 1;1;2;3;4;17.05.1980;x\n`);
    expect(columns.map(({ target }) => target?.field)).toEqual([
      'company',
      'department',
      'street',
      'number',
      'number',
      'number',
      'number',
      'birthday',
      'note',
    ]);
    expect(columns.slice(3, 5).map(({ target }) => target)).toMatchObject([
      { kind: 'work' },
      { kind: 'mobile' },
    ]);
  });

  it('names the column that a value came from, where the device cannot hold it', async () => {
    using desk = new Desk();
    const header = 'Vorname;Nachname;Mobil;Fax geschäftlich;Telefon privat;Pager;Telefon;E-Mail;E-Mail 2';
    const first = 'Anna;Ott;0171 1234567;030 1234561;030 1234562;0171 1234563;030 1234564;a@x.de;☎@x.de';
    const columns = async (row: string) => {
      const { rows } = await desk.import(`${header}\n${row}`);
      return rows[0]?.reasons.map(({ code, column }) => [code, column]);
    };
    expect(await columns(first)).toEqual([
      ['device-surplus', 'Telefon'],
      ['device-number-kind', 'Fax geschäftlich'],
      ['device-number-kind', 'Pager'],
      ['device-characters', 'E-Mail 2'],
    ]);
    // What only the site held stands in no column of the second file.
    expect(await columns('Anna;Ott;0171 1234567;;;;030 1234565;;')).toEqual([
      ['device-surplus', undefined],
      ['device-surplus', 'Telefon'],
      ['device-number-kind', undefined],
      ['device-number-kind', undefined],
      ['device-characters', undefined],
    ]);
  });

  it('leaves out a number that a spreadsheet has rounded and says so', async () => {
    using desk = new Desk();
    const report = await desk.import(
      'Vorname;Nachname;Telefon;Mobil\nAnna;Ott;"4,93017E+11";030 1234567\nMia;Ehr;4.93017E+11;',
    );
    expect(report.rows[0]).toMatchObject({ outcome: 'created' });
    expect(report.rows[0]?.reasons).toMatchObject([
      { code: 'number-spreadsheet', severity: 'warning', row: 2, column: 'Telefon', value: '4,93017E+11' },
    ]);
    expect(desk.contacts()[0]?.numbers).toHaveLength(1);
    expect(report.rows[1]?.outcome).toBe('rejected');
    expect(report.rows[1]?.reasons.map((it) => it.code)).toEqual(['number-spreadsheet', 'contact-no-number']);
  });

  it('writes nothing when every row is rejected', async () => {
    using desk = new Desk();
    const revision = desk.site.revision();
    const report = await desk.import('Vorname;Nachname;Telefon\nAnna;Ott;\n', { groups: ['Neu'] });
    expect(report.rejected).toBe(1);
    expect(desk.site.revision()).toBe(revision);
    expect(desk.site.groups()).toEqual([]);
  });

  it.each([
    ['only a header', 'Vorname;Nachname;Telefon\n'],
    ['only empty rows', 'Vorname;Nachname;Telefon\n; ;\n;;\n'],
  ])('refuses a file with %s', async (_, file) => {
    using desk = new Desk();
    await expect(desk.preview(file)).rejects.toMatchObject({ problem: { code: 'import-empty' } });
  });

  it('leaves out the rows that the user has unticked', async () => {
    using desk = new Desk();
    const report = await desk.import(BOOK, { exclude: [3] });
    expect(report.rows.map((row) => row.row)).toEqual([2, 4]);
  });

  it('refuses to carry out a plan after the site has changed', async () => {
    using desk = new Desk();
    const { plan } = await desk.preview(BOOK);
    desk.group('Dazwischen');
    await expect(desk.session.commit(plan, desk.context())).rejects.toMatchObject({
      problem: { code: 'plan-outdated' },
    });
    expect(desk.contacts()).toEqual([]);
  });

  it('stops when cancelled, with nothing written, and reports its phases otherwise', async () => {
    using desk = new Desk();
    const abort = new AbortController();
    abort.abort();
    const { plan } = await desk.preview(BOOK);
    await expect(desk.session.commit(plan, desk.context(abort.signal))).rejects.toMatchObject({
      problem: { code: 'cancelled' },
    });
    expect(desk.contacts()).toEqual([]);
    await desk.import(BOOK);
    expect(new Set(desk.progress.map((it) => it.phase))).toEqual(new Set(['read-file', 'map', 'store']));
  });
});

describe('columns', () => {
  it('shows what it understood, with samples, and why', async () => {
    using desk = new Desk('FR');
    const file = '\ufeffKurzwahl;Rufnummer;Name\r\n8600;0145678901;Dupont H\r\n8601;0612345678;Dupont M\r\n';
    const inspection = await desk.inspect(file);
    expect(inspection).toMatchObject({
      format: 'csv',
      records: 2,
      template: { id: 'auerswald-b', matched: 3, columns: 3 },
      reading: { encoding: 'utf-8', delimiter: ';', headerRow: 1 },
    });
    expect(inspection.columns[1]).toEqual({
      header: 'Rufnummer',
      samples: ['0145678901', '0612345678'],
      target: { field: 'number', slot: 1 },
    });
  });

  it('finds the header behind a preamble', async () => {
    using desk = new Desk();
    const file = [
      'Notes:',
      '"When exporting, some addresses may be missing"',
      '',
      'First Name,Last Name,URL,Email Address,Company,Position,Connected On',
      'Ada,Lovelace,https://example.org/ada,ada@example.org,Engines Ltd,Analyst,10 Dec 2020',
    ].join('\n');
    const inspection = await desk.inspect(file);
    expect(inspection.reading.headerRow).toBe(4);
    expect(inspection.records).toBe(1);
    expect(inspection.problems).toEqual([]);
    expect(inspection.columns.map((it) => it.target?.field ?? null)).toEqual([
      'givenName',
      'familyName',
      'url',
      'email',
      'company',
      'position',
      null,
    ]);
  });

  it('measures rows by the table, not by a preamble', async () => {
    using desk = new Desk();
    const panasonic = '; Panasonic Communications Phonebook\r\n"Ott Anna",1,030111111,0171222222,\r\n';
    expect((await desk.inspect(panasonic)).problems).toEqual([]);
    const wide = await desk.inspect('Liste\nVorname;Nachname;Telefon\nAnna;Ott;030 1;zu viel;');
    expect(wide.problems).toMatchObject([{ code: 'csv-row-wide', row: 3, value: 'zu viel' }]);
  });

  it('reads a file without header by what its columns look like', async () => {
    using desk = new Desk();
    const report = await desk.import(
      'Anna Ott;030 1234567;anna@ott.example\nMia von der Heide;0171 2345678;\n',
    );
    expect(report.created).toBe(2);
    expect(desk.contacts()[1]).toMatchObject({ givenName: 'Mia', familyName: 'von der Heide' });
    expect(report.rows[0]?.row).toBe(1);
  });

  it('takes a mapping made by hand, and knows it again once saved', async () => {
    using desk = new Desk();
    const file = 'kdnr;wer;fon1\n17;Ott & Söhne KG;030 1234567\n';
    const mapping = [
      null,
      { field: 'company' as const },
      { field: 'number' as const, slot: 1, kind: 'work' as const },
    ];
    const id = saveTemplate(desk.site, 'Kasse', {
      headers: ['kdnr', 'wer', 'fon1'],
      mapping,
      reading: {},
      rules: {},
    });
    const inspection = await desk.inspect(file);
    expect(inspection.template).toMatchObject({ id, name: 'Kasse' });
    expect(inspection.columns.map((it) => it.target)).toEqual(mapping);
    await desk.import(file, { mapping });
    expect(desk.contacts()[0]).toMatchObject({ company: 'Ott & Söhne KG', numbers: [{ kind: 'work' }] });
  });

  it('refuses a template that does not exist', async () => {
    using desk = new Desk();
    await expect(desk.preview(BOOK, { template: 'lotus' })).rejects.toMatchObject({
      problem: { code: 'template-unknown', value: 'lotus' },
    });
  });
});

describe('products’ files', () => {
  it('OVH: family name first, dialling codes, company instead of group', async () => {
    using desk = new Desk('FR');
    const file = [
      'group;surname;name;workPhone;workMobile;homePhone;homeMobile;countryCode',
      'Aucune;OVH;Support;100000000;;;;33',
      'Acme;Peeters;Jan;031234567;;;;32',
    ].join('\n');
    const report = await desk.import(file);
    expect(report.created).toBe(2);
    expect(desk.contacts()).toMatchObject([
      {
        familyName: 'OVH',
        givenName: 'Support',
        company: '',
        numbers: [{ kind: 'work', e164: '+33100000000' }],
      },
      { familyName: 'Peeters', company: 'Acme', numbers: [{ e164: '+3231234567' }] },
    ]);
  });

  it('Google: labels, preferred marks, joined values, its own groups', async () => {
    using desk = new Desk('US');
    const file = [
      'First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Organization Name,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value',
      'Grace,B.,Hopper,Dr.,PhD,Navy,1906-12-09,Likes clocks,* myContacts ::: Computing,* Work,grace@navy.example,* Mobile,+1 212 555 0100,Home Fax,(212) 555-0101 ::: (212) 555-0102',
    ].join('\n');
    await desk.import(file);
    expect(desk.contacts()[0]).toMatchObject({
      salutation: 'Dr.',
      givenName: 'Grace B.',
      familyName: 'Hopper PhD',
      birthday: '1906-12-09',
      groups: ['Computing'],
      emails: [{ kind: 'work', value: 'grace@navy.example' }],
      numbers: [
        { kind: 'mobile', e164: '+12125550100' },
        { kind: 'fax-home', e164: '+12125550101' },
        { kind: 'fax-home', e164: '+12125550102' },
      ],
    });
  });

  it('Outlook in French: two columns Titre, birthday that is none', async () => {
    using desk = new Desk('FR');
    const file = [
      '"Titre","Prénom","Nom","Société","Service","Titre","Rue (bureau)","Rue (bureau) 2","Code postal (bureau)","Ville (bureau)","Téléphone (bureau)","Tél. mobile","Adresse de messagerie","Anniversaire"',
      '"Mme","Zoé","Lefèvre","Œuvres SA","Ventes","Directrice","1 rue de la Paix","Bât. B","75002","Paris","01 42 68 53 00","06 12 34 56 78","zoe@oeuvres.example","0.0.00"',
    ].join('\r\n');
    const report = await desk.import(file);
    expect(desk.contacts()[0]).toMatchObject({
      salutation: 'Mme',
      position: 'Directrice',
      birthday: '',
      addresses: [{ kind: 'work', street: '1 rue de la Paix, Bât. B', postalCode: '75002', city: 'Paris' }],
      numbers: [{ e164: '+33142685300' }, { e164: '+33612345678' }],
    });
    expect(report.rows[0]?.reasons.map((it) => it.code)).not.toContain('import-birthday');
  });

  it('Thunderbird: a birthday in three columns', async () => {
    using desk = new Desk();
    const header =
      'Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Tel. dienstlich,Geburtsjahr,Geburtsmonat,Geburtstag';
    await desk.import(`${header}\nAnna,Ott,Die Otte,a@ott.example,030 1234567,1980,5,7\n`);
    expect(desk.contacts()[0]).toMatchObject({ birthday: '1980-05-07', displayName: 'Die Otte' });
  });

  it('phone book version 1: one contact a row, the kind behind the name, its own group', async () => {
    using desk = new Desk('DE');
    const file =
      'Kurzwahl;Rufnummer;Name\n8600;0301234567;Hans Ott H\n;01712345678;Hans Ott M\n;0911555;Stadtwerke\n';
    await desk.import(file, { policy: 'version-1' });
    expect(desk.site.groups()).toMatchObject([{ name: 'Telefonbuch Version 1', kind: 'version-1' }]);
    expect(desk.contacts()).toMatchObject([
      { givenName: 'Hans', familyName: 'Ott', shortCode: '8600', numbers: [{ kind: 'home' }] },
      { givenName: 'Hans', familyName: 'Ott', shortCode: '', numbers: [{ kind: 'mobile' }] },
      { familyName: 'Stadtwerke', numbers: [{ kind: 'main' }], groups: ['Telefonbuch Version 1'] },
    ]);
    const again = await desk.import(file, { policy: 'version-1' });
    expect(counts(again)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    const other = await desk.import(file.replace('8600', '8601'), { policy: 'version-1' });
    expect(counts(other)).toMatchObject({ created: 1, unchanged: 2 });
  });

  it('the COMmander’s own: words for kinds, quotes behind backslashes', async () => {
    using desk = new Desk();
    const file =
      '"Vorname";"Nachname";"Firma";"1. Typ Telefonnummer";"1. Telefonnummer";"2. Typ Telefonnummer";"2. Telefonnummer";"3. Typ Telefonnummer";"3. Telefonnummer";"4. Typ Telefonnummer";"4. Telefonnummer";\n' +
      '"Anna";"Ott";"Zum \\"Anker\\"";"Haupttelefon";"0049301234567";"Geschäftlich";"0301234568";"Privat";"0301234569";"Mobil";"01712345678";';
    await desk.import(file);
    expect(desk.contacts()[0]).toMatchObject({
      company: 'Zum "Anker"',
      numbers: [
        { kind: 'main', e164: '+49301234567' },
        { kind: 'work' },
        { kind: 'home' },
        { kind: 'mobile', e164: '+491712345678' },
      ],
    });
  });
});

describe('policies', () => {
  const CHANGED = BOOK.replace('0171 2345678', '0171 9999999').replace('Frau', 'Dr.');

  it('update fills and overwrites what the file says, and empties nothing', async () => {
    using desk = new Desk();
    await desk.import(BOOK);
    const preview = await desk.preview(CHANGED);
    expect(counts(preview)).toMatchObject({ created: 0, updated: 1, unchanged: 2 });
    const detail = desk.session.row(preview.plan, 2);
    expect(detail.before).toMatchObject({ salutation: 'Frau' });
    expect(detail.after).toMatchObject({ salutation: 'Dr.' });
    await desk.session.commit(preview.plan, desk.context());
    expect(desk.contacts()[0]).toMatchObject({
      salutation: 'Dr.',
      numbers: [{ e164: '+49301234567' }, { e164: '+491712345678' }, { e164: '+491719999999' }],
    });
    const short = await desk.import('Nachname;Vorname;Telefon\nSchäfer;Anna;030/1234567\n');
    expect(counts(short)).toMatchObject({ updated: 0, unchanged: 1 });
  });

  it('add makes a new contact of a row that differs', async () => {
    using desk = new Desk();
    await desk.import(BOOK);
    const report = await desk.import(CHANGED, { policy: 'add' });
    expect(counts(report)).toMatchObject({ created: 1, unchanged: 2 });
    expect(report.rows[0]?.reasons.map((it) => it.code)).toContain('import-namesake');
  });

  it('update says when several contacts could be meant, and takes one of them', async () => {
    using desk = new Desk();
    await desk.import(BOOK);
    await desk.import(CHANGED, { policy: 'add' });
    const third = BOOK.replace('Frau', 'Prof.');
    const report = await desk.import(third);
    expect(counts(report)).toMatchObject({ created: 0, updated: 1 });
    expect(report.rows[0]?.reasons.map((it) => it.code)).toContain('import-ambiguous');
    expect(counts(await desk.import(third))).toMatchObject({ created: 0, updated: 0 });
  });

  it('an unchanged contact joins a group that was asked for, and stays as it is without one', async () => {
    using desk = new Desk();
    await desk.import(BOOK);
    desk.group('Standard', true);
    expect(counts(await desk.import(BOOK))).toMatchObject({ updated: 0, unchanged: 3 });
    const report = await desk.import(BOOK, { groups: ['Kunden'] });
    expect(counts(report)).toMatchObject({ updated: 3, unchanged: 0 });
    expect(report.problems).toMatchObject([{ code: 'import-group-created', value: 'Kunden' }]);
    expect(desk.contacts().map((it) => it.groups)).toEqual([['Kunden'], ['Kunden'], ['Kunden']]);
  });

  it('new contacts go to the standard groups, unless the file or the user names others', async () => {
    using desk = new Desk();
    desk.group('Standard', true);
    await desk.import('Nachname;Telefon;Gruppe\nOtt;030 1234567;\nEhr;030 1234568;Kunden, Presse\n');
    expect(desk.contacts().map((it) => it.groups)).toEqual([['Standard'], ['Kunden', 'Presse']]);
  });

  it('replace makes the group hold exactly the contacts of the file, and deletes nobody', async () => {
    using desk = new Desk();
    desk.group('Kunden');
    await desk.import(BOOK, { groups: ['Kunden'] });
    const one = BOOK.split('\r\n').slice(0, 2).join('\r\n');
    const report = await desk.import(`${one}\r\n;Neu;Person;;030 222222;;`, {
      policy: 'replace',
      groups: ['Kunden'],
    });
    expect(counts(report)).toMatchObject({ created: 1, unchanged: 1 });
    expect(report.problems).toMatchObject([
      { code: 'import-group-leaves', value: 'Kunden', params: { count: 2 } },
    ]);
    expect(desk.contacts().map((it) => it.groups)).toEqual([['Kunden'], [], [], ['Kunden']]);
  });

  it('replace without any group is refused', async () => {
    using desk = new Desk();
    await expect(desk.preview(BOOK, { policy: 'replace' })).rejects.toMatchObject({
      problem: { code: 'import-replace-no-group' },
    });
  });

  it('refuses a group that Google fills', async () => {
    using desk = new Desk();
    desk.site.change('create-group', 'G', { kind: 'hand' }, (change) => change.ensureGroup('G', 'google'));
    await expect(desk.preview(BOOK, { groups: ['G'] })).rejects.toMatchObject({
      problem: { code: 'import-group-read-only', value: 'G' },
    });
  });

  it('finds the same person twice in one file', async () => {
    using desk = new Desk();
    const file =
      'Vorname;Nachname;Telefon;E-Mail\nAnna;Ott;030 1234567;\nAnna;Ott;+49 30 1234567;\nAnna;Ott;0049301234567;a@ott.example\n';
    const report = await desk.import(file);
    expect(report.rows.map((row) => row.outcome)).toEqual(['created', 'unchanged', 'updated']);
    expect(desk.contacts()).toHaveLength(1);
    expect(desk.contacts()[0]?.emails).toHaveLength(1);
  });
});

describe('our own files read again', () => {
  const RICH = [
    'Anrede;Vorname;Nachname;Anzeigename;Firma;Abteilung;Position;Geburtstag;Kurzwahl;Notiz;Gruppe;Telefon;Telefon privat;Fax;Mobil;Durchwahl;E-Mail;E-Mail 2;Webseite;Straße geschäftlich;PLZ geschäftlich;Ort geschäftlich;Land geschäftlich',
    'Frau;Anna Maria;Łukasz-Œhler;;Zum "Anker" GmbH;Einkauf;Leiterin;17.5.1980;7001;"=1+1, sagt sie";"Kunden, Presse";030 1234567;+33 1 42 68 53 00;030 1234568;0171 2345678;**610;anna@anker.example;A.M@anker.example;https://anker.example/;Hauptstr. 1;10115;Berlin;Deutschland',
    ';;;Nur ein Name;;;;;;;;0043 1 5880010;;;;;;;;;;;',
    ';;;;Café Œuvre;;;;;;;+352 27 12 34;;;;200;;;;;;;',
  ].join('\n');

  const site = async (): Promise<Desk> => {
    const desk = new Desk();
    const report = await desk.import(RICH);
    expect(counts(report)).toMatchObject({ created: 3, rejected: 0 });
    return desk;
  };
  const unchanged = { created: 0, updated: 0, unchanged: 3, rejected: 0 };

  it.each(['add', 'update'] as const)('own CSV changes nothing (%s)', async (policy) => {
    using desk = await site();
    const file = writeCsv(
      ownTable(
        desk.contacts().map((it) => ({ ...it, photo: null })),
        'DE',
      ).rows,
    );
    expect((await desk.inspect(file)).template?.id).toBe('switchbook');
    expect(counts(await desk.import(file, { policy }))).toMatchObject(unchanged);
  });

  it.each(['add', 'update'] as const)('COMmander CSV changes nothing (%s)', async (policy) => {
    using desk = await site();
    const profile = deviceProfile('commander-6000');
    const { bytes: file } = writeCommanderCsv(
      desk.contacts().map((it) => toDevice(it, profile, 'DE').record),
    );
    expect((await desk.inspect(file)).template?.id).toBe('auerswald-a');
    expect(counts(await desk.import(file, { policy }))).toMatchObject(unchanged);
  });

  it.each(['2.1', '3.0', '4.0'] as const)('vCard %s changes nothing', async (version) => {
    using desk = await site();
    const file = writeVcards(
      desk.contacts().map((it) => ({ ...it, photo: null })),
      version,
    );
    const report = await desk.import(file, {}, 'cards.vcf');
    expect(counts(report)).toMatchObject(unchanged);
  });
});

describe('cards', () => {
  const CARDS =
    'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ott;Anna;;;\r\nFN:Anna Ott\r\nTEL;TYPE=CELL:0171 2345678\r\nPHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=\r\nCATEGORIES:Kunden\r\nEND:VCARD\r\n' +
    'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ehr;Mia;;;\r\nFN:Mia Ehr\r\nEND:VCARD\r\n';

  it('are numbered by the line of BEGIN, read with the country, and bring their picture', async () => {
    using desk = new Desk();
    const report = await desk.import(CARDS, {}, 'cards.vcf');
    expect(report.rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      [1, 'created'],
      [9, 'rejected'],
    ]);
    const [contact] = desk.contacts();
    expect(contact).toMatchObject({ numbers: [{ e164: '+491712345678' }], groups: ['Kunden'] });
    expect(contact?.photo).not.toBeNull();
    expect(counts(await desk.import(CARDS, {}, 'cards.vcf'))).toMatchObject({ unchanged: 1, updated: 0 });
  });
});

describe('a site file', () => {
  it.each([
    ['as it is', (bytes: Buffer) => bytes],
    ['without its header', (bytes: Buffer) => bytes.fill(0, 0, 100)],
    ['larger than any file of contacts', (bytes: Buffer) => Buffer.concat([bytes], 101 * 1024 * 1024)],
  ])('is opened, not imported: %s', async (_, changed) => {
    using desk = new Desk();
    using other = new Desk();
    await other.import(BOOK);
    other.site.close();
    const bytes = changed(readFileSync(join(other.folder, 'test.switchbook')));
    const problem = await problemAfter(desk.preview(bytes, {}, 'test.switchbook'));
    expect(problem).toMatchObject({ code: 'import-site', value: 'test.switchbook' });
    expect(problemLine(problem, 'de')).toMatch(/Anlage von Switchbook.* Öffnen Sie sie als Anlage\. /);
  });
});

describe('the preview', () => {
  it('lists rows that need eyes first, and by outcome', async () => {
    using desk = new Desk();
    const file = 'Vorname;Nachname;Telefon\nAnna;Ott;030 1234567\nMia;Ehr;\nIda;Ku;12345678901234567890\n';
    const { plan } = await desk.preview(file);
    expect(desk.session.rows(plan, 'all', 0, 10).rows.map((it) => it.row)).toEqual([3, 4, 2]);
    expect(desk.session.rows(plan, 'problems', 0, 1)).toMatchObject({ total: 2, rows: [{ row: 3 }] });
    expect(desk.session.rows(plan, 'rejected', 0, 10).total).toBe(1);
    expect(() => desk.session.rows('gone', 'all', 0, 1)).toThrow('plan-unknown');
  });

  it('hands the rejected rows back with their reasons, ready to be corrected', async () => {
    using desk = new Desk();
    const file = '"Kurzwahl";"Rufnummer";"Name"\n;;"Ott; Anna"\n;030 1234567;Ehr\n';
    const { plan } = await desk.preview(file);
    const { bytes, fileName } = desk.session.rejects(plan, 'de');
    expect(fileName).toBe('file-rejected.csv');
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(text.split('\n')[0]).toBe('"Kurzwahl";"Rufnummer";"Name";"Switchbook: Grund"');
    expect(text.split('\n')[1]).toMatch(/^;;"Ott; Anna";".+\."$/);
    const corrected = text.replace(';;"Ott', ';030 7654321;"Ott');
    const report = await desk.import(corrected, { template: 'version-1-csv' });
    expect(counts(report)).toMatchObject({ read: 1, created: 1 });
  });

  it('checks options before anything else', () => {
    expect(importOptions.safeParse({ policy: 'merge' }).success).toBe(false);
  });
});
