import { describe, expect, it } from 'vitest';
import { importOptions } from '../../../core/api/import.ts';
import { noCounts } from '../../../core/exchange/normalise/normaliser.ts';
import type { Language } from '../../../core/language/text.ts';
import type { ReportInput } from '../../../main/jobs/import-report.ts';
import { writeReport } from '../../../main/jobs/import-report.ts';
import { Desk } from './import-help.ts';

const FILE = [
  'Kunde;Vorname;Nachname;Telefon geschäftlich',
  '17;Anna;<script>alert(1)</script>;030 23125 401',
  '18;"Jörg ""x"" & Söhne";Adler;abc',
  '19;Zoë;<b>Fett</b>;4,93017E+11',
].join('\n');

const page = (desk: Desk, plan: string, language: Language = 'en'): string =>
  new TextDecoder().decode(desk.session.report(plan, language).bytes);

/** The cells of the page's table under a heading, tags gone. */
const tableAfter = (html: string, heading: string): string[][] =>
  (html.split(`>${heading}<`)[1]?.split('</table>')[0] ?? '')
    .split('<tr>')
    .slice(2)
    .map((line) => [...line.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell ?? ''));

describe('the printable report of an import', () => {
  it('says what was read and how, each column, and each rejected row with value, rule and remedy', async () => {
    using desk = new Desk();
    const { plan, rejected } = await desk.preview(FILE, { groups: ['Kunden'] }, 'kunden.csv');
    expect(rejected).toBe(2);
    const html = page(desk, plan);
    for (const [name, value] of [
      ['File', 'kunden.csv'],
      ['PBX', 'Auerswald COMmander 6000'],
      ['Encoding', 'UTF-8'],
      ['Delimiter', 'Semicolon ;'],
      ['Header', 'row 1'],
      ['Contact groups', 'Kunden'],
      ['National numbers', 'Germany'],
    ]) {
      expect(html).toContain(`<dt>${name}</dt><dd>${value}</dd>`);
    }
    expect(tableAfter(html, 'Columns')).toEqual([
      ['Kunde', 'Left out'],
      ['Vorname', 'Given name'],
      ['Nachname', 'Family name'],
      ['Telefon geschäftlich', 'Number, Work'],
    ]);
    expect(tableAfter(html, '2 rejected rows')[0]).toEqual([
      '3',
      'Jörg &quot;x&quot; &amp; Söhne Adler',
      'Telefon geschäftlich',
      'abc',
      '“abc” contains letters and cannot be dialled.',
      'Write digits only; a remark belongs in the note.',
    ]);
  });

  it('holds whatever stood in the file as text: no markup of a file becomes markup of the page', async () => {
    using desk = new Desk();
    const name = '<img src=x onerror=alert(1)>.csv';
    const { plan } = await desk.preview(FILE.replace('Kunde', 'Nr. <script>k</script>'), {}, name);
    const html = page(desk, plan);
    expect(html).not.toMatch(/<(script|b|img)\b/i);
    expect(html).toContain('&lt;script&gt;k&lt;/script&gt;');
    expect(html).toContain('Zoë &lt;b&gt;Fett&lt;/b&gt;');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;.csv');
    expect(html).toContain(`default-src 'none'`);
  });

  it('is a preview until the import is stored, and stays to be had afterwards', async () => {
    using desk = new Desk();
    const { plan } = await desk.preview(FILE, {}, 'kunden.csv');
    expect(page(desk, plan)).toContain('nothing was stored');
    await desk.session.commit(plan, desk.context());
    expect(page(desk, plan)).toMatch(/Imported on .*20\d\d/);
    expect(page(desk, plan)).not.toContain('nothing was stored');
    expect(desk.session.report(plan, 'en').fileName).toBe('kunden-report.html');
    expect(() => desk.session.report('unknown', 'en')).toThrow('plan-unknown');
  });

  it.each([
    ['fr', 'Rapport d’importation', '2 lignes rejetées', 'ligne 1'],
    ['de', 'Importbericht', '2 abgelehnte Zeilen', 'Zeile 1'],
  ] as const)('speaks the person’s language: %s', async (language, title, rejected, header) => {
    using desk = new Desk();
    const { plan } = await desk.preview(FILE);
    const html = page(desk, plan, language);
    expect(html).toContain(`<html lang="${language}">`);
    for (const words of [title, rejected, header]) expect(html).toContain(words);
  });

  it('explains the score of a recognised template', async () => {
    using desk = new Desk();
    await desk.preview(FILE);
    desk.site.saveTemplate('Our customers', {
      headers: ['Kunde', 'Vorname', 'Nachname'],
      mapping: [null, { field: 'givenName' }, { field: 'familyName' }],
    });
    const four = await desk.preview(FILE);
    expect(four.inspection.template).toBeNull();
    const { plan } = await desk.preview(FILE.replaceAll(';', '\t').replace(/\tTelefon.*/, '\tTel'), {
      template: four.inspection.alternatives[0]?.id,
    });
    expect(page(desk, plan)).toContain(
      '<dt>Template</dt><dd>Our customers: knows 3 of 4 columns · Unknown column: Tel</dd>',
    );
  });

  it('prints every value that was tidied up, before and after, with its rule', async () => {
    using desk = new Desk();
    const { inspection, rules } = await desk.preview(FILE);
    const input: ReportInput = {
      site: { name: 'Amt', deviceName: 'COMmander', country: 'DE' },
      file: 'kunden.csv',
      at: new Date(),
      stored: false,
      options: importOptions.parse({}),
      inspection,
      summary: { read: 1, created: 1, updated: 0, unchanged: 0, rejected: 0, warnings: 0 },
      problems: [],
      rows: [{ row: 2, outcome: 'created', name: 'Anna Müller', reasons: [] }],
      rules,
      normalised: { ...noCounts(), spacing: 1, case: 1, birthdays: 1 },
      changes: [
        {
          row: 2,
          changes: [
            { rule: 'spacing', field: 'givenName', column: 'Vorname', before: ' ANNA\u00a0', after: 'ANNA' },
            { rule: 'case', field: 'givenName', column: 'Vorname', before: 'ANNA', after: 'Anna' },
            { rule: 'birthdays', field: 'birthday', before: '1.2.1980', after: '1980-02-01' },
          ],
        },
      ],
    };
    const html = new TextDecoder().decode(writeReport(input, 'en'));
    expect(tableAfter(html, '3 values brought to their usual form')).toEqual([
      ['2', 'Anna Müller', 'Vorname', '·ANNA·', 'ANNA', 'Spaces'],
      ['2', 'Anna Müller', 'Vorname', 'ANNA', 'Anna', 'Capital letters'],
      ['2', 'Anna Müller', 'Birthday', '1.2.1980', '1980-02-01', 'Birthdays'],
    ]);
    const counted = new TextDecoder().decode(
      writeReport({ ...input, normalised: { ...input.normalised, numbers: 7 } }, 'en'),
    );
    expect(counted).toContain('7 further lines are not printed here.');
  });

  it('of a very long file says how much it does not print', async () => {
    using desk = new Desk();
    const rows = Array.from({ length: 5200 }, (_, i) => `Vera;Nummer-${i};`);
    const { plan } = await desk.preview(['Vorname;Nachname;Telefon', ...rows].join('\n'));
    const html = page(desk, plan);
    expect(tableAfter(html, '5,200 rejected rows')).toHaveLength(5000);
    expect(html).toContain('200 further lines are not printed here.');
  });
});
