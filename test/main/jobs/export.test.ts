import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { EXPORT_FORMATS, exportOptions } from '../../../core/api/export.ts';
import { type ContactDraft, emptyDraft } from '../../../core/directory/contact.ts';
import { readCsv } from '../../../core/formats/csv/read.ts';
import { readVcards } from '../../../core/formats/vcard/read.ts';
import { readXlsx } from '../../../core/formats/xlsx/read.ts';
import { readNumber } from '../../../core/phone/number.ts';
import { runExport } from '../../../main/jobs/export.ts';
import type { JobContext, Progress } from '../../../main/jobs/job.ts';
import { createSite } from '../../../main/site/open.ts';
import type { Site } from '../../../main/site/site.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchbook-export-'));
let site: Site;
const progress: Progress[] = [];
const context = (signal: AbortSignal = new AbortController().signal): JobContext => ({
  progress: (it) => progress.push(it),
  signal,
});
const options = (wanted: Partial<z.input<typeof exportOptions>>) =>
  exportOptions.parse({ format: 'csv', privacyNoticeAccepted: true, ...wanted });

const draft = (familyName: string, number: string, more: Partial<ContactDraft> = {}): ContactDraft => ({
  ...emptyDraft(),
  familyName,
  numbers: [{ kind: 'main', value: number, e164: readNumber(number, 'FR').e164 }],
  ...more,
});

const photo = {
  type: 'image/png',
  data: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]),
};

beforeAll(() => {
  site = createSite(join(folder, 'Mairie.switchbook'), 'commander-6000', 'FR');
  site.change('import', 'x', { kind: 'hand' }, (change) => {
    change.ensureGroup('Élus', 'standard');
    change.createContact(draft('Adam', '01 23 45 67 89', { groups: ['Élus'], photo }));
    change.createContact(draft('=1+1', '+33 1 23 45 67 80', { note: '@SUM(1)' }));
    change.createContact(draft('Łęcki', '*21#', { note: 'only ours' }));
  });
});
afterAll(() => {
  site.close();
  rmSync(folder, { recursive: true, force: true });
});

const namesOf = (bytes: Uint8Array): string[] =>
  readCsv(bytes, {})
    .table.rows.slice(1)
    .map(({ cells }) => cells[2] ?? '');

describe('export', () => {
  it('is refused until the legal notice is accepted', async () => {
    for (const format of EXPORT_FORMATS) {
      await expect(
        runExport(site, options({ format, privacyNoticeAccepted: false }), context()),
      ).rejects.toMatchObject({ problem: { code: 'privacy-notice' } });
    }
  });

  it('takes all contacts, a group, an initial, or chosen ones', async () => {
    const all = await runExport(site, options({}), context());
    expect(all).toMatchObject({ fileName: 'Mairie.csv', contacts: 3 });
    const group = await runExport(site, options({ group: 'Élus' }), context());
    expect(group).toMatchObject({ fileName: 'Mairie-Élus.csv', contacts: 1 });
    expect(namesOf(group.bytes)).toEqual(['Adam']);
    const initial = await runExport(site, options({ initial: 'A' }), context());
    expect(namesOf(initial.bytes)).toEqual(['Adam']);
    const ids = site.find({}).slice(0, 2);
    expect((await runExport(site, options({ ids }), context())).contacts).toBe(2);
    await expect(runExport(site, options({ group: 'None' }), context())).rejects.toMatchObject({
      problem: { code: 'group-missing', value: 'None' },
    });
  });

  it.each(EXPORT_FORMATS)('writes %s', async (format) => {
    const { bytes, fileName, contacts } = await runExport(site, options({ format }), context());
    expect(contacts).toBe(3);
    expect(bytes.length).toBeGreaterThan(50);
    expect(fileName).toMatch(/^Mairie.*\.(csv|xlsx|vcf|xml|ldif|pdf)$/);
  });

  it('makes formulas harmless for spreadsheets, leaves them raw for machines, and numbers alone', async () => {
    const text = async (mode: 'spreadsheet' | 'machine'): Promise<string> =>
      new TextDecoder().decode((await runExport(site, options({ mode }), context())).bytes);
    const [escaped, raw] = [await text('spreadsheet'), await text('machine')];
    expect(escaped).toContain(";'=1+1;");
    expect(escaped).toContain(";'@SUM(1);");
    expect(raw).toContain(';=1+1;');
    for (const it of [escaped, raw]) {
      expect(it).toContain(';+33 1 23 45 67 80;');
      expect(it).toContain(';*21#;');
    }
    const device = await runExport(
      site,
      options({ format: 'commander-csv', mode: 'spreadsheet' }),
      context(),
    );
    expect(Buffer.from(device.bytes).toString('latin1')).toContain(';"=1+1";');
  });

  it('writes the same table to Excel, as text', async () => {
    const csv = await runExport(site, options({ mode: 'machine' }), context());
    const xlsx = await runExport(site, options({ format: 'xlsx' }), context());
    const trimmed = (cells: string[]): string => cells.join('\n').trimEnd();
    expect(readXlsx(xlsx.bytes).table.rows.map(({ cells }) => trimmed(cells))).toEqual(
      readCsv(csv.bytes, {}).table.rows.map(({ cells }) => trimmed(cells)),
    );
  });

  it('gives pictures to vCards', async () => {
    const { bytes } = await runExport(site, options({ format: 'vcard-3.0', group: 'Élus' }), context());
    expect([...readVcards(bytes)][0]?.contact.photo?.data).toEqual(photo.data);
  });

  it('says what a device file cannot hold, with its row', async () => {
    const { bytes, problems } = await runExport(site, options({ format: 'commander-csv' }), context());
    const rows = readCsv(bytes, {}).table.rows;
    const row = rows.find(({ cells }) => cells[2] === 'Lecki')?.row;
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'device-characters', row, value: 'Łęcki' }),
    );
    expect(problems).toContainEqual(expect.objectContaining({ row, value: 'only ours' }));
  });

  it('reports progress and can be cancelled', async () => {
    progress.length = 0;
    await runExport(site, options({}), context());
    expect(progress).toEqual([{ phase: 'write-file', done: 3, total: 3 }]);
    const abort = new AbortController();
    abort.abort();
    await expect(runExport(site, options({}), context(abort.signal))).rejects.toMatchObject({
      problem: { code: 'cancelled' },
    });
  });
});
