/** The jobs that take files in and hand them out, by keyboard alone. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeText } from '../../../core/formats/encode.ts';
import { readXlsx } from '../../../core/formats/xlsx/read.ts';
import { Application } from '../application.ts';
import { skipJourneys } from '../browser.ts';
import { Office } from './office.ts';
import { Person } from './person.ts';
import { languages } from './vocabulary.ts';

/** As French Outlook writes it; the last row has no number. */
const OUTLOOK = [
  '"Titre","Prénom","Nom","Société","Service","Téléphone (bureau)","Tél. mobile","Adresse de messagerie"',
  '"M.","Gaël","Pélissier","Menuiserie Pélissier","Atelier","01 99 00 21 10","",""',
  '"Mme","Zoé","Lefèvre","","","","+49 171 39200 11",""',
  '"","Noël","Vasseur","","","","",""',
].join('\r\n');

const CARD = [
  'BEGIN:VCARD',
  'VERSION:2.1',
  'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=B6=C3=9Fe;J=C3=B6rg',
  'TEL;WORK:+49 30 23125 103',
  'END:VCARD',
  '',
].join('\r\n');

const PEOPLE = [
  {
    givenName: 'Angus',
    familyName: 'Whitaker',
    numbers: [{ kind: 'work' as const, value: '+44 113 496 1209' }],
    groups: ['Clients'],
  },
  {
    givenName: 'Aline',
    familyName: 'Besson',
    numbers: [{ kind: 'work' as const, value: '01 99 00 10 01' }],
    groups: ['Clients'],
  },
];

const readsCodes = spawnSync('zbarimg', ['--version']).status === 0;
if (!readsCodes && process.env['CI'] !== undefined) throw new Error('zbarimg is missing');

describe.skipIf(skipJourneys).each(languages)('files in $language, by keyboard alone', ({ language }) => {
  const office = new Office();
  let site: string;
  let application: Application;
  let person: Person;
  beforeAll(async () => {
    site = await office.site('files', PEOPLE);
    application = await Application.open(site);
    person = await Person.at(application, language);
  });
  afterAll(async () => {
    await application.close();
    office.close();
    expect(application.complaints).toEqual([]);
  });

  const choose = async (name: string, bytes: Uint8Array | string) => {
    const path = office.path(name);
    writeFileSync(path, bytes);
    await person.press('Control+i');
    await person.reach('button', person.words.importing('file.choose'));
    await person.answerWithFile(path, () => person.press('Enter'));
    await person.sees('heading', person.words.importing('columns.title', { file: name }));
  };
  const next = () => person.use('button', person.words.importing('next'));

  it('a CSV file is recognised by a template, previewed, and imported into a group; the bad row stays out', async () => {
    const { importing } = person.words;
    await choose('contacts.csv', encodeText(OUTLOOK, 'windows-1252').bytes);
    await person.reads(new RegExp(importing('template.matched', { matched: 8, columns: 8 })));
    await next();
    await person.fill(importing('groups'), 'Salon 2026', 'combobox');
    await person.press('Enter');
    await next();
    const commit = importing('commit', { count: 2 });
    await person.sees('button', commit);
    expect(await office.contacts(site, { search: 'Pélissier' })).toEqual([]);
    await person.use('button', commit);
    await person.sees('heading', importing('report.title', { file: 'contacts.csv' }));
    expect(await office.contacts(site, { group: 'Salon 2026' })).toMatchObject([
      { familyName: 'Pélissier', company: 'Menuiserie Pélissier', numbers: [{ e164: '+33199002110' }] },
      { familyName: 'Lefèvre', numbers: [{ kind: 'mobile', e164: '+491713920011' }] },
    ]);
  });

  it('a vCard 2.1 is imported', async () => {
    const { importing } = person.words;
    await person.use('button', importing('report.another'));
    await choose('groesse.vcf', CARD);
    await next();
    await next();
    await person.use('button', importing('commit', { count: 1 }));
    await person.sees('heading', importing('report.title', { file: 'groesse.vcf' }));
    expect(await office.contacts(site, { search: 'größe' })).toMatchObject([
      { givenName: 'Jörg', familyName: 'Größe', numbers: [{ kind: 'work', e164: '+493023125103' }] },
    ]);
  });

  /** All contacts, as a file of this format, once the legal notice is accepted. */
  const exported = async (format: string) => {
    const { exporting } = person.words;
    await person.press('Control+1', 'Control+f', 'Escape', 'Control+e');
    await person.sees('dialog', exporting('title'));
    await person.reach('combobox', exporting('format'));
    await person.retype(format);
    await person.press('ArrowDown', 'Enter');
    const go = await person.sees('button', exporting('export'));
    expect(await go.getAttribute('disabled')).not.toBeNull();
    await person.reach('checkbox', exporting('accept'));
    await person.press('Space');
    const file = await person.saves(() => person.use('button', exporting('export')));
    return file.bytes;
  };
  const families = async () => (await office.contacts(site)).map(({ familyName }) => familyName).sort();
  const FAMILIES = /Whitaker|Besson|Lefèvre|Pélissier|Größe/g;

  it('all contacts are exported as CSV, and not before the legal notice is accepted', async () => {
    const table = (await exported(person.words.terms('format.csv'))).toString('utf8');
    expect([...new Set(table.match(FAMILIES))].sort()).toEqual(await families());
  });

  it('all contacts are exported as an Excel workbook', async () => {
    const { table } = readXlsx(await exported(person.words.terms('format.xlsx')));
    const found = JSON.stringify(table).match(FAMILIES);
    expect([...new Set(found)].sort()).toEqual(await families());
  });

  it('all contacts are exported as vCards', async () => {
    const cards = (await exported(person.words.terms('format.vcard-3.0'))).toString('utf8');
    expect(cards.match(/^FN:/gm)).toHaveLength((await families()).length);
  });

  it.skipIf(!readsCodes)('a QR code on the screen gives the contact to a foreign reader', async () => {
    const { contacts } = person.words;
    await person.press('Control+1', 'Control+f');
    await person.type('whitaker');
    await expect.poll(() => person.column('name')).toEqual(['Angus Whitaker']);
    await person.press('ArrowDown');
    await person.use('button', contacts('qr'));
    await person.sees('img', `${contacts('qr')}: Angus Whitaker`);
    const screen = office.path('screen.png');
    await expect
      .poll(async () => {
        writeFileSync(screen, await person.photograph());
        return spawnSync('zbarimg', ['--quiet', '--raw', screen], { encoding: 'utf8' }).stdout;
      })
      .toMatch(/BEGIN:VCARD[\s\S]*Whitaker[\s\S]*\+441134961209/);
    await person.press('Escape');
  });
});
