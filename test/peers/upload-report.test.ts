/** The printable report of an upload, read by a program that is not ours. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { OperationResult, UploadReport } from '../../core/api/upload.ts';
import type { Language } from '../../core/language/text.ts';
import { uploadPdf } from '../../main/jobs/upload-pdf.ts';

const poppler = spawnSync('pdftotext', ['-v']).status === 0;
if (!poppler && process.env['CI'] !== undefined) throw new Error('pdftotext is missing');

const done = (target: string, changes: OperationResult['changes']): OperationResult => ({
  kind: 'update',
  target,
  outcome: 'done',
  problem: null,
  changes,
});

const REPORT: UploadReport = {
  id: 7,
  at: '2026-03-04T10:20:30.000Z',
  by: { person: 'elodie', login: 'admin' },
  pbx: { model: 'COMmander 6000', serial: '4711-0815', firmware: '8.4' },
  backup: 12,
  restored: null,
  operations: [
    done('Zoë Müller', [
      { field: 'company', before: 'Société Générale', after: 'Žižka & Łukasz' },
      {
        field: 'numbers',
        before: [{ kind: 'work', value: '0049301234' }],
        after: [{ kind: 'mobile', value: '00491711234' }],
      },
    ]),
    done('Иван Петров', [{ field: 'birthday', before: '', after: '1980-05-17' }]),
    {
      kind: 'create',
      target: 'Schlecht',
      outcome: 'refused',
      problem: { code: 'pbx-refused', severity: 'error', value: 'Schlecht', params: { detail: 'belegt' } },
      changes: [{ field: 'familyName', before: '', after: 'Schlecht\u202e\u0007' }],
    },
    {
      kind: 'set-grant',
      target: '21 Anna: Clients',
      outcome: 'done',
      problem: null,
      changes: [{ field: 'grant', before: 'none', after: 'write' }],
    },
  ],
  takenOver: 3,
  takenOverRights: 0,
  pullStep: null,
  verified: false,
  differences: [{ target: 'Zoë Müller', field: 'company', expected: 'Žižka', found: 'Zizka' }],
};

describe.skipIf(!poppler)('poppler reads the report of an upload', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-pdf-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function pages(report: UploadReport, language: Language): Promise<string[]> {
    const path = join(folder, 'report.pdf');
    writeFileSync(path, await uploadPdf(report, 'Büro Süd', language));
    const { stdout, stderr, status } = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    return stdout.split('\f').slice(0, -1);
  }

  it.each([
    [
      'en',
      'Upload to the PBX',
      'elodie, logged in at the PBX as admin',
      'Birthday: empty → 17 May 1980',
      'none → write',
    ],
    [
      'fr',
      'Envoi vers l’autocommutateur',
      'elodie, connecté',
      'Date de naissance : vide → 17 mai 1980',
      'aucun → écriture',
    ],
    [
      'de',
      'Übertragung zur TK-Anlage',
      'elodie, an der TK-Anlage',
      'Geburtstag: leer → 17. Mai 1980',
      'keines → schreiben',
    ],
  ] as const)('in %s: who, when, what, before and after', async (language, ...said) => {
    const [text = ''] = await pages(REPORT, language);
    for (const part of said) expect(text).toContain(part);
    for (const part of ['2026', '4711-0815', 'Büro Süd', '12', 'Zoë Müller', 'Иван Петров', 'belegt']) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/Société Générale → Žižka & Łukasz/);
    expect(text).toMatch(/0049301234 → .*: 00491711234/);
    expect(text).toContain('Schlecht[U+202E][U+0007]');
  });

  it('has Hebrew and Arabic as they are read, and before and after where the sentence has them', async () => {
    const operations = [
      done('דוד בן גוריון', [
        { field: 'company', before: 'חברה (ישראל)', after: 'شركة 2024' },
        { field: 'familyName', before: 'בן גוריון', after: 'Müller' },
      ]),
    ];
    const [text = ''] = await pages({ ...REPORT, operations }, 'en');
    // Poppler turns what it finds from right to left into the order in which it is read.
    for (const name of ['דוד בן גוריון', 'חברה', 'ישראל', 'شركة']) expect(text).toContain(name);
    const { stdout } = spawnSync('pdftotext', ['-bbox', join(folder, 'report.pdf'), '-'], {
      encoding: 'utf8',
    });
    const [drawn = ''] = /Changed:[^]*?Differences/.exec(
      [...stdout.matchAll(/>(.*)<\/word>/g)].map(([, word = '']) => word).join(' '),
    ) ?? [''];
    const backwards = (text: string): string => [...text].toReversed().join('');
    // From left to right, as the words and their letters stand on the page.
    expect(drawn).toContain(`Changed: ${backwards('דוד בן גוריון')} (done)`);
    expect(drawn).toContain(`Family name: ${backwards('בן גוריון')} → Müller`);
    expect(drawn).toMatch(new RegExp(`Company: .*${backwards('ישראל')}.* ${backwards('חברה')} → 2024 `));
  });

  it('goes on over as many pages as it takes, each with its number', async () => {
    const operations = Array.from({ length: 300 }, (_, n) =>
      done(`Contact ${n}`, [{ field: 'note', before: 'a '.repeat(300), after: `b${n}` }]),
    );
    const text = await pages({ ...REPORT, operations }, 'en');
    expect(text.length).toBeGreaterThan(10);
    text.forEach((page, at) => expect(page).toContain(`Page ${at + 1} of ${text.length}`));
    const whole = text.join('\n');
    for (let n = 0; n < 300; n++) expect(whole).toContain(`Contact ${n} (`);
  });
});
