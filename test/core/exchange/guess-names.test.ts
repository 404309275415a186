import { describe, expect, it } from 'vitest';
import { layOut } from '../../../core/exchange/header.ts';
import { readCsv } from '../../../core/formats/csv/read.ts';

/** What the columns of a file without header are taken for. */
function fields(...lines: string[]): (string | null)[] {
  const { table, reading } = readCsv(new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')), {});
  const layout = layOut(table, {}, reading, []);
  expect(layout.headerRow).toBe(0);
  return layout.mapping.map((target) => target?.field ?? null);
}

describe('columns of text in a file without header', () => {
  it.each([
    ['givenName', 'familyName', 'Anna;Ott;030 1234567|Jürgen;von der Heide;030 1234568|Bo;Löw;030 1234569'],
    [
      'familyName',
      'givenName',
      'Ott;Anna;030 1234567|Martin;Jürgen;030 1234568|Löw;Karl-Heinz;030 1234569|Bär;Eva;030 1|El Amrani;Jan;030 2',
    ],
    ['givenName', 'familyName', 'Élise;Lefèvre;01 23|Jean-Baptiste;de Gaulle;01 24|Zoé;Noël;01 25'],
    [
      'fullName',
      'company',
      'Anna Ott;Holzbau Ott GmbH;030 1|Bo Löw;Stadtwerke;030 2|Mia Bär;Bär & Co. KG;030 3',
    ],
    [
      'company',
      'fullName',
      'Holzbau Ott GmbH;Anna Ott;030 1|Löw AG;Löw, Peter;030 2|Stadtwerke;Bo Bär;030 3',
    ],
    ['company', 'fullName', 'Peter Ott GmbH;Eva Bär;030 123|Martin AG;Löw, Karl;030 223'],
    ['company', 'givenName', 'Ott GmbH;Anna;030 123|Löw AG;Peter;030 223|Stadtwerke Süd;Eva;030 323'],
  ])('are %s and %s where their words prove it', (one, other, file) => {
    expect(fields(...file.split('|'))).toEqual([one, other, 'number']);
  });

  it('are names and company where there are three', () => {
    expect(
      fields(
        'Anna;Ott;Holzbau Ott GmbH;030 1234567',
        'Peter;Löw;;030 1234568',
        'Bo;Bär;Bär SARL;030 1234569',
      ),
    ).toEqual(['givenName', 'familyName', 'company', 'number']);
  });

  it('are salutations where they say nothing else', () => {
    expect(fields('Frau;Anna;Ott;030 1234567', 'Herr Dr.;Peter;Löw;030 1234568')).toEqual([
      'salutation',
      'givenName',
      'familyName',
      'number',
    ]);
    expect(fields('Frau;Anna Ott;030 1234567', 'Herr;Xu Li;030 1234568')).toEqual([
      'salutation',
      'fullName',
      'number',
    ]);
  });

  it.each([
    ['one row proves nothing', 'Anna;Ott;030 1234567'],
    ['names that nobody knows', 'Xu;Li;030 1234567|Bo;Zhang;030 1234568|Wei;Hu;030 1234569'],
    ['departments', 'Anna Ott;Verkauf;030 1234567|Peter Löw;Einkauf;030 1234568'],
    [
      'departments beside given names',
      'Anna;Verkauf;030 1|Peter;Verkauf;030 2|Eva;Verkauf;030 3|Mia;Lager;030 4|Jan;Lager;030 5',
    ],
    ['streets beside given names', 'Anna;Am Ring 5;030 1234567|Peter;Lange Gasse 7;030 1234568'],
    ['departments behind companies', 'Ott GmbH;Verkauf;030 123|Löw AG;Einkauf;030 223|Bär KG;Lager;030 323'],
    ['given names on both sides', 'Anna;Peter;030 1234567|Eva;Martin;030 1234568|Jan;Werner;030 1234569'],
    [
      'departments behind companies named after people',
      'Peter Ott GmbH;Verkauf;030 123|Eva Löw AG;Einkauf;030 223',
    ],
    ['companies on both sides', 'Ott GmbH;Löw AG;030 1234567|Bär KG;Süd SARL;030 1234568'],
    [
      'one company among notes',
      'Anna Ott;Kunde der Ott GmbH;030 1|Bo Löw;ruft zurück;030 2|Mia Bär;nie;030 3|Jo Fuchs;neu;030 4',
    ],
  ])('stay unmapped beside the first: %s', (_, file) => {
    expect(fields(...file.split('|'))).toEqual(['fullName', null, 'number']);
  });

  it('stay unmapped where names may be on either side', () => {
    expect(fields('Ott;Anna;Siemens;030 1234567', 'Löw;Peter;Telekom;030 1234568')).toEqual([
      'fullName',
      null,
      null,
      'number',
    ]);
  });
});
