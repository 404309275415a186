/** Templates saved in a site: kept, changed, passed on as files, and used. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateContent } from '../../../core/api/import.ts';
import { LANGUAGES } from '../../../core/language/text.ts';
import { problemText } from '../../../core/problem/problem.ts';
import {
  deleteTemplate,
  listTemplates,
  renameTemplate,
  saveTemplate,
  shareTemplate,
  takeTemplate,
} from '../../../main/jobs/import-templates.ts';
import { codeOf } from '../../problem-of.ts';
import { Desk } from './import-help.ts';

const CONTENT: TemplateContent = {
  headers: ['kdnr', 'wer', 'fon1'],
  mapping: [null, { field: 'company' }, { field: 'number', slot: 1, kind: 'work' }],
  reading: { delimiter: ';', encoding: 'windows-1252' },
  rules: { case: true },
};

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk[Symbol.dispose]());

const own = (): string[] => listTemplates(desk.site).flatMap(({ name, own: isOwn }) => (isOwn ? [name] : []));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a saved template', () => {
  it('is replaced by its id, and by its name', () => {
    const id = saveTemplate(desk.site, 'Kasse', CONTENT);
    expect(saveTemplate(desk.site, 'Kasse', { ...CONTENT, headers: ['a', 'b', 'c'] })).toBe(id);
    expect(saveTemplate(desk.site, 'Ladenkasse', CONTENT, id)).toBe(id);
    expect(own()).toEqual(['Ladenkasse']);
  });

  it('is renamed and deleted', () => {
    const id = saveTemplate(desk.site, 'Kasse', CONTENT);
    saveTemplate(desk.site, 'Lager', CONTENT);
    renameTemplate(desk.site, id, 'Ladenkasse');
    expect(own()).toEqual(['Ladenkasse', 'Lager']);
    deleteTemplate(desk.site, id);
    expect(own()).toEqual(['Lager']);
    expect(codeOf(() => deleteTemplate(desk.site, id))).toBe('template-not-own');
  });

  it('does not take the name of another', () => {
    const id = saveTemplate(desk.site, 'Kasse', CONTENT);
    saveTemplate(desk.site, 'Lager', CONTENT);
    expect(codeOf(() => renameTemplate(desk.site, id, 'Lager'))).toBe('template-name-taken');
    expect(codeOf(() => saveTemplate(desk.site, 'Lager', CONTENT, id))).toBe('template-name-taken');
    renameTemplate(desk.site, id, 'Kasse');
    expect(own()).toEqual(['Kasse', 'Lager']);
  });

  it.each(['outlook-de', 'own-99', 'own-1; DROP TABLE template', ''])('is not %s', (id) => {
    saveTemplate(desk.site, 'Kasse', CONTENT);
    expect(codeOf(() => renameTemplate(desk.site, id, 'X'))).toBe('template-not-own');
    expect(codeOf(() => shareTemplate(desk.site, id))).toBe('template-not-own');
    expect(codeOf(() => saveTemplate(desk.site, 'X', CONTENT, id))).toBe('template-not-own');
    expect(own()).toEqual(['Kasse']);
  });
});

describe('a shared template', () => {
  it('arrives at another site as it was', () => {
    const { bytes, fileName } = shareTemplate(desk.site, saveTemplate(desk.site, 'Kasse: 1/2', CONTENT));
    expect(fileName).toBe('Kasse- 1-2.switchbook-template.json');
    using other = new Desk();
    const taken = takeTemplate(other.site, bytes, fileName);
    expect(taken.name).toBe('Kasse: 1/2');
    expect(shareTemplate(other.site, taken.id).bytes).toEqual(bytes);
  });

  it('taken twice is there once; another of its name gets a number', () => {
    const id = saveTemplate(desk.site, 'Kasse', CONTENT);
    const { bytes, fileName } = shareTemplate(desk.site, id);
    expect(takeTemplate(desk.site, bytes, fileName)).toEqual({ id, name: 'Kasse' });
    saveTemplate(desk.site, 'Kasse', { ...CONTENT, headers: ['x', 'y', 'z'] });
    expect(takeTemplate(desk.site, bytes, fileName).name).toBe('Kasse (2)');
    expect(takeTemplate(desk.site, bytes, fileName).name).toBe('Kasse (2)');
    expect(own()).toEqual(['Kasse', 'Kasse (2)']);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'Name;Telefon\nAnna;030\n'],
    ['other JSON', '{"name":"x"}'],
    ['a bare list', '[]'],
    [
      'an unknown field',
      JSON.stringify({ switchbookTemplate: 1, name: 'x', headers: ['a'], mapping: [{ field: 'soul' }] }),
    ],
    ['no name', JSON.stringify({ switchbookTemplate: 1, name: ' ', headers: [], mapping: [] })],
    [
      'too many columns',
      JSON.stringify({
        switchbookTemplate: 1,
        name: 'x',
        headers: Array.from({ length: 1001 }, () => 'a'),
        mapping: [],
      }),
    ],
    [
      'too large',
      JSON.stringify({
        switchbookTemplate: 1,
        name: 'x',
        headers: [],
        mapping: [],
        more: 'x'.repeat(2_000_000),
      }),
    ],
    ['deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('is not %s', (_what, text) => {
    expect(codeOf(() => takeTemplate(desk.site, bytesOf(text), 'x.json'))).toBe('template-file');
    expect(own()).toEqual([]);
  });

  it('of a later version is told apart from a damaged one', () => {
    const later = bytesOf('{"switchbookTemplate":2,"rows":[]}');
    expect(codeOf(() => takeTemplate(desk.site, later, 'x.json'))).toBe('template-file-newer');
  });

  it('is refused in the user’s language, with a remedy', () => {
    for (const code of [
      'template-file',
      'template-file-newer',
      'template-name-taken',
      'template-not-own',
    ] as const) {
      const texts = LANGUAGES.map((language) =>
        problemText({ code, severity: 'error', value: 'K' }, language),
      );
      expect(new Set(texts.map(({ message }) => message)).size).toBe(LANGUAGES.length);
      expect(texts.every(({ message, remedy }) => message.includes('K') && remedy !== '')).toBe(true);
    }
  });
});

describe('a chosen template', () => {
  it('says how its files are read, so that those without a header are understood', async () => {
    const id = saveTemplate(desk.site, 'Ohne Kopf', {
      headers: ['', '', ''],
      mapping: [{ field: 'number', slot: 1, kind: 'mobile' }, { field: 'note' }, { field: 'familyName' }],
      reading: { delimiter: '|', encoding: 'windows-1252' },
      rules: {},
    });
    const bytes = Buffer.from('0171 2345678|a;b;c|Groß\n0171 2345679|Name|Öztürk\n', 'latin1');
    const { columns, reading, template } = await desk.inspect(bytes, 'x.txt', { template: id });
    expect(reading).toMatchObject({ headerRow: 0, delimiter: '|', encoding: 'windows-1252' });
    expect(template?.id).toBe(id);
    expect(columns.map(({ target }) => target?.field)).toEqual(['number', 'note', 'familyName']);
    const report = await desk.import(bytes, { template: id });
    expect(report.created).toBe(2);
    expect(desk.contacts()[0]).toMatchObject({
      familyName: 'Groß',
      note: 'a;b;c',
      numbers: [{ kind: 'mobile' }],
    });
  });

  it('gives way to what the user says about the file', async () => {
    const id = saveTemplate(desk.site, 'Kasse', CONTENT);
    const options = { template: id, reading: { delimiter: ',' as const } };
    const { reading, columns } = await desk.inspect('kdnr,wer,fon1\n1,Ott,030 1234567\n', 'x.csv', options);
    expect(reading.delimiter).toBe(',');
    expect(columns.map(({ target }) => target?.field)).toEqual([undefined, 'company', 'number']);
  });

  it('may be called by the name of the export format that writes such files', async () => {
    const file = 'Kurzwahl;Rufnummer;Name\n8600;030 1234567;Ott W\n';
    const { template } = await desk.inspect(file, 'x.csv', { template: 'version-1-csv' });
    expect(template?.id).toBe('auerswald-b');
  });
});
