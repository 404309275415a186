import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeText } from '../../../core/formats/encode.ts';
import { command } from '../../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-cli-'));
const at = (name: string): string => join(folder, name);
let site = '';
let count = 0;

const json = (...words: string[]) => {
  const { code, stdout } = command([...words, '--json']);
  const document: unknown = JSON.parse(stdout);
  return { code, document };
};
const imported = (file: string, ...words: string[]) => json('import', at(file), '--site', site, ...words);
const contacts = (...words: string[]) => json('contacts', '--site', site, ...words).document;

beforeEach(() => {
  site = at(`office-${++count}.switchbook`);
  expect(command(['site', 'create', site, '--device', 'commander-6000', '--country', 'FR']).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The header of French Outlook has `Titre` twice: the salutation, then the job title. */
const OUTLOOK = [
  '"Titre","Prénom","Nom","Société","Service","Titre","Téléphone (bureau)","Tél. mobile","Adresse de messagerie"',
  '"M.","Gaël","Pélissier","Menuiserie Pélissier","Atelier","Gérant","01 99 00 12 34","06 39 98 00 11","gael@menuiserie.example"',
  '"Mme","Zoé","d’Arcy","","","","","+49 171 39200 11",""',
  '"","","","","","","01 99 00 55 66","",""',
  '"","Noël","Vasseur","","","","","",""',
].join('\r\n');

describe('the command line imports', () => {
  it('a French Outlook file in windows-1252: good rows go in, bad ones are named with row, rule and remedy', () => {
    writeFileSync(at('outlook.csv'), encodeText(OUTLOOK, 'windows-1252').bytes);
    const { code, document } = imported('outlook.csv');
    expect(code).toBe(4);
    expect(document).toMatchObject({ read: 4, created: 2, updated: 0, unchanged: 0, rejected: 2 });
    expect(document).toMatchObject({
      rows: [
        { row: 2, outcome: 'created', reasons: [] },
        { row: 3, outcome: 'created' },
        {
          row: 4,
          outcome: 'rejected',
          reasons: [{ code: expect.stringMatching(/name/), message: expect.stringMatching(/\w/) }],
        },
        {
          row: 5,
          outcome: 'rejected',
          reasons: [{ code: expect.stringMatching(/number/), message: expect.stringMatching(/\w/) }],
        },
      ],
    });
    expect(contacts('--search', 'Pélissier')).toMatchObject({
      total: 1,
      contacts: [
        {
          salutation: 'M.',
          givenName: 'Gaël',
          familyName: 'Pélissier',
          company: 'Menuiserie Pélissier',
          department: 'Atelier',
          position: 'Gérant',
          numbers: [
            { kind: 'work', value: '01 99 00 12 34', e164: '+33199001234' },
            { kind: 'mobile', value: '06 39 98 00 11', e164: '+33639980011' },
          ],
          emails: [{ value: 'gael@menuiserie.example' }],
          groups: [],
          photo: null,
        },
      ],
    });
    expect(contacts('--search', '0639 98')).toMatchObject({ total: 1 });
    expect(contacts('--search', 'pelis')).toMatchObject({ total: 1 });
  });

  it('the same file twice without doubling anybody, whatever the policy', () => {
    writeFileSync(at('outlook.csv'), encodeText(OUTLOOK, 'windows-1252').bytes);
    for (const policy of ['add', 'update', 'version-1']) {
      imported('outlook.csv', '--policy', policy);
      expect(contacts()).toMatchObject({ total: 2 });
    }
    expect(imported('outlook.csv').document).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  });

  it('a preview changes nothing, and undo takes the import back', () => {
    writeFileSync(at('outlook.csv'), encodeText(OUTLOOK, 'windows-1252').bytes);
    expect(imported('outlook.csv', '--dry-run').document).toMatchObject({ created: 2 });
    expect(contacts()).toMatchObject({ total: 0 });
    imported('outlook.csv');
    expect(json('undo', '--site', site).document).toMatchObject({ undone: { action: 'import' } });
    expect(contacts()).toMatchObject({ total: 0 });
    json('redo', '--site', site);
    expect(contacts()).toMatchObject({ total: 2 });
  });

  it('its own exports without a change, in every format that keeps everything the device has', () => {
    writeFileSync(at('outlook.csv'), encodeText(OUTLOOK, 'windows-1252').bytes);
    imported('outlook.csv', '--group', 'Fournisseurs');
    const before = contacts();
    for (const format of ['csv', 'xlsx', 'vcard-2.1', 'vcard-3.0', 'vcard-4.0', 'commander-csv']) {
      const file = `again-${format}.${format === 'xlsx' ? 'xlsx' : format.startsWith('vcard') ? 'vcf' : 'csv'}`;
      const exported = json(
        'export',
        '--site',
        site,
        '--format',
        format,
        '--output',
        at(file),
        '--accept-privacy-notice',
      );
      expect(exported).toMatchObject({ code: 0, document: { contacts: 2 } });
      expect(imported(file).document, format).toMatchObject({
        read: 2,
        created: 0,
        updated: 0,
        unchanged: 2,
        rejected: 0,
      });
    }
    expect(contacts()).toEqual(before);
  });

  it('and exports the COMmander’s file byte for byte', () => {
    writeFileSync(
      at('one.csv'),
      'Kontakt;Vorname;Nachname;Firma;Telefon\n;Jörg;"Sa""id";Müller & Söhne;+49 30 23125 118\n',
    );
    imported('one.csv');
    json(
      'export',
      '--site',
      site,
      '--format',
      'commander-csv',
      '--output',
      at('pbx.csv'),
      '--accept-privacy-notice',
    );
    const text = readFileSync(at('pbx.csv')).toString('latin1');
    const [header = '', row = ''] = text.split('\n');
    expect(header.startsWith('"Anrede";"Vorname";"Nachname";"Displayname";"Firma";')).toBe(true);
    expect(header.endsWith('"3. Ort";"3. Staat";')).toBe(true);
    expect(header.split(';')).toHaveLength(46);
    expect(row).toMatch(/^;"Jörg";"Sa\\"id";;"Müller & Söhne";;;;;;"[A-Za-zä]+";"00493023125118";/);
    expect(row.endsWith(';')).toBe(true);
    expect(text.split('\n')).toHaveLength(2);
  });

  it('nothing without the privacy notice', () => {
    const { code, stderr } = command(['export', '--site', site, '--format', 'csv', '--output', at('no.csv')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/notice/i);
    expect(() => readFileSync(at('no.csv'))).toThrow();
  });

  it.each([
    ['empty.csv', Buffer.alloc(0)],
    ['really-a.csv', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n')],
    ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ['truncated.xlsx', Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000broken')],
    ['one-line.csv', Buffer.alloc(50 * 1024 * 1024, 'x')],
    ['no-end.vcf', Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nN:Vasseur;Noël;;;\r\nTEL:+33199001234\r\n')],
    ['header-only.csv', Buffer.from('Vorname;Nachname;Telefon\n')],
    ['nul.csv', Buffer.from('\u0000\u0001\u0002\u0003\u0000\u0000binary\u0000')],
  ])('of %s: one clear sentence, nothing written', (name, bytes) => {
    writeFileSync(at(name), bytes);
    const { code, stdout, stderr } = command(['import', at(name), '--site', site]);
    expect([1, 4]).toContain(code);
    const said = `${stdout}${stderr}`;
    expect(said).not.toMatch(/\bat .*\.js:|internal|undefined|\[object/);
    expect(said.trim().length).toBeGreaterThan(20);
    expect(said.trim().length).toBeLessThan(1000);
    expect(contacts()).toMatchObject({ total: 0 });
    expect(json('history', '--site', site).document).toEqual({ steps: [] });
  });

  it('wrong usage ends with 2, a missing site with 1', () => {
    expect(command(['import']).code).toBe(2);
    expect(command(['contacts', '--nonsense', '--site', site]).code).toBe(2);
    expect(command(['export', '--site', site, '--format', 'papyrus', '--output', at('x')]).code).toBe(2);
    expect(command(['contacts', '--site', at('missing.switchbook')]).code).toBe(1);
    expect(command(['no-such-command']).code).toBe(2);
  });
});
