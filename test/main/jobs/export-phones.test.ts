/** Phone books of telephones: written for each product, and read again as far as the product holds them. */
import { describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../../core/api/export.ts';
import { exportOptions } from '../../../core/api/export.ts';
import { importOptions } from '../../../core/api/import.ts';
import { PHONE_FORMATS } from '../../../core/directory/phone-book.ts';
import type { ContactDraft } from '../../../core/directory/contact.ts';
import { emptyDraft } from '../../../core/directory/contact.ts';
import { templates } from '../../../core/exchange/template.ts';
import { runExport } from '../../../main/jobs/export.ts';
import { isTable, readImportFile } from '../../../main/jobs/import-file.ts';
import { readRecords } from '../../../main/jobs/import-records.ts';
import { quiet } from '../../quiet.ts';
import { byHand, newSite } from '../site/help.ts';

const jurgen: ContactDraft = {
  ...emptyDraft(),
  givenName: 'Jürgen',
  familyName: 'Größe',
  numbers: [
    { kind: 'work', value: '030 / 123-4567', e164: '+49301234567' },
    { kind: 'mobile', value: '0171 2345678', e164: '+491712345678' },
    { kind: 'home', value: '**701', e164: null },
  ],
};
const firm: ContactDraft = {
  ...emptyDraft(),
  company: 'Müller & Söhne',
  numbers: [{ kind: 'main', value: '+49 30 1111111', e164: '+49301111111' }],
};

async function exported(format: ExportFormat, contacts: readonly ContactDraft[]) {
  const site = newSite();
  byHand(site, (change) => {
    for (const contact of contacts) {
      for (const group of contact.groups) change.ensureGroup(group, 'standard');
      change.createContact(contact);
    }
  });
  return runExport(site, exportOptions.parse({ format, privacyNoticeAccepted: true }), quiet);
}

function readAgain({ bytes, fileName }: { bytes: Uint8Array; fileName: string }) {
  const options = importOptions.parse({});
  const file = readImportFile(bytes, fileName, options, templates());
  const product = isTable(file) ? file.layout.recognition?.template.id : file.product?.id;
  return { product, records: [...readRecords(file, options, 'DE')] };
}

describe('phone books of telephones', () => {
  it.each(PHONE_FORMATS)('%s is recognised as itself, with every name and number', async (format) => {
    const file = await exported(format, [jurgen, firm]);
    const { product, records } = readAgain(file);
    expect(product).toBe(format);
    const names = new Set(records.map(({ draft }) => [draft.givenName, draft.familyName].join(' ').trim()));
    expect(names).toContain('Jürgen Größe');
    const dialled = records.flatMap(({ draft }) => draft.numbers.map(({ e164, value }) => e164 ?? value));
    expect(dialled).toEqual(['+49301234567', '+491712345678', '**701', '+49301111111']);
    const firms = records.map(({ draft }) => [draft.givenName, draft.familyName, draft.company].join(' '));
    expect(firms.some((name) => name.includes('Müller & Söhne'))).toBe(true);
  });

  it('keeps the kinds that a product has', async () => {
    for (const format of ['fritzbox-xml', 'snom-tbook', 'grandstream-xml', 'gigaset-n-xml'] as const) {
      const { records } = readAgain(await exported(format, [jurgen]));
      expect(records[0]?.draft.numbers.map(({ kind }) => kind)).toEqual(['work', 'mobile', 'home']);
    }
  });

  it('says of each contact what does not fit, and how it was written', async () => {
    const numbers = Array.from({ length: 12 }, (_, i) => ({
      kind: 'work' as const,
      value: `030 12345${i + 10}`,
      e164: `+493012345${i + 10}`,
    }));
    const long = { ...jurgen, familyName: `Größe-${'x'.repeat(40)}`, numbers, note: 'eine Notiz' };
    const { problems } = await exported('fritzbox-xml', [long]);
    expect(problems.map(({ code, params }) => [code, params?.['what']])).toEqual([
      ['book-numbers', undefined],
      ['export-lost', 'note'],
      ['export-cut', undefined],
    ]);
    expect(problems[0]?.value).toBe('+49301234519, +49301234520, +49301234521');
  });

  it('leaves out contacts without a number and those beyond what the product holds, and says so', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ ...firm, company: `Firma ${i}` }));
    const { problems } = await exported('cisco-xml', [{ ...firm, company: 'Aachen', numbers: [] }, ...many]);
    expect(problems.map(({ code }) => code)).toEqual(['export-no-number', 'book-full']);
  });

  it('writes in the characters of the product and says what that changed', async () => {
    const { bytes, problems } = await exported('panasonic-dect', [{ ...jurgen, familyName: 'Łukasz' }]);
    expect(new TextDecoder('latin1').decode(bytes)).toContain('Jürgen Lukasz,1,+49301234567');
    expect(problems.find(({ code }) => code === 'export-changed')?.value).toBe('Jürgen Łukasz');
  });

  it('puts nothing into markup that a name says', async () => {
    const evil = { ...firm, company: '<script>alert(1)</script> & "Co"' };
    for (const format of ['fritzbox-xml', 'yealink-xml', 'gigaset-n-xml'] as const) {
      const file = await exported(format, [evil]);
      expect(new TextDecoder().decode(file.bytes)).not.toContain('<script>');
      expect(readAgain(file).records).toHaveLength(1);
    }
  });
});
