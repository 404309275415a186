import { describe, expect, it } from 'vitest';
import { Desk } from './import-help.ts';

const BOOK = ['Vorname;Nachname;Telefon', 'Ada;Weiß;030 1112223', 'Ben;;', 'Cem;Yıldız;abc'].join('\r\n');

describe('cells that are put right in the preview', () => {
  it('are what is checked and stored; the row remembers what the file has', async () => {
    using desk = new Desk();
    const before = await desk.preview(BOOK);
    expect(before.rejected).toBe(2);
    const corrections = [
      { row: 3, column: 1, value: 'Bär' },
      { row: 3, column: 2, value: '0301' },
      { row: 3, column: 2, value: '030 4445556' },
    ];
    const { plan, rejected } = await desk.preview(BOOK, { corrections });
    expect(rejected).toBe(1);
    expect(desk.session.row(plan, 3).cells).toEqual([
      { column: 0, name: 'Vorname', value: 'Ben', original: null },
      { column: 1, name: 'Nachname', value: 'Bär', original: '' },
      { column: 2, name: 'Telefon', value: '030 4445556', original: '' },
    ]);
    expect(desk.session.row(plan, 4).cells[2]).toEqual({
      column: 2,
      name: 'Telefon',
      value: 'abc',
      original: null,
    });
    await desk.session.commit(plan, desk.context());
    expect(desk.contacts().map(({ familyName, numbers }) => [familyName, numbers[0]?.e164])).toEqual([
      ['Weiß', '+49301112223'],
      ['Bär', '+49304445556'],
    ]);
  });

  it('change neither the columns nor rows and columns that the file does not have', async () => {
    using desk = new Desk();
    const { inspection, created } = await desk.preview(BOOK, {
      corrections: [
        { row: 1, column: 0, value: 'Telefon' },
        { row: 2, column: 40, value: 'x' },
        { row: 99, column: 0, value: 'x' },
      ],
    });
    expect(inspection.columns.map(({ header }) => header)).toEqual(['Vorname', 'Nachname', 'Telefon']);
    expect(created).toBe(1);
  });
});
