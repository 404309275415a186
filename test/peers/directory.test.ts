/** The printed directory, read by a program that is not ours. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { exportOptions, type ExportOptions } from '../../core/api/export.ts';
import { emptyDraft, shownName, type ContactDraft } from '../../core/directory/contact.ts';
import { runExport } from '../../main/jobs/export.ts';
import { createSite } from '../../main/site/open.ts';
import type { Site } from '../../main/site/site.ts';
import { quiet } from '../quiet.ts';

const poppler = spawnSync('pdftotext', ['-v']).status === 0;
if (!poppler && process.env['CI'] !== undefined) throw new Error('pdftotext is missing');

const LONG = 'Wolfeschlegelsteinhausenbergerdorff-Niederaltaich '.repeat(4).trim();
const draft = (familyName: string, more: Partial<ContactDraft> = {}): ContactDraft => ({
  ...emptyDraft(),
  familyName,
  numbers: [{ kind: 'work', value: `+33 1 ${familyName.length} 00`, e164: null }],
  ...more,
});
const PEOPLE: ContactDraft[] = [
  draft('Ørsted', { groups: ['Clients', 'Élus'], department: 'Einkauf' }),
  draft('Петров', { givenName: 'Иван', groups: ['Clients'], department: 'einkauf' }),
  draft('Παπαδοπούλου', { givenName: 'Ελένη', groups: ['Élus'], note: 'kept private' }),
  draft(LONG, { company: 'Société Générale' }),
  draft('山田', { givenName: 'Taro' }),
];

describe.skipIf(!poppler)('poppler reads a directory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-directory-'));
  let site: Site;
  beforeAll(() => {
    site = createSite(join(folder, 'Mairie.switchbook'), 'commander-6000', 'FR');
    site.change('import', 'x', { kind: 'hand' }, (change) => {
      for (const group of ['Clients', 'Élus']) change.ensureGroup(group, 'standard');
      for (const person of PEOPLE) change.createContact(person);
      for (let n = 0; n < 120; n++) change.createContact(draft(`Beta ${String(n).padStart(3, '0')}`));
    });
  });
  afterAll(() => {
    site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function printed(wanted: Partial<z.input<typeof exportOptions>>) {
    const options: ExportOptions = exportOptions.parse({
      format: 'directory-pdf',
      privacyNoticeAccepted: true,
      ...wanted,
    });
    const { bytes, ...rest } = await runExport(site, options, quiet);
    const path = join(folder, 'directory.pdf');
    writeFileSync(path, bytes);
    // In the order in which it was written: column by column.
    const { stdout, stderr } = spawnSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const size = /Page size:\s+(.*)/.exec(spawnSync('pdfinfo', [path], { encoding: 'utf8' }).stdout)?.[1];
    return { ...rest, size, pages: stdout.split('\f').slice(0, -1) };
  }
  const squeezed = (text: string) => text.replaceAll(/\s+/g, '');

  it.each([1, 2] as const)('of all contacts under their initials, in %i columns', async (columns) => {
    const { pages, size, contacts, fileName } = await printed({ sheet: { columns } });
    const whole = pages.join('\n');
    expect([contacts, fileName]).toEqual([PEOPLE.length + 120, 'Mairie.pdf']);
    expect(size).toContain('A4');
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, at) => expect(page).toContain(`Page ${at + 1}`));
    expect(pages[0]).toContain('Personal data');
    for (const person of PEOPLE.slice(0, 4)) expect(squeezed(whole)).toContain(squeezed(shownName(person)));
    expect(whole.match(/^[BOPWПΕИ#]$/gmu)).toEqual(expect.arrayContaining(['B', 'W', 'И']));
    for (let n = 0; n < 120; n++)
      expect(whole.match(new RegExp(`Beta ${String(n).padStart(3, '0')}$`, 'gm'))).toHaveLength(1);
  });

  it('of a group or several, on the paper, with the title and the fields that were asked for', async () => {
    const one = await printed({
      groups: ['Élus'],
      sheet: { by: 'group', paper: 'Letter', title: 'Annuaire', language: 'fr' },
    });
    expect(one.contacts).toBe(2);
    expect(one.size).toContain('612 x 792');
    expect(one.fileName).toBe('Annuaire-Élus.pdf');
    const [text = ''] = one.pages;
    expect(text).toMatch(/Annuaire[^]*Données personnelles[^]*Élus[^]*Ελένη/);
    expect(text).not.toMatch(/kept private|Clients|Иван/);
    const two = await printed({ groups: ['Élus', 'Clients'], fields: ['note'], sheet: { by: 'group' } });
    expect(two.contacts).toBe(3);
    const both = two.pages.join('\n');
    expect(both.match(/Ørsted/g)).toHaveLength(2);
    expect(both).toContain('kept private');
    expect(both).not.toContain('+33');
  });

  it('of a selection, a letter or a search, under departments in any case', async () => {
    const ids = site.find({ group: 'Clients' });
    const { pages } = await printed({ ids, sheet: { by: 'department' } });
    expect(pages[0]?.match(/^einkauf$/gim)).toHaveLength(1);
    expect((await printed({ search: 'beta 01' })).contacts).toBe(12);
    expect((await printed({ initial: 'B' })).contacts).toBe(120);
    expect((await printed({ ids: [] })).pages).toHaveLength(1);
  });

  it('of Hebrew and Arabic names, their words in the order in which they are read', async () => {
    const names = ['בן גוריון דוד', 'محمد عبد الله', 'Müller (שלום עולם) AG'];
    const ids: number[] = [];
    site.change('import', 'x', { kind: 'hand' }, (change) => {
      for (const name of names) ids.push(change.createContact(draft(name)));
    });
    await printed({ ids, sheet: { columns: 1 } });
    const read = (...words: string[]) =>
      spawnSync('pdftotext', [...words, join(folder, 'directory.pdf'), '-'], { encoding: 'utf8' }).stdout;
    // Without the signs by which pdftotext says what is read from the right.
    const whole = read().replaceAll(/[\u202a-\u202e]/g, '');
    for (const name of names.slice(0, 2)) expect(whole).toContain(name);
    const boxes = read('-bbox');
    const left = (glyphs: string) =>
      Number(new RegExp(`xMin="([\\d.]+)"[^>]*>[^<]*${glyphs}[^<]*<`).exec(boxes)?.[1]);
    // With its boxes it gives the letters as they stand on paper.
    const leftOf = (word: string) => left(Array.from(word).toReversed().join(''));
    expect(leftOf('בן')).toBeGreaterThan(leftOf('גוריון'));
    expect(leftOf('גוריון')).toBeGreaterThan(leftOf('דוד'));
    expect(leftOf('שלום')).toBeGreaterThan(leftOf('עולם'));
    expect(left('AG')).toBeGreaterThan(leftOf('שלום'));
    expect(leftOf('عبد')).toBeLessThan(leftOf('محمد'));
    site.undo();
  });

  it('says what its fonts lack', async () => {
    const { problems } = await printed({});
    expect(problems).toMatchObject([
      { code: 'print-characters', value: '山 田', params: { name: 'Taro 山田' } },
    ]);
  });
});
