/** Files for a phone book of OVHcloud, by the rules of the provider's own guide. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from 'xlsx';
import { afterEach, describe, expect, it } from 'vitest';
import { importOptions } from '../../../core/api/import.ts';
import { deviceProfile } from '../../../core/device/profile.ts';
import { toDevice } from '../../../core/device/store.ts';
import { ImportSession } from '../../../main/jobs/import.ts';
import { createSite } from '../../../main/site/open.ts';
import type { Site } from '../../../main/site/site.ts';
import { quiet } from '../../quiet.ts';

const profile = deviceProfile('ovh-phonebook');
const HEADER = 'group;surname;name;workPhone;workMobile;homePhone;homeMobile;countryCode';
const undo: (() => void)[] = [];

afterEach(() => {
  for (const one of undo.splice(0).toReversed()) one();
});

function newSite(country: string): Site {
  const folder = mkdtempSync(join(tmpdir(), 'switchbook-import-ovh-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const site = createSite(join(folder, 'site.switchbook'), profile.id, country);
  undo.push(() => site.close());
  return site;
}

const csv = (...rows: string[]): Uint8Array => new TextEncoder().encode([HEADER, ...rows, ''].join('\r\n'));

async function imported(site: Site, bytes: Uint8Array, name = 'contacts.csv', options = {}) {
  const session = new ImportSession(site);
  const preview = await session.preview(bytes, name, importOptions.parse(options), quiet);
  return { preview, report: await session.commit(preview.plan, quiet) };
}

/** What the book will hold, by name. */
const stored = (site: Site, country: string) =>
  [...site.eachContact()].map((contact) => {
    const { familyName, givenName, company, numbers } = toDevice(contact, profile, country).record;
    return [familyName, givenName, company, ...numbers.map(({ kind, value }) => `${kind} ${value}`)];
  });

describe('a file for a phone book of OVHcloud', () => {
  it('takes the country of a number from the number, else the column, else the account', async () => {
    const site = newSite('BE');
    const { report } = await imported(
      site,
      csv(
        ';Account;A;031111111;;;;',
        ';Column;B;100000000;;;6000000000;33',
        ';Prefix;C;+41 44 668 18 00;;0033123456789;;32',
        ';Dialled;D;0241 123456;;;;0049',
      ),
    );
    expect(report).toMatchObject({ created: 4, rejected: 0 });
    expect([...site.eachContact()][0]?.numbers).toEqual([
      { kind: 'work', value: '031111111', e164: '+3231111111' },
    ]);
    expect(stored(site, 'BE')).toEqual([
      ['Account', 'A', '', 'work 003231111111'],
      ['Column', 'B', '', 'work 0033100000000', 'mobile 00336000000000'],
      ['Prefix', 'C', '', 'work 0041446681800', 'home 0033123456789'],
      ['Dialled', 'D', '', 'work 0049241123456'],
    ]);
    // No plan knows it, so it is said; what the guide's own example has is taken all the same.
    expect(report.rows[1]?.reasons).toMatchObject([{ code: 'number-implausible', column: 'homeMobile' }]);
  });

  it('loses its accents, and rows with special characters or without number are listed', async () => {
    const site = newSite('FR');
    const { report } = await imported(
      site,
      csv(
        'Société;Müller;Zoé;0123456789;;;;',
        ";O'Brien;Pat;0123456788;;;;",
        'X & Y;Foo;Bar;0123456787;;;;',
        ';Smith;Ann;;;;;',
        ';Иванов;Jo;0123456786;;;;',
        ';;;0123456785;;;;',
        ';Code;Jo;*21#;;;;',
      ),
    );
    expect(report).toMatchObject({ read: 7, created: 1, rejected: 6 });
    expect(
      report.rows.map(({ row, outcome, reasons }) => [row, outcome, reasons.map(({ code }) => code)]),
    ).toEqual([
      [2, 'created', ['device-accents', 'device-accents', 'device-accents']],
      [3, 'rejected', ['contact-special-characters']],
      [4, 'rejected', ['contact-special-characters']],
      [5, 'rejected', ['contact-no-number']],
      [6, 'rejected', ['contact-special-characters']],
      [7, 'rejected', ['contact-no-name-at-all']],
      [8, 'rejected', ['contact-no-usable-number']],
    ]);
    expect(report.rows[1]?.reasons[0]).toMatchObject({
      column: 'surname',
      value: "O'Brien",
      params: { characters: "'" },
    });
    // The site keeps what was written; the book gets what it can hold.
    expect([...site.eachContact()][0]).toMatchObject({ familyName: 'Müller', givenName: 'Zoé' });
    expect(stored(site, 'FR')).toEqual([['Muller', 'Zoe', 'Societe', 'work 0033123456789']]);
  });

  it('says nothing by its words for nothing', async () => {
    const site = newSite('FR');
    const { report } = await imported(
      site,
      csv('Aucune;Solo;-;0123456789;0033;+33;;33', 'No group;Duo;Jo;0033123456788;;0032;;'),
    );
    expect(report).toMatchObject({ created: 2, warnings: 0 });
    expect(
      [...site.eachContact()].map(({ company, givenName, numbers }) => [company, givenName, numbers.length]),
    ).toEqual([
      ['', '', 1],
      ['', 'Jo', 1],
    ]);
  });

  it('is refused by the name of a second sheet with data', async () => {
    const rows = [HEADER.split(';'), ['', 'One', 'A', '0123456789']];
    const workbook = (second: unknown[][], bookType: 'xlsx' | 'biff8') => {
      const book = utils.book_new();
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Contacts');
      utils.book_append_sheet(book, utils.aoa_to_sheet(second), 'Clients');
      return new Uint8Array(bytesOf(write(book, { type: 'array', bookType })));
    };
    for (const [bookType, name] of [
      ['xlsx', 'a.xlsx'],
      ['biff8', 'a.xls'],
    ] as const) {
      await expect(imported(newSite('FR'), workbook(rows, bookType), name)).rejects.toMatchObject({
        problem: { code: 'import-second-sheet', value: 'Clients', params: { sheet: 'Contacts' } },
      });
      const chosen = { reading: { sheet: 'Contacts' } };
      expect((await imported(newSite('FR'), workbook(rows, bookType), name, chosen)).report.created).toBe(1);
      expect((await imported(newSite('FR'), workbook([], bookType), name)).report.created).toBe(1);
    }
    // Other devices take what is chosen.
    const other = newSite('FR');
    other.change('change-site', '', { kind: 'hand' }, (change) => change.setDevice('commander-6000', 'FR'));
    expect((await imported(other, workbook(rows, 'xlsx'), 'a.xlsx')).report.created).toBe(1);
  });

  it('of more than two thousand contacts is taken with an advice', async () => {
    const line = (_: unknown, i: number) => `;Family ${i};First;01${String(10_000_000 + i)};;;;`;
    const { preview: full } = await imported(newSite('FR'), csv(...Array.from({ length: 2000 }, line)));
    expect(full.problems).toEqual([]);
    const { preview, report } = await imported(newSite('FR'), csv(...Array.from({ length: 2001 }, line)));
    expect(preview.problems).toMatchObject([
      { code: 'device-contacts-advised', severity: 'warning', value: '2001', params: { most: 2000 } },
    ]);
    expect(report.created).toBe(2001);
  });
});

/** The library's own type says nothing. */
function bytesOf(bytes: unknown): ArrayBuffer {
  if (bytes instanceof ArrayBuffer) return bytes;
  throw new Error('no bytes');
}
