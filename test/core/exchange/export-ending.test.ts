import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../../core/api/export.ts';
import { fileEnding, formatsNamedInstead } from '../../../core/exchange/export-ending.ts';

describe('the name of an exported file', () => {
  it('fits every format whose own ending it has, in any case', () => {
    for (const format of EXPORT_FORMATS) {
      expect(formatsNamedInstead(format, `/home/a.b/book${fileEnding(format)}`)).toEqual([]);
      expect(formatsNamedInstead(format, `BOOK${fileEnding(format).toUpperCase()}`)).toEqual([]);
    }
  });

  it.each(['book', 'book.txt', 'book.tsv', '/dev/stdout', '/home/office.csv/book', 'book.'])(
    'says nothing of a format: %s',
    (name) => {
      for (const format of EXPORT_FORMATS) expect(formatsNamedInstead(format, name)).toEqual([]);
    },
  );

  it('names the formats that it speaks of instead', () => {
    expect(formatsNamedInstead('csv', 'x.xlsx')).toEqual(['xlsx']);
    expect(formatsNamedInstead('xlsx', 'x.VCF')).toEqual(['vcard-2.1', 'vcard-3.0', 'vcard-4.0']);
    expect(formatsNamedInstead('fritzbox-xml', 'x.csv')).toContain('yealink-csv');
    expect(formatsNamedInstead('ldif', 'x.pdf')).toEqual(['directory-pdf']);
  });
});
